"""What the comparison of a pair would be with words, or with occupations, that are not published."""

from typing import NamedTuple

from comparisons.page.assemble import ComparisonPage, assemble
from comparisons.page.formats import claimed_by
from comparisons.prose.claims import faults, fill, tokens
from comparisons.queries import ComparisonRows, PairWords, find
from occupations.admin.preview import as_if_live
from occupations.models import Occupation
from occupations.publishing.publish import draft_profile
from occupations.rendering.live import LiveDocument

Sides = tuple[Occupation, Occupation]


class Words(NamedTuple):
    """Markdown with tokens, in which a is the first of the sides."""

    introduction: str = ""
    verdict: str = ""


LABELS = Words("Introduction", "Verdict")  # as the form calls them


def drafted(
    sides: Sides, words: Words, site: str, *, featured: bool = False, drafts: bool = False
) -> ComparisonPage | None:
    """The comparison with these words. `drafts`: of the drafts of both sides; otherwise it is None if one of them is
    not public."""
    slugs = [side.slug for side in sides]
    found = ComparisonRows({side.slug: _draft(side) for side in sides}, PairWords()) if drafts else find(slugs)
    if len(found.sides) < len(slugs):
        return None
    said = PairWords(words.introduction, words.verdict, "featured" if featured else "", slugs[0])
    return assemble(found._replace(words=said), slugs, site)


def _draft(occupation: Occupation) -> LiveDocument:
    number = (occupation.live.number if occupation.live else 0) + 1
    return as_if_live(occupation.slug, draft_profile(occupation), number)


class Checked(NamedTuple):
    """`sides`: what they are called. `faults`: why the words cannot be published, each after the name of its field.
    `shown`: the words with their figures. `tokens`: what else they may name (prose/claims.py)."""

    sides: list[str]
    faults: list[str]
    shown: list[str]
    tokens: list[tuple[str, list[tuple[str, str]]]]


def check(page: ComparisonPage, words: Words) -> Checked:
    pair = claimed_by(page)
    written = [(label, text) for label, text in zip(LABELS, words, strict=True) if text]
    sides = [pair.sheet(letter).profile.names.title for letter in "ab"]
    wrong = [f"{label}: {fault}" for label, text in written for fault in faults(text, pair)]
    return Checked(sides, wrong, [fill(text, pair) for _, text in written], tokens(pair))
