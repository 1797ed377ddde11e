"""`Guarded`: the syntax tree of an archive's own template, each operation that could reach further guarded.

Attributes, subscripts, calls, what is written and what can grow become calls of the functions of `Allowed`.
None of them can be worked out while the template is compiled, so nothing of it runs before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.filters import FILTERS as JINJAS_FILTERS
from jinja2.lexer import Token, TokenStream
from jinja2.tests import TESTS as JINJAS_TESTS
from jinja2.visitor import NodeTransformer

from sitegen.render.allowed import FILTERS, INCLUSION, MESSAGE, ROUND, TESTS, is_name
from sitegen.render.settled import SETTLED, names_taken

OPERATIONS: Final = (
    "field",
    "item",
    "whole",
    "called",
    "text",
    "plus",
    "minus",
    "times",
    "power",
    "rest",
    "spend",
    "templates",
    "weighed",
)
_OF_OPERATOR: Final = {
    nodes.Add: "plus",
    nodes.Sub: "minus",
    nodes.Mul: "times",
    nodes.Pow: "power",
    nodes.Mod: "rest",
}
_PLAIN: Final = 3  # what a part of a template counts for each time that it is done
_PRICES: Final[Mapping[type[nodes.Node], int]] = {  # and those that take longer, as measured
    nodes.AssignBlock: 60,
    nodes.Call: 100,
    nodes.Compare: 20,
    nodes.Dict: 150,
    nodes.Filter: 80,
    nodes.FilterBlock: 60,
    nodes.For: 80,
    nodes.Getattr: 25,
    nodes.Getitem: 40,
    nodes.List: 50,
    nodes.Macro: 60,
    nodes.Operand: 20,
    nodes.Scope: 20,
    nodes.TemplateData: 10,
    nodes.Test: 80,
    nodes.Tuple: 50,
    nodes.With: 60,
    **dict.fromkeys((nodes.Add, nodes.Mod, nodes.Mul, nodes.Pow, nodes.Sub), 50),
}
_SHOWN: Final = 25  # what is written, besides its length
LONGEST: Final = 30_000  # words and signs in one template, besides what it holds as it is written out
_KNOWN: Final = 10  # a name that a template gives a value, where others are included


class ShutError(TemplateSyntaxError):
    """A template reaches for what is not its business."""


class PlainNames(Extension):
    """Refuses names of other letters than A to Z, and what would take long to read, before it is read."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Return the tokens as they are. Raises ShutError."""
        for number, token in enumerate(stream):
            if number > LONGEST:
                said = f"it has more than {LONGEST:,} words and signs: make several of it"
                raise ShutError(said, token.lineno, stream.name, stream.filename)
            if token.type == "name" and not is_name(token.value):
                said = f"templates may not use the name {token.value!r}"
                if not token.value.isascii():
                    said += ": write names with the letters A to Z"
                raise ShutError(said, token.lineno, stream.name, stream.filename)
            yield token


