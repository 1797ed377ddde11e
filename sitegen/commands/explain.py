"""`sitegen explain`."""

from __future__ import annotations

import click

from sitegen.diagnostics.rules import RULES, find_near_rules, find_rule
from sitegen.diagnostics.tell import render_rule, render_rule_list
from sitegen.disk.environment import EnvironmentFailure


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE (a code such as Q001, or a name) means and how to mend it; without one, list all."""
    if rule is None:
        click.echo(render_rule_list(RULES))
        return
    found = find_rule(rule)
    if found is None:
        near = find_near_rules(rule)
        meant = f"; did you mean {' or '.join(near)}?" if near else ";"
        raise EnvironmentFailure(f"there is no rule {rule!r}{meant} `sitegen explain` lists all")
    click.echo(render_rule(found))
