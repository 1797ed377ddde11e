"""In CI a test that was skipped is a test that failed, but for what may be absent."""

from __future__ import annotations

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[2] / "conftest.py"
SUITE = """
    import pytest

    def test_runs(): pass

    def test_lacks_a_tool(): pytest.skip("no browser")

    def test_lacks_the_sample(): pytest.skip("sample archive absent")

    @pytest.mark.xfail(strict=True)
    def test_is_expected_to_fail(): assert False
"""


@pytest.mark.parametrize(
    ("variables", "outcomes"),
    [
        ({"CI": "", "SITEGEN_NO_SKIP": ""}, {"passed": 1, "skipped": 2, "xfailed": 1}),
        ({"CI": "true", "SITEGEN_NO_SKIP": ""}, {"passed": 1, "skipped": 1, "failed": 1, "xfailed": 1}),
        ({"CI": "", "SITEGEN_NO_SKIP": "1"}, {"passed": 1, "skipped": 1, "failed": 1, "xfailed": 1}),
    ],
)
def test_skips_fail_where_nothing_may_be_skipped(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    outcomes: dict[str, int],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(SUITE)
    pytester.runpytest_subprocess().assert_outcomes(**outcomes)


def test_a_module_that_cannot_be_collected_fails_too(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEGEN_NO_SKIP", "1")
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module_at_all')")
    assert pytester.runpytest_subprocess().ret != 0
