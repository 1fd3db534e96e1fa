"""The template engine of the public pages."""

import pytest
from django.conf import settings
from jinja2 import FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from careersite.jinja2 import environment


def rendered(source: str, **context) -> str:
    return environment(autoescape=True, undefined=StrictUndefined).from_string(source).render(context)


class Html:
    def __html__(self) -> str:
        return "<i>made</i>"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&#34;&#39;"),
        (Markup("<b>"), "<b>"),
        (Html(), "<i>made</i>"),
        (7, "7"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        "{{ value }}",
        "{% for one in [value] %}{{ one }}{% endfor %}",
        "{% macro put(one) %}{{ one }}{% endmacro %}{{ put(value) }}",
        "{% set one %}{{ value }}{% endset %}{{ one }}",
    ],
)
def test_everything_is_escaped_but_finished_html(source, value, expected):
    assert rendered(source, value=value) == expected


def test_what_is_put_together_of_text_and_html_is_escaped_once():
    assert rendered("{{ a ~ b }}|{{ a|upper }}|{{ [a, b]|join }}", a="<", b=Markup("<b>")) == "&lt;<b>|&lt;|&lt;<b>"


PUT = '{% macro put(one, other="<none>", last=true) %}[{{ one }} {{ other }}{% if last %}.{% endif %}]{% endmacro %}'


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("put(a, b)", "[&lt; <b>.]"),
        ("put(a)", "[&lt; &lt;none&gt;.]"),
        ("put(a, last=false)", "[&lt; &lt;none&gt;]"),
        ("put(other=b, one=a)", "[&lt; <b>.]"),
        ("put(put(b, last=false), b)", "[[<b> &lt;none&gt;] <b>.]"),
        ("put(*[a, b])", "[&lt; <b>.]"),
    ],
)
@pytest.mark.parametrize("around", ["{{ %s }}", "{%% for _ in [1] %%}{{ %s }}{%% endfor %%}"])
def test_macros_take_arguments_by_place_and_by_name(around, call, expected):
    assert rendered(PUT + around % call, a="<", b=Markup("<b>")) == expected


@pytest.mark.parametrize("call", ["put(1, 2, 3, 4)", "put(1, unknown=2)", "put(1, one=2)"])
def test_macros_refuse_arguments_that_they_do_not_have(call):
    with pytest.raises(TypeError):
        rendered(f"{PUT}{{{{ {call} }}}}")


def test_a_macro_without_an_argument_that_it_needs_puts_nothing_out():
    with pytest.raises(UndefinedError):
        rendered(PUT + "{{ put() }}")


def test_what_a_macro_makes_is_finished_html_for_python():
    module = environment(autoescape=True).from_string(PUT).module
    assert module.put("<", other="&") == Markup("[&lt; &amp;.]")
    assert type(module.put("a")) is Markup


def test_a_macro_that_takes_whatever_it_is_given_is_one_of_jinja():
    source = (
        "{% macro all_of(one) %}{{ one }}{{ varargs|join }}{{ kwargs.more }}{% endmacro %}{{ all_of(1, 2, more=3) }}"
    )
    assert rendered(source) == "123"
    around = "{% macro box(title) %}<{{ title }}>{{ caller() }}{% endmacro %}{% call box('a') %}{{ b }}{% endcall %}"
    assert rendered(around, b="<") == "<a>&lt;"


def test_nothing_unknown_is_put_out():
    with pytest.raises(UndefinedError):
        rendered("{{ value }}")


def test_a_masthead_is_cached_for_each_of_its_entries_and_once_for_all_other_pages():
    masthead = environment(autoescape=True, loader=FileSystemLoader(settings.BASE_DIR / "templates")).globals[
        "masthead"
    ]
    assert 'href="/explore/" aria-current="page"' in masthead("/explore/")
    assert masthead("/explore/") is masthead("/explore/")
    assert masthead("/skills/writing/") is masthead("/places/") is masthead("")
    assert "aria-current" not in masthead("/places/")
