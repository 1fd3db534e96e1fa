"""The guide for editors, shown in the desk: docs/editors.md, with its pictures."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCUMENT = settings.BASE_DIR / "docs" / "editors.md"
PICTURES = DOCUMENT.with_suffix("")

# The section about a page, by the end of the name of its address; a longer end goes first.
ABOUT = {
    "index": "what-waits",
    "occupation_add": "a-new-occupation",
    "occupation_change": "mend-words",
    "publish": "publish",
    "scheduled": "publish",
    "withdraw": "publish",
    "reinstate": "publish",
    "batch": "publish",
    "reviewrequest_changelist": "reviews",
    "history": "compare-and-take-back",
    "editions": "compare-and-take-back",
    "compare": "compare-and-take-back",
    "restore": "compare-and-take-back",
    "undo": "compare-and-take-back",
    "export": "many-at-once",
    "upload": "many-at-once",
    "spreadsheet": "many-at-once",
    "pairnote_changelist": "words-about-a-pair",
    "pairnote_add": "words-about-a-pair",
    "pairnote_change": "words-about-a-pair",
    "pairnote_publish": "words-about-a-pair",
    "pairnote_home": "words-about-a-pair",
    "import_begin": "releases",
    "release_import": "releases",
    "release_changelist": "releases",
    "merge": "merge-and-rename",
    "unmerge": "merge-and-rename",
    "rename": "merge-and-rename",
    "skill_changelist": "housekeeping",
    "category_changelist": "housekeeping",
    "delete": "housekeeping",
    "verbatimword_changelist": "acronyms",
    "verbatimword_add": "acronyms",
    "verbatimword_change": "acronyms",
    "correction_changelist": "reported-errors",
    "correction_change": "reported-errors",
    "titletoreview_changelist": "job-titles",
    "titleoverride_changelist": "job-titles",
    "titleoverride_add": "job-titles",
    "second_factor": "accounts",
    "second_factor_set_up": "accounts",
    "recovery_codes": "accounts",
    "user_change": "accounts",
}


class Guide(NamedTuple):
    """`anchors`: of its sections; `html`: of everything below the title."""

    title: str
    anchors: list[str]
    html: str


@cache
def guide() -> Guide:
    """Raises OSError where the document is not installed."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(DOCUMENT.read_text(encoding="utf-8"))
    title, tokens = tokens[1].content, tokens[3:]
    anchors = []
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            anchors.append(anchor_of(heading.content))
            opening.attrSet("id", anchors[-1])
    _load_pictures_in_sight(tokens)
    return Guide(title, anchors, parser.renderer.render(tokens, parser.options, {}))


def anchor_of(heading: str) -> str:
    """As GitHub names it, which the links in the document use."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _load_pictures_in_sight(tokens: list[Token]) -> None:
    for token in tokens:
        for child in token.children or []:
            if child.type == "image":
                child.attrSet("loading", "lazy")


def address_for(request: HttpRequest) -> str:
    """Of what the guide says about the page that is asked for."""
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    ends = [end for end in ABOUT if name == end or name.endswith(f"_{end}")]
    section = ABOUT[max(ends, key=len)] if ends else ""
    return reverse("admin:guide") + (f"#{section}" if section else "")


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One of those that the document shows."""
    path = PICTURES / f"{name}.webp"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/webp")
