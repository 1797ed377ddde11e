"""What of a template is settled before any page is made: messages, and the parts it includes.

The language of a site is fixed, so a message is the text that it comes to, with the values' places in
it: `{{ _("said %(when)s", when=day) }}` is compiled as `said {{ day }}`. Counts and numbers become calls
of `environment.counted` and `environment.numbered`, which keep what they answered. A packaged part that
a packaged template includes is compiled in its place. All of it is Jinja's syntax tree made over:
the page comes out the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import escape

SETTLED: Final = frozenset(["counted", "numbered"])  # of the environment: they give HTML text by itself
_PLACE: Final = re.compile(r"%(?:\((\w+)\)s|(%))")


class Inlined(NodeTransformer):
    """Puts what is included in the place of the `include`.

    `parse` returns the tree of a template by its name, or None for one that must be left where it is,
    as an archive's own, whose mistakes are told by file and line.
    """

    def __init__(self, parse: Callable[[str], nodes.Template | None]) -> None:
        self._parse = parse
        self._open: list[str] = []

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802  Jinja's
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or not node.with_context or name in self._open:
            return node
        tree = self._parse(name)
        if tree is None or any(tree.find_all((nodes.Block, nodes.Extends))):
            return node
        self._open.append(name)
        self.generic_visit(tree)
        self._open.pop()
        return nodes.Scope(tree.body, lineno=node.lineno)


class Settled(NodeTransformer):
    """Puts the words of one language in the place of messages.

    `said` translates; names that a template gives another meaning (`taken`) are left alone.
    """

    def __init__(self, said: Callable[[str], str], taken: Collection[str]) -> None:
        self._said = said
        self._taken = taken

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        node.nodes = [part for child in node.nodes for part in self._iter_shown(child)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Settle a message that is not written out here but, say, set as a variable."""
        parts = None if node.kwargs else self._parts_of_message(node)
        if parts is None:
            return self.generic_visit(node)
        text = "".join(part.data for part in parts if isinstance(part, nodes.TemplateData))
        plain = nodes.Const(text, lineno=node.lineno)
        return plain if str(escape(text)) == text else nodes.MarkSafe(plain, lineno=node.lineno)

    def _iter_shown(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        parts = self._parts_of_message(node) if isinstance(node, nodes.Call) else None
        if parts is not None:
            yield from parts
        elif isinstance(node, nodes.Call) and self._is_ready(node):
            assert isinstance(node.node, nodes.Name)
            name = "counted" if node.node.name == "ngettext" else "numbered"
            arguments = [self.visit(argument) for argument in node.args]
            function = nodes.EnvironmentAttribute(name, lineno=node.lineno)
            yield nodes.Call(function, arguments, [], None, None, lineno=node.lineno)
        else:
            yield self.visit(node)

    def _is_ready(self, node: nodes.Call) -> bool:
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not isinstance(node.node, nodes.Name):
            return False
        name, count = node.node.name, len(node.args)
        if name in self._taken or (name, count) not in {("ngettext", 3), ("number", 1)}:
            return False
        return all(_is_plain(message) for message in node.args[:-1])

    def _message(self, node: nodes.Call) -> str | None:
        """Return the message that a call says, where it is a constant."""
        if not isinstance(node.node, nodes.Name) or node.node.name != "_" or "_" in self._taken:
            return None
        if len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
            return None
        message = node.args[0]
        return message.value if isinstance(message, nodes.Const) and isinstance(message.value, str) else None

    def _parts_of_message(self, node: nodes.Call) -> list[nodes.Expr] | None:
        """Return a message as text and values by turns; None where it is no message, or has other places."""
        message = self._message(node)
        if message is None:
            return None
        said = self._said(message)
        values = {pair.key: pair.value for pair in node.kwargs}
        places = list(_PLACE.finditer(said))
        if "%" in _PLACE.sub("", said) or any(place[1] not in values for place in places if place[1]):
            return None
        parts: list[nodes.Expr] = []
        at = 0
        for place in places:
            parts.append(nodes.TemplateData(said[at : place.start()] + (place[2] or ""), lineno=node.lineno))
            if place[1]:
                parts += self._iter_shown(values[place[1]])
            at = place.end()
        parts.append(nodes.TemplateData(said[at:], lineno=node.lineno))
        return parts


def _is_plain(message: nodes.Expr) -> bool:
    """Tell whether a message stands there as it is, with no places but those that are filled."""
    if not isinstance(message, nodes.Const) or not isinstance(message.value, str):
        return False
    return {place[1] for place in _PLACE.finditer(message.value)} <= {None, "num"} and (
        "%" not in _PLACE.sub("", message.value)
    )


def names_taken(tree: nodes.Template) -> frozenset[str]:
    """Return the names that a template itself gives a meaning."""
    found: set[str] = set()
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Macro):
            found.add(node.name)
        elif isinstance(node, nodes.Import):
            found.add(node.target)
        elif isinstance(node, nodes.FromImport):
            found.update(name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Name) and node.ctx != "load":
            found.add(node.name)
    return frozenset(found)
