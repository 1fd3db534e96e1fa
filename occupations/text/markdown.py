"""Renders editors' Markdown as safe HTML for pages and as plain text for descriptions of pages.

There are two layers of protection: markdown-it rejects HTML, and nh3 removes everything that is not on a short list of
allowed tags.
"""

import functools
import itertools
import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "blockquote", "code", "br"}
_SCHEMES = {"http", "https", "mailto"}
_EXTERNAL = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def _text_of(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(_text_of(token.children or []))
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


def _fit_into_page(state: StateCore) -> None:
    """Headings become h3, or h4 below the first; pictures become their text; links to other sites are marked.

    The page has an h1 and an h2 above every text of an editor, who may begin with any number of "#".
    """
    top = next((token.tag for token in state.tokens if token.type == "heading_open"), "h1")
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3" if token.tag <= top else "h4"
        for child in token.children or []:
            if child.type == "image":
                child.content = _text_of([child])
                child.type, child.tag, child.children = "text", "", None
            elif child.type == "link_open" and _EXTERNAL.match(str(child.attrGet("href"))):
                child.attrSet("rel", "nofollow noopener")


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
    parser.disable(["code", "fence"])  # text indented by accident is not code
    parser.core.ruler.push("fit_into_page", _fit_into_page)
    return parser


def render(text: str) -> str:
    """The text as HTML with a few harmless tags; the caller marks it as safe."""
    return nh3.clean(
        _parser().render(text),
        tags=_TAGS,
        attributes={"a": {"href", "rel"}, "*": set()},
        url_schemes=_SCHEMES,
        link_rel=None,
    ).strip()


def plain(text: str, limit: int) -> str:
    """The text without markup and headings in at most `limit` characters.

    It ends with the last whole sentence if that keeps at least half of the room, else at a word, with an ellipsis.
    """
    words = ""
    tokens = _parser().parse(text)
    for before, token in itertools.pairwise(tokens):
        content = " ".join(_text_of(token.children or []).split())
        if token.type != "inline" or before.type == "heading_open" or not content:
            continue
        joint = "" if not words else " " if words.endswith((".", "!", "?", ":", ";", ",")) else "; "
        words += joint + content
    if len(words) <= limit:
        return words
    sentences = [end.end() for end in re.finditer(r"[.!?][\"”')]*(?=\s+[^\sa-z])", words) if end.end() <= limit]
    if sentences and sentences[-1] * 2 >= limit:
        return words[: sentences[-1]]
    cut = words[:limit].rpartition(" ")[0] or words[: limit - 1]
    return cut.rstrip(" ,;:–—-") + "…"