class Guarded(NodeTransformer):
    """Raises ShutError for what is seen to be out of bounds without a page."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._inclusion = INCLUSION

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802  Jinja's, as all of these
        self._inclusion += len(names_taken(node)) * _KNOWN
        return self._counted(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        if node.test is not None:  # going round counts where the loop leaves out what it meets, too
            work = ROUND + _price([node.test])
            said = nodes.Not(_spent(work, node.lineno).node, lineno=node.lineno)
            node.test = nodes.And(said, node.test, lineno=node.lineno)
        return self._counted(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_If(self, node: nodes.If) -> nodes.Node:  # noqa: N802
        prices = [_price(body) for body in (node.body, node.else_)]
        self.generic_visit(node)
        for body, price in zip((node.body, node.else_), prices, strict=True):
            if body:
                body.insert(0, _spent(price, node.lineno))
        return node

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802
        return self._included(node)

    def visit_Import(self, node: nodes.Import) -> list[nodes.Node]:  # noqa: N802
        return self._included(node)

    def visit_FromImport(self, node: nodes.FromImport) -> list[nodes.Node]:  # noqa: N802
        return self._included(node)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        self._demand(node.attr, node.lineno)
        name = nodes.Const(node.attr, lineno=node.lineno)
        return _operation("field", node.lineno, self.visit(node.node), name)

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802
        self._demand_characters(node.value, node.lineno)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        self._demand_characters(node.data, node.lineno)
        return node

    def visit_NSRef(self, node: nodes.NSRef) -> nodes.Node:  # noqa: N802
        self._demand(node.attr, node.lineno)
        return node

    def visit_Keyword(self, node: nodes.Keyword) -> nodes.Node:  # noqa: N802
        self._demand(node.key, node.lineno)
        return self.generic_visit(node)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        owner = self.visit(node.node)
        argument = self.visit(node.arg)
        if isinstance(argument, nodes.Slice):
            whole = _operation("whole", node.lineno, owner)
            return nodes.Getitem(whole, argument, node.ctx, lineno=node.lineno)
        return _operation("item", node.lineno, owner, argument)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.node, nodes.EnvironmentAttribute):
            return node
        node.node = _operation("called", node.lineno, node.node)
        node.args = [_operation("weighed", node.lineno, value) for value in node.args]
        for pair in node.kwargs:
            pair.value = _operation("weighed", node.lineno, pair.value)
        if node.dyn_args is not None:
            node.dyn_args = _operation("weighed", node.lineno, node.dyn_args)
        if node.dyn_kwargs is not None:
            node.dyn_kwargs = _operation("weighed", node.lineno, node.dyn_kwargs)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        node.nodes = [self._shown(child) for child in node.nodes]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        node.expr = _operation("weighed", node.lineno, self.visit(node.expr))
        for operand in node.ops:
            operand.expr = _operation("weighed", node.lineno, self.visit(operand.expr))
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _operation("weighed", node.lineno, node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        for pair in node.items:  # a key is looked at before there is a mapping
            pair.key = _operation("weighed", node.lineno, self.visit(pair.key))
            pair.value = self.visit(pair.value)
        return _operation("weighed", node.lineno, node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _operation("weighed", node.lineno, node) if node.ctx == "load" else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        node.nodes = [_operation("text", node.lineno, self.visit(child)) for child in node.nodes]
        return node

    def visit_Add(self, node: nodes.Add) -> nodes.Node:  # noqa: N802
        return self._worked_out(node)

    def visit_Sub(self, node: nodes.Sub) -> nodes.Node:  # noqa: N802
        return self._worked_out(node)

    def visit_Mul(self, node: nodes.Mul) -> nodes.Node:  # noqa: N802
        return self._worked_out(node)

    def visit_Pow(self, node: nodes.Pow) -> nodes.Node:  # noqa: N802
        return self._worked_out(node)

    def visit_Mod(self, node: nodes.Mod) -> nodes.Node:  # noqa: N802
        return self._worked_out(node)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        if node.name in JINJAS_FILTERS and node.name not in FILTERS:
            self._fail(f"the filter {node.name!r}", node.lineno)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        if node.name in JINJAS_TESTS and node.name not in TESTS:
            self._fail(f"the test {node.name!r}", node.lineno)
        return self.generic_visit(node)

    def _shown(self, node: nodes.Expr) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            self._demand_characters(node.data, node.lineno)
            return node
        if isinstance(node, nodes.Filter) and node.name == "safe" and node.node is not None:
            node.node = _operation("text", node.lineno, self.visit(node.node))
            return node
        shown: nodes.Expr = self.visit(node)
        function = shown.node if isinstance(shown, nodes.Call) else None
        is_settled = isinstance(function, nodes.EnvironmentAttribute) and function.name in SETTLED
        return shown if is_settled else _operation("text", node.lineno, shown)

    def _counted(
        self, node: nodes.Template | nodes.Block | nodes.For | nodes.Macro | nodes.CallBlock
    ) -> nodes.Node:
        price = _price(node.body)
        self.generic_visit(node)
        node.body.insert(0, _spent(ROUND + price, node.lineno))
        return node

    def _included(self, node: nodes.Include | nodes.Import | nodes.FromImport) -> list[nodes.Node]:
        self.generic_visit(node)
        if not isinstance(node.template, nodes.Const):
            node.template = _operation("templates", node.lineno, node.template)
        return [_spent(self._inclusion, node.lineno), node]

    def _worked_out(self, node: nodes.BinExpr) -> nodes.Node:
        return _operation(
            _OF_OPERATOR[type(node)], node.lineno, self.visit(node.left), self.visit(node.right)
        )

    def _demand(self, name: str, line: int) -> None:
        if name.startswith("_") or not is_name(name):
            self._fail(repr(name), line)

    def _demand_characters(self, value: object, line: int) -> None:
        """Raise ShutError for half a character, as of a surrogate pair: no file can hold one."""
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            self._fail("half a character", line)

    def _fail(self, what: str, line: int) -> None:
        raise ShutError(f"templates may not use {what}", line, self._name, self._name)


def _price(parts: Iterable[nodes.Node]) -> int:
    """Return what it counts for to go through parts of a template once.

    What stands in a loop, a macro, a block or under a condition counts where it is gone through.
    """
    price = 0
    waiting = list(parts)
    while waiting:
        node = waiting.pop()
        price += _PRICES.get(type(node), _PLAIN)
        if isinstance(node, nodes.TemplateData):
            price += len(node.data)
        elif isinstance(node, nodes.Output | nodes.Concat):
            price += _SHOWN * sum(not isinstance(shown, nodes.TemplateData) for shown in node.nodes)
        elif isinstance(node, nodes.EnvironmentAttribute) and node.name in SETTLED:
            price += MESSAGE
        if isinstance(node, nodes.If):
            waiting += [node.test, *node.elif_]
        elif isinstance(node, nodes.For):
            waiting.append(node.iter)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            waiting += node.defaults
            waiting += [node.call] if isinstance(node, nodes.CallBlock) else []
        elif not isinstance(node, nodes.Block):
            waiting += node.iter_child_nodes()
    return price


def _operation(name: str, line: int, *values: nodes.Expr) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, list(values), [], None, None, lineno=line)


def _spent(work: int, line: int) -> nodes.ExprStmt:
    return nodes.ExprStmt(_operation("spend", line, nodes.Const(work, lineno=line)), lineno=line)
