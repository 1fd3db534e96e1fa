"""A page of a comparison, as the checks look at it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from comparisons.rules.compare import Row
from occupations.profiles.sheet import Cell, Sheet

LETTER = re.compile(r'<span class="letter" aria-hidden="true">[A-E]</span>')
MARK = re.compile(r'<button class="ref".*?</button>')
LINE = re.compile(r"<(?:p|h1|h2|h3|li)\b[^>]*>(.*?)</(?:p|h1|h2|h3|li)>", re.DOTALL)
AMOUNT = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True)
class CheckedPage:
    """`sentences`: those that it begins with; `rows` and `sheets`: what it was made of, empty for HTML alone; `others`:
    the same comparison in other formats, by their endings, where these are checked, too."""

    html: str
    sentences: Sequence[str] = ()
    rows: Sequence[Row] = ()
    sheets: Sequence[Sheet] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @cached_property
    def prose(self) -> str:
        """Headings, sentences and texts, one per line, so that separate texts are not joined."""
        html = MARK.sub("", LETTER.sub(" · ", self.html))  # a letter parts the titles of two sides
        return "\n".join(plain(line) for line in LINE.findall(html))


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def amounts(text: str) -> list[str]:
    return AMOUNT.findall(text)


def number(amount: str) -> float:
    return float(amount[1:].replace(",", ""))
