"""Editors' Markdown: what it may become, and what it may never become."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occupations.text.markdown import plain, render

ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "blockquote", "code", "br"}


class Elements(HTMLParser):
    """Collects the start tags of a page with their attributes, as a browser would find them."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def assert_harmless(html):
    for tag, attributes in Elements(html).found:
        assert tag in ALLOWED
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        address = re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", attributes.get("href") or "")  # as browsers read it
        if scheme := re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE):
            assert scheme[1].lower() in {"http", "https", "mailto"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leads a *team* of **cooks**.", "<p>Leads a <em>team</em> of <strong>cooks</strong>.</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("use `SELECT`", "<p>use <code>SELECT</code></p>"),
        ("    indented by accident", "<p>indented by accident</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("https://example.org", "<p>https://example.org</p>"),
        ("![a *chart*](chart.png)", "<p>a chart</p>"),
        ("", ""),
    ],
)
def test_render(text, expected):
    assert render(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[pay](/occupations/cook/)", '<p><a href="/occupations/cook/">pay</a></p>'),
        ("[us](mailto:us@example.org)", '<p><a href="mailto:us@example.org">us</a></p>'),
        (
            '[BLS](https://www.bls.gov "title")',
            '<p><a href="https://www.bls.gov" rel="nofollow noopener">BLS</a></p>',
        ),
        ("[x](//example.org/)", '<p><a href="//example.org/" rel="nofollow noopener">x</a></p>'),
        (
            "<https://example.org>",
            '<p><a href="https://example.org" rel="nofollow noopener">https://example.org</a></p>',
        ),
    ],
)
def test_render_marks_links_to_other_sites(text, expected):
    assert render(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n## Two\n\n### Three", ["h3", "h4", "h4"]),
        ("## One\n\n### Two\n\n## Three", ["h3", "h4", "h3"]),
        ("### One\n\n# Two", ["h3", "h3"]),
        ("One\n===\n\nTwo\n---", ["h3", "h4"]),
    ],
)
def test_render_headings_begin_at_h3_and_skip_no_level(text, expected):
    assert [tag for tag, _ in Elements(render(text)).found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<body onload=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<div style='background:url(javascript:alert(1))'>",
        "<!--><script>alert(1)</script>-->",
        "<p onclick=alert(1)>x</p>",
        "</p><script>alert(1)</script><p>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#x0A;script:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[x](vbscript:msgbox(1))",
        "[x](tel:1)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        '![x" onerror="alert(1)](x.png)',
        '[x](https://example.org "\\" onmouseover=\\"alert(1)")',
        "[x]\n\n[x]: javascript:alert(1)",
        "`<script>alert(1)</script>`",
        "```html onload=alert(1)\n<script>alert(1)</script>\n```",
        "# <script>alert(1)</script>",
    ],
)
def test_render_never_yields_a_script_or_a_handler(text):
    assert_harmless(render(text))


@pytest.mark.parametrize("sign", ["[", ">", "*", "|", "_", "`", "![", "<", "&"])
def test_render_takes_no_time_to_speak_of_whatever_is_repeated(sign):
    text = (sign * 20_000)[:20_000]
    start = time.thread_time()
    assert_harmless(render(text))
    plain(text, 160)
    assert time.thread_time() - start < 2


@given(st.one_of(st.text(max_size=200), st.text(alphabet="<>[]()!\"'`*_#&;:/\\ \nabjs=", max_size=200)))
def test_render_of_anything_is_harmless(text):
    assert_harmless(render(text))


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Leads a *team* of [cooks](/cook/).", 160, "Leads a team of cooks."),
        ("# What they do\n\nThey lead.\n\nThey cook.", 160, "They lead. They cook."),
        ("Duties:\n\n- plan\n- cook", 160, "Duties: plan; cook"),
        ("one\ntwo  \nthree", 160, "one two three"),
        ("a < b & `c`", 160, "a < b & c"),
        ("![a *chart*](c.png)", 160, "a chart"),
        ("They lead a team. They cook for many guests.", 30, "They lead a team."),
        ("They lead. They cook for very many guests.", 30, "They lead. They cook for very…"),
        ("They lead, cook", 11, "They lead…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("", 10, ""),
    ],
)
def test_plain(text, limit, expected):
    assert plain(text, limit) == expected


@given(st.text(max_size=300), st.integers(min_value=1, max_value=200))
def test_plain_is_never_longer_than_asked(text, limit):
    assert len(plain(text, limit)) <= limit
