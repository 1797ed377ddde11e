"""ES modules as classic scripts."""

from __future__ import annotations

import re

import pytest

from sitegen.build.tool import packaged_templates
from sitegen.modules import classic_script, enclosed, join_modules

SCRIPTS = {name: data for name, data in packaged_templates().items() if name.endswith(".js")}
PAGES, LIVE = "assets/js/", "assets/annotator/"


@pytest.mark.parametrize(
    ("source", "script"),
    [
        ("const a = 1;\n", "const a = 1;\n"),  # an archive's own, a classic one
        ("(() => {\n  const text = `\n  export const a`;\n})();\n", None),
        ("/* export const a = 1; */\n", None),
        ("export const a = 1;\n", '"use strict";\nconst a = 1;\n'),
        ("export function f() {}\nfunction g() {}\n", '"use strict";\nfunction f() {}\nfunction g() {}\n'),
        (
            "export async function f() {}\nexport class C {}\n",
            '"use strict";\nasync function f() {}\nclass C {}\n',
        ),
        (
            'import { a } from "./a.js";\nexport const b = a;\n',
            '"use strict";\nconst b = a;\n',
        ),
        (
            '/* What it is. */\n\nimport {\n  a,\n  b,\n} from "../js/a.js";\nimport "./c.js";\n\na(b);\n',
            '(()=>{"use strict";\n/* What it is. */\n\n\na(b);\n\n})()\n',
        ),
    ],
)
def test_a_module_becomes_a_classic_script(source: str, script: str | None) -> None:
    assert classic_script(source.encode()).decode() == (source if script is None else script)


def test_modules_are_joined_after_what_they_import() -> None:
    sources = {
        "js/page.js": b'import { f } from "./f.js";\nimport { g } from "./g.js";\nf(g);\n',
        "js/f.js": b'import { g } from "./g.js";\nexport const f = g;\n',
        "js/g.js": b'import { h } from "../other/h.js";\nexport const g = h;\n',
        "other/h.js": b"export const h = 1;\n",
        "js/unused.js": b"export const u = 1;\n",
    }
    joined = join_modules("js/page.js", sources).decode()
    assert joined.split("\n\n") == ["const h = 1;", "const g = h;", "const f = g;", "f(g);\n"]


def test_modules_that_import_each_other_are_joined_once() -> None:
    sources = {
        "a.js": b'import { b } from "./b.js";\nexport const a = () => b;\n',
        "b.js": b'import { a } from "./a.js";\nexport const b = () => a;\n',
    }
    assert join_modules("a.js", sources).count(b"const") == 2


def test_a_module_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match=r"js/b\.js"):
        join_modules("js/a.js", {"js/a.js": b'import { b } from "./b.js";\n'})


def test_nothing_of_modules_is_left_in_any_script() -> None:
    for name, source in SCRIPTS.items():
        assert not re.search(rb"(?m)^\s*(?:import|export)\b", classic_script(source)), name
        assert enclosed(source)


def test_scripts_that_share_their_names_have_each_only_once() -> None:
    """A module's names are its own; those of the scripts of a page are not, nor are the search client's."""
    client = [name for name in SCRIPTS if name.startswith(f"{PAGES}search-")]
    shared = [name for name in SCRIPTS if name not in client and re.search(rb"(?m)^export ", SCRIPTS[name])]
    for group in (client, shared):
        found = re.compile(rb"(?m)^(?:export )?(?:async )?(?:function|const|let|class) (\w+)")
        names = [name for path in group for name in found.findall(SCRIPTS[path])]
        assert len(names) > 20
        assert sorted(names) == sorted(set(names))


def test_no_template_literal_stands_in_another() -> None:
    """rjsmin, which takes the comments out, would cut the outer one short."""
    inner = rb"\$\{(?:[^`{}]|\{[^`{}]*\})*"
    nested = re.compile(rb"`(?:[^`$\\]|\\.|\$(?!\{)|" + inner + rb"\})*" + inner + rb"`")
    assert nested.search(b"`${a}${f({ b }) ? `c` : d}`")
    assert not nested.search(b"`${a}$ \\` ${f({ b })}` + `${c}`")
    assert [name for name, source in SCRIPTS.items() if nested.search(source)] == []
