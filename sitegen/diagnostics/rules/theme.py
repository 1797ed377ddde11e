"""Rules with codes T001 to T004: templates that an archive brings."""

from __future__ import annotations

from sitegen.diagnostics.rule import Rule

TEMPLATE_SYNTAX = Rule(
    code="T001",
    name="template-syntax",
    severity="error",
    summary="A template of the archive cannot be read",
    explanation="""\
Templates are Jinja. A block that is not closed, a misspelt tag, a filter that does not exist, or a name that
templates may not use (one with an underscore in front) stops the template from being read at all.

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

Correct the name. `templates/README.md` lists what each template is given. What is not always there is asked
for first: `{% if view.head.canonical %}`.
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

RULES: tuple[Rule, ...] = (TEMPLATE_SYNTAX, TEMPLATE_FAILED, UNKNOWN_TEMPLATE, TEMPLATE_NOT_USED)
