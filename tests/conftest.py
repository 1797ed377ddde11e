"""What all tests share: where the archives stand, the built site, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("pytester",)

# No test is timed: a slow machine, or one with other work, must not fail what is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
SAMPLE = ROOT.parent / "shared" / "archive"
NO_SKIP = os.environ.get("CI") == "true" or os.environ.get("SITEGEN_NO_SKIP") == "1"
ALLOWED_SKIP = "sample archive absent"


def build_strictly(archive: Path, out: Path) -> Path:
    """Build `archive` into `out` from nothing, with warnings as errors; return `out`."""
    from sitegen.build import BuildOptions, build_site  # noqa: PLC0415 - most tests build nothing

    result = build_site(BuildOptions(archive=archive, out=out, no_cache=True, strict=True))
    assert not result.has_failed, result.diagnostics
    return out


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `content/`, built once."""
    return build_strictly(CONTENT, tmp_path_factory.mktemp("site") / "build")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample archive that stands beside the project's folder, where it does."""
    if not SAMPLE.is_dir():
        pytest.skip(ALLOWED_SKIP)
    from sitegen.build import BuildOptions, build_site  # noqa: PLC0415 - most tests build nothing
    from sitegen.build.options import severity_of  # noqa: PLC0415

    out = tmp_path_factory.mktemp("sample") / "build"
    result = build_site(BuildOptions(archive=SAMPLE, out=out, no_cache=True))
    warnings = {d.code for d in result.diagnostics if severity_of(d) != "advice"}
    assert warnings <= {"Y014"}, result.diagnostics  # a quote of it is cut by a `#`: its authors' to mend
    return out


@pytest.fixture(scope="session")
def first_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sites of the archives that commands make: `example`, `text` and `imported`."""
    from tests.first_archives import write_first_archives  # noqa: PLC0415 - most tests need none of it

    folder = tmp_path_factory.mktemp("first")
    for name, archive in write_first_archives(folder / "archives").items():
        build_strictly(archive, folder / "sites" / name)
    return folder / "sites"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure coverage where it tells something: it halves the speed of all Python that is run.

    Property tests run the same lines a hundred times. What is looked at in a browser, or judged as a whole,
    runs nearly everything, and tells of no line that it is right.
    """
    measured = [ROOT / "tests" / name for name in ("unit", "build", "serve")]
    for item in items:
        is_measured = any(item.path.is_relative_to(folder) for folder in measured)
        if not is_measured or item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")


def fail_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skipped report into a failed one, unless what it lacks may be lacking."""
    if not NO_SKIP or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if ALLOWED_SKIP not in reason:
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_skip(report)
    return report
