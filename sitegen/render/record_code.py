"""`RecordCode`: how templates are compiled here, for views that are records.

Four things differ from Jinja's own code. An attribute is an attribute and a subscript a subscript,
where Jinja would try one and then the other. Escaping gives plain strings, where Jinja makes an
object of each so that nothing is escaped twice: here the output is only ever joined. `|safe` costs
nothing. And a block's or an included template's output is yielded in one piece, where Jinja hands every
piece up through all the templates round it. Together they take a page's time to a quarter.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import escape

from sitegen.render.guarded import OPERATIONS
from sitegen.render.settled import SETTLED


def _find_escape() -> Callable[[str], str]:
    """Return the function by which MarkupSafe escapes a string, from C or else from Python."""
    for name in ("markupsafe._speedups", "markupsafe._native"):
        try:
            inner: Callable[[str], str] = importlib.import_module(name)._escape_inner  # noqa: SLF001
        except (ImportError, AttributeError):
            continue
        return inner
    return escape


escape_text = _find_escape()


def escape_value(value: object) -> str:
    """Return a value as HTML text: a string with its special characters replaced, markup as it is."""
    if type(value) is str:
        return escape_text(value)
    return str(value) if type(value) is int else escape(value)


def is_closed(name: object) -> bool:
    """Tell whether our own templates may not name this attribute either."""
    return isinstance(name, str) and (name.startswith("_") or not name.isascii() or not name.isidentifier())


class RecordCode(CodeGenerator):
    _bare: nodes.Expr | None = None  # a `|safe` whose value is written as it is
    _close = ")"  # what ends the expression that is being written out

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        packaged = self.environment.packaged  # type: ignore[attr-defined]
        self._is_guarded = self.environment.operations and self.name not in packaged  # type: ignore[attr-defined]

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  Jinja's
        self.writeline("escape_text, escape_value = environment.escape_text, environment.escape_value")
        self.writeline("counted, numbered = environment.counted, environment.numbered")
        if self._is_guarded:
            self.writeline(f"{', '.join(OPERATIONS)} = environment.operations")
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        if frame.parent is None:  # a template's or a block's own
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope=with_python_scope)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if self._is_guarded or is_closed(node.attr):
            raise TemplateSyntaxError(f"templates may not use {node.attr!r}", node.lineno, self.name)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        if isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        if self._is_guarded:
            raise TemplateSyntaxError("templates may not use a subscript here", node.lineno, self.name)
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        if node is self._bare and node.node is not None:
            self.visit(node.node, frame)
        else:
            super().visit_Filter(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"{node.node.name}(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        self._close = ")"
        if (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.EnvironmentAttribute)
            and node.node.name in SETTLED
        ):
            self.write("(")  # HTML text by itself
        elif frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Filter) and node.name == "safe":
            self._bare = node
            self.write("str(")
        else:
            self.write("(escape_text(v) if (v := ")
            self._close = ").__class__ is str else escape_value(v))"

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write(self._close)
