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
