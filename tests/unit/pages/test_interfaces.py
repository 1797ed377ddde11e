"""What the compiling of templates takes of Jinja and MarkupSafe beyond what they promise to keep.

Where one of these fails with a new release, the upper bound in pyproject.toml is what to think about.
"""

from __future__ import annotations

import importlib
import inspect
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import TemplateReference
from jinja2.utils import Namespace, _PassArg

PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
BOUNDS = {"jinja2": ("3.1.6", "3.2"), "markupsafe": ("3.0", "3.1")}
# Each kind of node of the syntax tree that there is: `Guarded` was written for these.
NODES = (
    "Add And Assign AssignBlock BinExpr Block Break Call CallBlock Compare Concat CondExpr Const "
    "Continue ContextReference DerivedContextReference Dict Div EnvironmentAttribute "
    "EvalContextModifier Expr ExprStmt Extends ExtensionAttribute Filter FilterBlock FloorDiv For "
    "FromImport Getattr Getitem Helper If Import ImportedName Include InternalName Keyword List "
    "Literal Macro MarkSafe MarkSafeIfAutoescape Mod Mul NSRef Name Neg Node Not Operand Or Output "
    "OverlayScope Pair Pos Pow Scope ScopedEvalContextModifier Slice Stmt Sub Template TemplateData "
    "Test Tuple UnaryExpr With _FilterTestCommon"
)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


@pytest.mark.parametrize("name", BOUNDS)
def test_the_release_is_one_of_those_that_this_was_written_for(name: str) -> None:
    lowest, beyond = BOUNDS[name]
    assert numbers(lowest) <= numbers(version(name)) < numbers(beyond)
    for wanted in (PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"]):
        assert f"{name}>={lowest},<{beyond}" in wanted


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (jinja2.Environment._parse, "self source name filename"),
        (jinja2.Environment._generate, "self source name filename defer_init"),
        (jinja2.Environment._compile, "self source filename"),
        (CodeGenerator._output_child_pre, "self node frame finalize"),
        (CodeGenerator._output_child_post, "self node frame finalize"),
        (CodeGenerator.visit_Template, "self node frame"),
        (CodeGenerator.visit_FilterBlock, "self node frame"),
        (CodeGenerator.visit_Getattr, "self node frame"),
        (CodeGenerator.visit_Getitem, "self node frame"),
        (CodeGenerator.visit_Filter, "self node frame"),
        (CodeGenerator.visit_Call, "self node frame forward_caller"),
        (CodeGenerator.enter_frame, "self frame"),
        (CodeGenerator.leave_frame, "self frame with_python_scope"),
        (CodeGenerator.buffer, "self frame"),
        (Extension.filter_stream, "self stream"),
        (jinja2.Template.from_module_dict, "environment module_dict globals"),
        (jinja2.Template.get_corresponding_lineno, "self lineno"),
        (Frame.inner, "self isolated"),
    ],
)
def test_jinjas_functions_take_what_is_handed_to_them(function: Any, arguments: str) -> None:
    assert " ".join(inspect.signature(function).parameters) == arguments


def test_every_kind_of_node_is_known() -> None:
    kinds = {
        name for name, kind in vars(nodes).items() if isinstance(kind, type) and issubclass(kind, nodes.Node)
    }
    assert kinds == set(NODES.split())


def test_escaping_has_its_inner_function() -> None:
    found = [
        name
        for name in ("markupsafe._speedups", "markupsafe._native")
        if hasattr(importlib.import_module(name), "_escape_inner")
    ]
    assert found


def test_jinjas_objects_hold_what_is_asked_of_them() -> None:
    assert {kind.name for kind in _PassArg} == {"context", "eval_context", "environment"}
    assert object.__getattribute__(Namespace(a=1), "_Namespace__attrs") == {"a": 1}
    environment = jinja2.Environment(autoescape=True)
    template = environment.from_string("{% set a = 1 %}{% macro m() %}{% endmacro %}")
    module = template.module
    assert type(module) is TemplateModule
    assert {name for name in vars(module) if not name.startswith("_")} == {"a", "m"}
    assert template.root_render_func.__globals__["__jinja_template__"] is template
    assert "__getitem__" in vars(TemplateReference)
