"""Templates that reach for what is not theirs: to run a command, read a file, or never come to an end.

MARK stands for a file that a template makes if it can.
"""

from __future__ import annotations

from typing import Final

RUN: Final = '["__builtins__"]["__import__"]("os").popen("touch MARK").read()'
SHUT: Final = {  # refused without a page
    "class": "{{ view.__class__.__mro__[-1].__subclasses__() }}",
    "class-of-text": '{{ "".__class__.__base__.__subclasses__() }}',
    "init": "{{ site.__init__.__globals__" + RUN + " }}",
    "struct": "{{ view.__struct_fields__ }}",
    "dict": "{{ site.__dict__ }}",
    "underscore": "{{ view._private }}",
    "full-width-frame": "{{ ([1]|map('upper')).ｇi_frame.ｆ_globals" + RUN + " }}",
    "full-width-format": '{{ "{0.__class__.__mro__}".ｆormat(view) }}',
    "script-letters": "{{ ([1]|map('upper')).𝓰i_frame }}",
    "long-s": "{{ view.ſtarts }}",
    "ligature": "{{ view.ﬁrst }}",
    "other-letters": "{{ view.имя }}",
    "full-width-variable": "{% set ｖiew = 1 %}{{ view }}",
    "full-width-filter": "{{ view|ａttr('x') }}",
    "full-width-macro": "{% macro ｍ() %}{% endmacro %}",
    "full-width-block": "{% block ｃontent %}{% endblock %}",
    "full-width-argument": "{{ dict(ａ=1) }}",
    "full-width-import": "{% import 'ours.html' as ｍ %}",
    "lipsum": "{{ lipsum.__globals__" + RUN + " }}",
    "cycler": "{{ cycler.__init__.__globals__" + RUN + " }}",
    "joiner": "{{ joiner.__init__.__globals__" + RUN + " }}",
    "namespace": "{{ namespace.__init__.__globals__" + RUN + " }}",
    "namespace-set": "{% set n = namespace() %}{% set n.__class__ = view %}",
    "namespace-html": "{% macro m() %}x{% endmacro %}{% set n = namespace() %}{% set n.__html__ = m %}",
    "self": "{{ self._TemplateReference__context.environment }}",
    "self-globals": "{{ self.__init__.__globals__" + RUN + " }}",
    "loop": "{% for x in [1] %}{{ loop.__init__.__globals__" + RUN + " }}{% endfor %}",
    "loop-inner": "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__" + RUN + " }}",
    "macro-globals": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__" + RUN + " }}",
    "super": "{% block b %}{{ super._context }}{% endblock %}",
    "gettext": "{{ _.__globals__" + RUN + " }}",
    "number": "{{ number.__self__.__class__ }}",
    "dunder-variable": "{{ __builtins__ }}",
    "filter-attr": "{{ view|attr('__class__') }}",
    "filter-attr-joined": "{{ view|attr('__cla' ~ 'ss__') }}",
    "filter-random": "{{ [1, 2]|random }}",
    "filter-pprint": "{{ view|pprint }}",
    "filter-block": "{% filter attr('__class__') %}x{% endfilter %}",
    "test-callable": "{{ view is callable }}",
    "keyword": "{{ dict(__class__=1) }}",
    "loop-variables": "{{ range(1, _loop_vars={}) }}",
    "within-message": "{{ _('%(x)s', x=view.__class__) }}",
    "within-trans": "{% trans x=view.__class__ %}{{ x }}{% endtrans %}",
    "within-condition": "{% if view.__class__ %}{% endif %}",
    "within-loop-test": "{% for x in [1] if view.__class__ %}{% endfor %}",
    "within-default": "{% macro m(x=view.__class__) %}{% endmacro %}",
    "within-include": "{% include view.__class__.__name__ %}",
    "within-with": "{% with x = view.__class__ %}{% endwith %}",
    "within-slice": "{{ 'abc'[view.__class__:] }}",
    "within-autoescape": "{% autoescape view.__class__ %}{% endautoescape %}",
    "format": "{% extends 'ours.html' %}{{ view.__format__ }}",
    "half-a-character": r'{{ "\ud800" }}',
    "half-a-message": r'{{ _("\ud800") }}',
}
FAILING: Final = {  # refused while a page is made
    "subscript": '{{ view["__class__"] }}',
    "subscript-of-text": '{{ ""["__class__"]["__mro__"] }}',
    "subscript-escaped": r'{{ view["\x5f\x5fclass\x5f\x5f"] }}',
    "subscript-unicode": r'{{ view["\u005f\u005fclass__"] }}',
    "subscript-joined": '{{ view["__cla" ~ "ss__"] }}',
    "subscript-added": '{{ view["__cla" + "ss__"] }}',
    "subscript-reversed": '{{ view["__ssalc__"[::-1]] }}',
    "subscript-replaced": "{{ view['__clXss__'|replace('X', 'a')] }}",
    "subscript-full-width": '{{ ([1]|map("upper"))["ｇi_frame"] }}',
    "subscript-frame": '{{ ([1]|map("upper"))["gi_frame"] }}',
    "frame": "{{ ([1]|map('upper')).gi_frame.f_globals" + RUN + " }}",
    "frame-of-select": "{{ ([1]|select).gi_code }}",
    "frame-of-loop": "{% for x in [1] %}{{ loop.gi_frame }}{% endfor %}",
    "format": '{{ "{0.__class__.__mro__}".format(view) }}',
    "format-of-text": "{{ view.title.format }}",
    "format-map": '{{ "{x.__class__}".format_map({"x": view}) }}',
    "format-of-safe": '{{ ("{0.__class__}"|safe).format(view) }}',
    "format-in-map": '{{ ["{0.__class__}"]|map("format", view)|first }}',
    "format-of-attribute": '{{ ["{0.__class__}"]|map(attribute="format")|first }}',
    "map": "{{ [view]|map(attribute='__class__')|list }}",
    "map-path": "{{ [view]|map(attribute='title.__class__.__mro__')|list }}",
    "map-filter": "{{ [view]|map('attr', '__class__')|list }}",
    "map-options": "{{ [view]|map(**{'attribute': '__class__'})|list }}",
    "map-default": "{{ [view]|map(attribute='__class__', default=1)|list }}",
    "groupby": "{{ [view]|groupby('__class__') }}",
    "sort": "{{ [view, view]|sort(attribute='__class__') }}",
    "sum": "{{ [view]|sum(attribute='__class__') }}",
    "unique": "{{ [view]|unique(attribute='__class__')|list }}",
    "minimum": "{{ [view, view]|min(attribute='__init__') }}",
    "join": "{{ [view]|join(attribute='__class__') }}",
    "selectattr": "{{ [view]|selectattr('__class__')|list }}",
    "rejectattr": "{{ [view]|rejectattr('__class__')|list }}",
    "self-item": "{{ self['_TemplateReference__context'] }}",
    "macro-attribute": "{% macro m() %}{% endmacro %}{{ m.name }}{{ m.explicit_caller }}",
    "module": "{% import 'ours.html' as m %}{{ m['__class__'] }}",
    "module-stream": "{% import 'ours.html' as m %}{{ [m]|map(attribute='_body_stream')|list }}",
    "type": "{{ dict.mro() }}",
    "type-fromkeys": "{{ dict.fromkeys([1]) }}",
    "cycler-name": "{{ cycler('a').items }}",
    "function": "{{ range.mro }}",
    "bound": "{{ view.title.upper.im_func }}",
    "encode": "{{ view.title.encode() }}",
    "translate": "{{ view.title.translate({}) }}",
    "append": "{% set x = [1] %}{{ x.append(2) }}",
    "update": "{{ site.scripts.update({'site.js': 'other.js'}) }}",
    "pop": "{{ site.scripts.pop('site.js') }}",
    "setdefault": "{{ site.scripts.setdefault('a', 'b') }}",
    "set-field": "{{ 1 }}{% set view.title = 1 %}",
    "namespace-of-view": "{{ namespace(view) }}",
    "namespace-option": "{{ namespace(**{'__html__': view.title.upper}) }}",
    "printed-record": "{{ view }}",
    "printed-function": "{{ range }}",
    "lowered-function": "{{ range|lower }}",
    "escaped-record": "{{ view|e }}",
    "escaped-function": "{{ range|forceescape }}",
    "attributes-of-functions": "{{ {'a': range}|xmlattr }}",
    "encoded-functions": "{{ {'a': range}|urlencode }}",
    "encoded-record": "{{ view|urlencode }}",
    "safe-function": "{% set x = range|safe %}{{ x }}",
    "message-of-record": "{{ _(view) }}",
    "json-width": "{{ {'a': [1]}|tojson(indent=99999999) }}",
    "printed-generator": "{{ [1]|map('upper') }}",
    "joined-record": "{{ [view]|join }}",
    "concatenated-record": "{{ 'x' ~ view }}",
    "filled-record": "{{ '%r'|format(view) }}",
    "message-record": "{{ _('%(x)s of it', x=view) ~ '' }}{{ gettext('%(x)s', x=view) }}",
    "string-of-record": "{{ view|string }}",
    "called-text": "{{ view.title() }}",
    "called-record": "{{ view() }}",
    "lipsum-plain": "{{ lipsum() }}",
    "context": "{{ context.environment }}",
    "environment": "{{ environment.from_string('x') }}",
    "builtins": "{{ open('/etc/passwd').read() }}",
    "include-several": "{% include ['/etc/passwd', '../site.yaml'] %}",
    "include-view": "{% include view %}",
    "include-joined": "{% include '..' ~ '/site.yaml' %}",
    "include-escaped": r"{% include '\x2e\x2e/site.yaml' ~ '' %}",
    "import-joined": "{% import '/etc/' ~ 'passwd' as x %}",
    "extends-joined": "{% extends '/etc/' ~ 'passwd' %}",
    "range": "{% for x in range(10000000000) %}{% endfor %}",
    "range-list": "{{ range(99999999999)|list|length }}",
    "ranges": "{% for a in range(99999) %}{% for b in range(99999) %}{{ b }}{% endfor %}{% endfor %}",
    "ranges-of-nothing": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "repeated": "{{ 'a' * 10000000000 }}",
    "repeated-from-left": "{{ 10000000000 * 'a' }}",
    "repeated-list": "{{ ([0] * 10000000000)|length }}",
    "power": "{{ 10 ** 10000000000 }}",
    "power-of-float": "{{ 2.0 ** 99999 }}",
    "product": "{% set a = 3 ** 2000 %}{% set a = a * a %}{% set a = a * a %}{{ a }}",
    "doubled": "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "doubled-sum": "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a + a %}" * 40 + "{{ a }}",
    "doubled-list": "{% set a = [1] %}" + "{% set a = a + a %}" * 40 + "{{ a|length }}",
    "doubled-block": "{% set a = 'aaaaaaaa' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40 + "{{ a }}",
    "doubled-join": "{% set a = 'aaaaaaaa' %}" + "{% set a = [a, a]|join(a) %}" * 40 + "{{ a }}",
    "doubled-replace": "{% set a = 'aa' %}" + "{% set a = a|replace('a', a) %}" * 9 + "{{ a }}",
    "replaced": "{% set a = 'aa' %}" + "{% set a = a.replace('a', a) %}" * 9 + "{{ a }}",
    "doubled-format": "{% set a = 'aaaa' %}" + "{% set a = '%s%s'|format(a, a) %}" * 40 + "{{ a }}",
    "format-width": "{{ '%9999999999d'|format(1) }}",
    "format-star": "{{ '%*d'|format(9999999999, 1) }}",
    "percent-width": "{{ '%9999999999d' % 1 }}",
    "message-width": "{{ gettext('%(x)9999999999s', x=1) }}",
    "message-count-width": "{{ ngettext('%(num)9999999999s', '%(num)9999999999s', 1) }}",
    "message-of-view": "{{ ngettext(view.title ~ '%(num)9999999999s', '', 1) }}",
    "center": "{{ 'a'|center(9999999999) }}",
    "center-mapped": "{{ ['a']|map('center', 9999999999)|first }}",
    "indent": "{{ 'a'|indent(9999999999, true) }}",
    "round": "{{ 1.5|round(999999999, 'ceil') }}",
    "batch": "{{ [1]|batch(9999999999, 0)|list|length }}",
    "slice": "{{ [1]|slice(9999999999)|list|length }}",
    "sum-of-lists": "{{ [[1]]|sum(start=[]) }}",
    "undefined-inside": "{{ [nothing]|map(attribute='_undefined_exception')|list|length }}",
    "namespace-items": "{{ namespace(a=1)|map(attribute='__class__')|list }}",
    "partial": "{{ ''.join.func }}",
    "replaced-function": "{{ [view.title.replace]|map(attribute='func')|list }}",
    "exported": "{% import 'ours.html' as m %}{{ m.said.arguments }}",
    "module-item": "{% import 'ours.html' as m %}{{ m['said'] }}",
    "group": "{{ ([view]|groupby('title')|first)['_replace'] }}",
    "group-fields": "{{ [view]|groupby('title')|map(attribute='_asdict')|list }}",
    "percent-record": "{{ '%(title)s' % view }}",
    "percent-named-record": "{{ '%(a)s'|format(**{'a': view}) }}",
    "percent-list": "{{ '%s'|format([view]) }}",
    "compared-doubled": (
        "{% set a = [1] %}{% set b = [1] %}"
        + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
        + "{{ a == b }}"
    ),
    "hashed-doubled": "{% set a = (1, 1) %}" + "{% set a = (a, a) %}" * 40 + "{{ {a: 1}|length }}",
    "hashed-deep": (
        "{% set n = namespace(x=1) %}{% for i in range(99999) %}{% set n.x = (n.x, ) %}{% endfor %}"
        "{{ {n.x: 1}|length }}"
    ),
    "json-doubled": "{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a|tojson }}",
    "comments-stripped": "{{ ('<!---->' * 9000000)|striptags|length }}",
    "links-sought": "{{ ('www.' * 9000000)|urlize|length }}",
    "called-repeated": (
        "{% set a = 'a' * 40000000 %}{% for x in range(99999) %}{% if a.upper() %}{% endif %}{% endfor %}"
    ),
    "compared-repeated": (
        "{% set a = 'a' * 30000000 %}{% set b = 'a' * 30000000 %}"
        "{% for x in range(99999) %}{% if a == b %}{% endif %}{% endfor %}"
    ),
    "tested-repeated": (
        "{% set a = 'a' * 40000000 %}{% for x in range(99999) %}{% if 'b' is in a %}{% endif %}{% endfor %}"
    ),
    "number-of-text": "{{ number('1e999999999') }}",
    "number-of-record": "{{ number(view) }}",
    "macro-without-end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro-doubled": "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "loop-doubled": ("{% for x in [1, 1] recursive %}{{ loop([1, 1]) if loop.depth < 60 }}{% endfor %}"),
    "include-repeated": "{% for x in range(99999) %}{% include 'ours.html' %}{% endfor %}",
    "written-repeated": "{% for x in range(99999) %}" + "a" * 5000 + "{% endfor %}",
    "for-if": "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}",
    "attr-path": "{{ (['a'] * 100000)|map(attribute=('0.' * 20000) ~ '0')|list|length }}",
    "sort-path": "{{ (['a'] * 100000)|sort(attribute=('0.' * 20000) ~ '0')|list|length }}",
    "lists-equal": (
        "{% set a = 'a' * 10000000 %}{% set b = 'a' * 10000000 %}"
        "{% if [a] * 1000000 == [b] * 1000000 %}{% endif %}"
    ),
    "list-count": "{% set a = 'a' * 10000000 %}{% set b = 'a' * 10000000 %}{{ ([a] * 1000000).count(b) }}",
    "in-list": "{% set a = 'a' * 10000000 %}{% set b = 'a' * 9999999 ~ 'b' %}{{ b in ([a] * 1000000) }}",
    "sort-strings": (
        "{% set a = 'a' * 1000000 %}{% set b = 'a' * 1000000 %}{{ ([a, b] * 1000000)|sort|length }}"
    ),
    "list-max": "{% set a = 'a' * 1000000 %}{% set b = 'a' * 1000000 %}{{ ([a, b] * 1000000)|max|length }}",
    "json-indent": "{{ ([1] * 1000000)|tojson(indent=1000)|length }}",
    "json-indent-deep": "{{ [[[[[[[[[[[[[1] * 1000000]]]]]]]]]]]]|tojson(indent=1000)|length }}",
    "int-division": (
        "{% set a = ('f' * 40000000)|int(0, 16) %}{% set b = ('f' * 20000000)|int(0, 16) %}"
        "{% if a // b > 0 %}{% endif %}"
    ),
    "int-rest": (
        "{% set a = ('f' * 40000000)|int(0, 16) %}{% set b = ('f' * 20000000)|int(0, 16) %}"
        "{% if a % b > 0 %}{% endif %}"
    ),
    "odd-width": "{{ '%9999999999d' is odd }}",
    "divisible-width": "{{ '%9999999999d' is divisibleby(5) }}",
    "strip-chars": "{% set a = 'z' * 20000000 %}{% set c = 'b' * 20000000 ~ 'z' %}{{ a.strip(c)|length }}",
    "trim-chars": "{% set a = 'z' * 20000000 %}{% set c = 'b' * 20000000 ~ 'z' %}{{ a|trim(c)|length }}",
    "rfind": "{% set a = 'a' * 10000000 %}{% set n = 'ab' ~ 'a' * 5000000 %}{{ a.rfind(n) }}",
    "rsplit": "{% set a = 'a' * 10000000 %}{% set n = 'ab' ~ 'a' * 5000000 %}{{ a.rsplit(n)|length }}",
    "changed": (
        "{% set a = 'a' * 10000000 %}{% set b = 'a' * 10000000 %}{% for x in range(99999) %}"
        "{% if loop.changed(a if x % 2 else b) %}{% endif %}{% endfor %}"
    ),
    "nested-batch": (
        "{% set n = namespace(x=[1]) %}{% for i in range(99999) %}"
        "{% set n.x = n.x|batch(2) %}{% endfor %}done"
    ),
    "indent-lines": "{{ ('\\x85' * 1000000)|indent('a' * 10000, true, true)|length }}",
    "indent-cr": "{{ ('\\r' * 1000000)|indent('a' * 10000, true, true)|length }}",
    "wordwrap-string": "{{ ('a ' * 50000)|wordwrap(width=1, wrapstring='b' * 100000)|length }}",
    "urlize-rel": "{{ ('www.a.com ' * 10000)|urlize(rel='a' * 1000000)|length }}",
    "urlize-target": "{{ ('www.a.com ' * 10000)|urlize(target='a' * 1000000)|length }}",
    "format-named": "{{ ('%(a)s' * 100000)|format(a='x' * 100000)|length }}",
    "percent-named": "{{ (('%(a)s' * 100000) % {'a': 'x' * 100000})|length }}",
    "gettext-named": "{{ gettext('%(a)s' * 100000, a='x' * 100000)|length }}",
    "ngettext-named": "{{ ngettext('%(a)s' * 100000, '%(a)s' * 100000, 2, a='x' * 100000)|length }}",
    "block-repeated": "{% if false %}{% block b %}"
    + "a" * 100000
    + "{% endblock %}{% endif %}{% for x in range(99999) %}{% if self.b() %}{% endif %}{% endfor %}",
    "block-set": "{% if false %}{% block b %}{% set x %}"
    + "a" * 100000
    + "{% endset %}{% endblock %}{% endif %}{% for x in range(99999) %}{{ self.b() }}{% endfor %}",
    "list-of-text": "{{ ('ж' * 30000000)|list|length }}",
    "split-text": "{{ ('жж ' * 10000000).split()|length }}",
    "batch-text": "{{ ('ж' * 30000000)|batch(1)|list|length }}",
    "groupby-big": (
        "{% set a = 'a' * 1000000 %}{% set b = 'a' * 1000000 %}{{ ([[a], [b]] * 1000000)|groupby(0)|length }}"
    ),
    "unique-upper": "{% set a = 'ß' * 1000000 %}{{ ([a] * 1000000)|unique|list|length }}",
    "eq-test": (
        "{% set a = 'a' * 10000000 %}{% set b = 'a' * 10000000 %}"
        "{% if ([a] * 1000000) is eq([b] * 1000000) %}{% endif %}"
    ),
    "cond-spin": (
        "{% for i in range(99999) %}{% for j in range(99999)|select('odd') %}{% endfor %}{% endfor %}"
    ),
    "empty-for-spin": "{% for i in range(99999) %}{% for j in range(99999)|reject %}{% endfor %}{% endfor %}",
    "in-generator": (
        "{% set r = range(99999) %}{% for i in range(99999) %}{% if 1.5 in r %}{% endif %}{% endfor %}"
    ),
    "varargs-cycler": (
        "{% set r = ['a'] * 1000000 %}{% for i in range(99999) %}{% if cycler(*r) %}{% endif %}{% endfor %}"
    ),
    "sum-doubling": (
        "{% set n = namespace(x=1) %}{% for i in range(99999) %}{% set n.x = [n.x, n.x]|sum %}{% endfor %}"
    ),
    "sub-int": (
        "{% set n = namespace(x=1) %}{% for i in range(99999) %}{% set n.x = n.x - (0 - n.x) %}{% endfor %}"
    ),
    "plus-int": (
        "{% set n = namespace(x=1) %}{% for i in range(99999) %}{% set n.x = n.x + n.x %}{% endfor %}"
    ),
}
UNREADABLE: Final = {  # what Jinja or Python cannot read at all: once a traceback
    "too-deep": "{{ " + "(" * 3000 + ")" * 3000 + " }}",
    "deep-lists": "{{ " + "[" * 300 + "]" * 300 + " }}",
    "deep-loops": "{% for x in [] %}" * 30 + "{% endfor %}" * 30,
    "long-number": "{{ " + "9" * 5000 + " }}",
    "full-width-underscore": "{{ view.＿＿class＿＿ }}",
    "argument-twice": "{{ dict(a=1, a=2) }}",
}
FILES: Final = {  # refused as templates that are not there
    "passwd": "{% include '/etc/passwd' %}",
    "parent": "{% include '../site.yaml' %}",
    "parent-deep": "{% include 'pages/../../site.yaml' %}",
    "address": "{% include 'file:///etc/passwd' %}",
    "dot": "{% include './ours.html' %}",
    "import": "{% import '../../../../etc/passwd' as x %}",
    "from": "{% from '/etc/passwd' import root %}",
    "extends": "{% extends '/etc/passwd' %}",
    "escaped": r"{% include '\x2fetc\x2fpasswd' %}",
}
