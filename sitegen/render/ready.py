"""Ready code: packaged templates compiled when the package was built, so that no build does it again.

The build hook writes it as modules of Python below `compiled/`, in a folder for each language, named by a
digest of all that the code comes from: the sources, the messages, what compiles them, Jinja's version.
So code of other templates, or of an archive's own, is never found, and what is not found is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pkgutil import get_data
from types import CodeType
from typing import Any, Final

import jinja2

from sitegen.digest import digest
from sitegen.words.words import Words

FOLDER: Final = "compiled"
PACKAGE: Final = "sitegen.render"
_APART: Final = ("pages/", "layouts/")  # the other templates are compiled into these
_COMPILERS: Final = ("environment.py", "guarded.py", "record_code.py", "settled.py")


def name_of_ready(sources: Mapping[str, str], words: Words) -> str:
    """Return the name of the folder with the code of these templates, all of them packaged, in a language."""
    compilers = [get_data(PACKAGE, name) or b"" for name in _COMPILERS]
    texts = [part.encode() for pair in sorted(sources.items()) for part in pair]
    return "t" + digest(jinja2.__version__.encode(), words.digest, *compilers, *texts).hex()


def module_of_template(template: str) -> str:
    """Return the name of the module with a template's code."""
    return re.sub(r"\W", "_", template)


def make_ready(compile_: Callable[[str], str], sources: Mapping[str, str]) -> dict[str, str]:
    """Return the source of each module by its name; `compile_` gives the code of a template as text."""
    names = [name for name in sources if name.startswith(_APART)]
    return {module_of_template(name): compile_(name) for name in sorted(names)}


def find_ready(folder: str, template: str) -> CodeType | None:
    """Return the code of a template, or None where there is none."""
    name = f"{PACKAGE}.{FOLDER}.{folder}.{module_of_template(template)}"
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:  # the folder is not there
        return None
    loader: Any = None if spec is None else spec.loader
    code: CodeType | None = None if loader is None else loader.get_code(name)
    return code
