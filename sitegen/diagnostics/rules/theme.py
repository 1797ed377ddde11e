"""Rules with codes T001 to T005: templates that an archive brings."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

TEMPLATE_SYNTAX = Rule(
    code="T001",
    name="template-syntax",
    severity="error",
    summary="A template of the archive cannot be read",
    explanation="""\
Templates are Jinja. A block that is not closed, a misspelt tag or a filter that does not exist stops the
template from being read at all.

```jinja
{% for entry in site.menu %}
<li>{{ entry.label }}</li>
{% endfr %}                     {# T001: it is `endfor` #}
```

Mend the line. The original of every template is in the project's `templates/` folder.
""",
)

TEMPLATE_FAILED = Rule(
    code="T002",
    name="template-failed",
    severity="error",
    summary="A template of the archive failed while a page was made",
    explanation="""\
A template that names what its page does not have would leave a hole in the page, so it is an error.

```jinja
<footer>{{ site.titel }}</footer>      {# T002: it is `title` #}
```

Correct the name. The README.md beside the packaged templates, whose folder the finding names, lists what each
template is given. What is not always there is asked for first: `{% if view.head.canonical %}`.
""",
)

UNKNOWN_TEMPLATE = Rule(
    code="T003",
    name="unknown-template",
    severity="error",
    summary="A template extends or includes one that does not exist",
    explanation="""\
Templates know each other by their paths below `templates/`: those of the archive and the packaged ones.
They cannot reach any other file.

```jinja
{% extends "base.html" %}              {# T003: it is "layouts/base.html" #}
{% include "../../site.yaml" %}        {# T003: no template leads out of the folder #}
```

Write the path from the templates' folder, without `./` and `../`.
""",
)

TEMPLATE_NOT_USED = Rule(
    code="T004",
    name="template-not-used",
    severity="warning",
    summary="A file in templates/ takes the place of nothing and is not included",
    explanation="""\
A template replaces the packaged one of the same path. One of another path is used only where another
template extends or includes it; most often, its path is misspelt.

```
templates/page/home.html       # T004: the packaged one is pages/home.html
```

Rename it, include it, or delete it. Files below `templates/assets/` are always used.
""",
)

TEMPLATE_OUT_OF_BOUNDS = Rule(
    code="T005",
    name="template-out-of-bounds",
    severity="error",
    summary="A template of the archive reaches for what templates may not use",
    explanation="""\
A template that comes with an archive shows what it is given and does nothing else: it cannot run a program,
read a file, or come at the inside of this one. It may use the fields of the records that its page is made
of, and the filters, tests and functions that the README.md beside the packaged templates lists. Names are
written with the letters A to Z: other letters can stand for them without looking like it. And what one page
writes, joins and goes round has a limit.

```jinja
{{ view.__class__ }}                   {# T005: a name that begins with an underscore #}
{{ "%s notes".format(3) }}             {# T005: `{{ "%s notes"|format(3) }}` does it #}
{{ view.title * 100000000 }}           {# T005: more than a page holds #}
```

Where you wrote the template, use what is listed. Where somebody else did, ask what the line is for before you
build it.
""",
)

RULES: tuple[Rule, ...] = (
    TEMPLATE_SYNTAX,
    TEMPLATE_FAILED,
    UNKNOWN_TEMPLATE,
    TEMPLATE_NOT_USED,
    TEMPLATE_OUT_OF_BOUNDS,
)
