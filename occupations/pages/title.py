"""The page of a job title: which occupations use it, who says so, how sure that is, and what they pay."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from occupations.browse.list_figures import PAY_RANGE, ListFigure, pay_range
from occupations.links import comparison_url, occupation_url
from occupations.models import Edition
from occupations.pages.title_answer import (
    WORTH_NAMING,
    Choice,
    ChoiceFigure,
    accuracy,
    choices_of,
    has_level,
    how_often,
    in_sentence,
    sentence_case,
    shown,
)
from occupations.pages.title_answer import together as counted_together
from occupations.publishing.common_names.shortening import is_residual
from occupations.search import live
from occupations.search.engine import CERTAIN, CHOICE, Found, Hit, hit_of, match
from occupations.search.live import LiveFigure
from occupations.search.model import name_forms
from occupations.search.public_titles import PublicTitle, Use, is_offered, near_titles, title_at
from occupations.sql import LIVE
from occupations.text.english import sentence_start
from occupations.text.lists import listed
from occupations.text.slugs import slug_of

MOST = 60  # occupations
NAMED = 3  # of them, in a sentence
NEAR = 12
PAIRED = 3  # occupations that are compared with each other
NEXT = 5  # occupations near the first that it is compared with
LEVELS = "Official statistics do not separate levels; the pay is of all levels."
OWN = "its title here"
# Who says so, by the kind of the name.
WHO = {
    name_forms.TITLE: "its official title",
    name_forms.SYNONYM: "a form of its title",
    name_forms.OF_EDITORS: "chosen by our editors",
    name_forms.DIRECT: "direct match title of the Standard Occupational Classification",
    name_forms.REPORTED: "reported by people in the occupation",
    name_forms.LISTED: "listed for it by a source",
}
# According to our editors, in a match, and in a probable answer; nobody has a title of a remainder ("all other").
_BELONGS = {
    False: ("is a title of", "is a title of", "is most likely a title of"),
    True: ("belongs to", "is listed for", "most likely belongs to"),
}
_COLUMNS = (
    "pk", "pay_low", "pay_high", "pay_high_at_least", "pay_range_period_end", "sources", "groups", "title_sources",
    "occupation__standing__nearest",
)  # fmt: skip
_SHOWN_FIGURES = ("pay", PAY_RANGE.slot, "jobs")


class Meaning(NamedTuple):
    """An occupation that the title means. `use`: None where no source has the title for it; `who`: who says so;
    `low`, `range`: what eight in ten people earn, from the low end on; `sources`: slot → release."""

    hit: Hit
    use: Use | None
    who: str
    low: Decimal | None
    range: ListFigure
    sources: Mapping[str, str]

    @property
    def how_often(self) -> str:
        """In words; empty where an editor or the title says it, and where hardly any title means it."""
        if not WORTH_NAMING <= self.hit.confidence < CERTAIN:
            return ""
        return f"right for {how_often(self.hit.confidence)} titles like this"


class TitlePage(NamedTuple):
    """What all formats show. `meanings`: the likeliest first, and `choices` the same as rows; `together`: which of them
    official statistics do not separate; `notes`: what the figures are; `near`: titles; `comparisons`: (label, URL);
    `model`: its version."""

    title: PublicTitle
    found: Found
    offered: bool
    sentences: list[str]
    meanings: list[Meaning]
    choices: list[Choice]
    together: list[str]
    notes: list[str]
    near: list[str]
    comparisons: list[tuple[str, str]]
    sources: list[str]
    model: str

    @property
    def heading(self) -> str:
        """Of the list of occupations."""
        if not all(one.use for one in self.meanings):
            return "Occupations that it may mean"
        return "Occupations that use this title" if len(self.meanings) > 1 else "The occupation that uses this title"

    @property
    def also_written(self) -> list[str]:
        """Spellings that differ in more than capitals."""
        first, *others = {name.casefold(): name for name in reversed(self.title.spellings)}.values()
        return [first, *others][:-1][::-1]


def title_page(title: PublicTitle) -> TitlePage:
    """With what editions say beside names."""
    known = live.current()
    (found,), model = match([title.name], MOST)
    uses = {known.occupations[use.edition].slug: use for use in title.uses}
    hits = _meant(found, uses, known)
    rows = _rows(hits)
    meanings = [
        Meaning(hit, use := uses.get(hit.slug), _who(title, hit, use), row["pay_low"], _range(row), row["sources"])
        for hit, row in zip(hits, rows, strict=True)
    ]
    choices, notes = _choices(meanings)
    return TitlePage(
        title=title,
        found=found,
        offered=is_offered(title),
        sentences=_sentences(title, found, meanings),
        meanings=meanings,
        choices=choices,
        together=counted_together(hits),
        notes=notes,
        near=near_titles(title, found.best, NEAR),
        comparisons=_comparisons(hits, rows),
        sources=_sources(rows),
        model=model,
    )


def _meant(found: Found, uses: Mapping[str, Use], known: live.Live) -> list[Hit]:
    """What uses the title, and what it is taken for although no source says so; the likeliest first."""
    hits = {hit.slug: hit for hit in found.hits if hit.slug in uses or hit.confidence >= CHOICE}
    for slug, use in uses.items():
        if slug not in hits:
            hits[slug] = hit_of(known.occupations[use.edition], use.name)
    return sorted(hits.values(), key=lambda hit: -hit.confidence)[:MOST]


def _rows(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """The columns of their editions, which are never deleted."""
    numbers = [hit.edition for hit in hits]
    found = Edition.objects.using(LIVE).filter(pk__in=numbers).order_by().values(*_COLUMNS)
    rows: dict[int, dict[str, Any]] = {row["pk"]: row for row in found}
    return [rows[number] for number in numbers]


def _range(row: Mapping[str, Any]) -> ListFigure:
    return pay_range(
        row["pay_low"], row["pay_high"], row["pay_high_at_least"], row["pay_range_period_end"],
        row["groups"].get(PAY_RANGE.slot, ""),
    )  # fmt: skip


def _who(title: PublicTitle, hit: Hit, use: Use | None) -> str:
    """ "reported by people in the occupation", "listed for it by a source as “Nurse (RN)”"."""
    if use is None:
        return "; ".join(filter(None, ["none of our sources lists it", hit.reason]))
    if use.name == hit.title:
        return OWN
    return WHO[use.kind] if slug_of(use.name) == title.slug else f"{WHO[use.kind]} as “{use.name}”"


def _choices(meanings: Sequence[Meaning]) -> tuple[list[Choice], list[str]]:
    """The rows of components/title_choices.html, with who says so and the range of pay."""
    choices, notes = choices_of([one.hit for one in meanings], lambda hit: occupation_url(hit.slug))
    ranges, about = shown(PAY_RANGE, [one.range for one in meanings])
    rows = [
        choice._replace(
            why=one.who,
            name_url="",
            remark=sentence_start(one.how_often),
            figures=_with_range(choice.figures, figure, one.hit.jobs),
            groups=[*choice.groups, *_group_of_range(one)],
        )
        for one, choice, figure in zip(meanings, choices, ranges, strict=True)
    ]
    return rows, [*notes, *about]


def _with_range(figures: list[ChoiceFigure], of_range: ChoiceFigure | None, jobs: LiveFigure) -> list[ChoiceFigure]:
    """It follows the pay, before the number of jobs, which is the last where it is known."""
    pay = figures if jobs.value is None and jobs.at_least is None else figures[:-1]
    return [*pay, *([of_range] if of_range else []), *figures[len(pay) :]]


def _group_of_range(one: Meaning) -> list[str]:
    """The wider group that the range is for, if the median is not for the same."""
    if one.range.missing or one.range.group in ("", one.hit.pay.group):
        return []
    return [f"{PAY_RANGE.label} for a wider group: {sentence_case(one.range.group)}"]


def _sentences(title: PublicTitle, found: Found, meanings: Sequence[Meaning]) -> list[str]:
    levels = LEVELS if has_level(found) else ""
    return [text for text in (*_answer(title, found, meanings), accuracy(found), levels) if text]


def _answer(title: PublicTitle, found: Found, meanings: Sequence[Meaning]) -> list[str]:
    """Which occupation it is, as far as that can be said, and which others use it."""
    quoted, top = f"“{title.name}”", meanings[0]
    first = in_sentence(top.hit.title)
    users = [in_sentence(one.hit.title) for one in meanings if one.use]
    others = [in_sentence(one.hit.title) for one in meanings[1:] if one.use]
    also = _listed_too(others)
    if not found.hits:
        why = "our editors say that it means none of them" if found.by_editors else "by itself, it names no occupation"
        return [f"Our sources list {quoted} for {_some(users)}; {why}."]
    if top.use is None:
        sure = {"match": "means", "probably": "most likely means"}.get(found.band, "could mean")
        return [f"{quoted} {sure} {first}; our sources list it for {_some(users)}."]
    if top.use.kind <= name_forms.SYNONYM:
        return [_of_title(quoted, top), *also]
    by_editors, surely, probably = _BELONGS[is_residual(top.hit.title)]
    if found.by_editors:
        return [f"{quoted} {by_editors} {first}, according to our editors.", *also]
    if found.band == "match":
        return [f"{quoted} {surely} {first}.", *also]
    if found.band == "probably":
        return [f"{quoted} {probably} {first}.", *also]
    if len(users) > 1:
        listed_for = any(is_residual(one.hit.title) for one in meanings if one.use)
        of_them = f"{'is listed for' if listed_for else 'is a title of'} {len(users)} occupations: {_some(users)}"
        return [f"{quoted} {of_them}. By itself, it does not say which."]
    unlisted = [in_sentence(one.hit.title) for one in meanings[1:]]
    could = [f"It could also mean {_some(unlisted, 'or')}."] if unlisted else []
    return [f"Our sources list {quoted} for {first}.", *could]


def listed_too(slug: str, besides: str) -> str:
    """The sentence on the occupations, other than one, for which sources list the title; empty where there is none.
    Both are slugs."""
    title, known = title_at(slug), live.current()
    users = [known.occupations[use.edition] for use in title.uses] if title else []
    return " ".join(_listed_too([in_sentence(one.title) for one in users if one.slug != besides]))


def _listed_too(others: Sequence[str]) -> list[str]:
    return [f"Our sources list it for {_some(others)}, too."] if others else []


def _of_title(quoted: str, top: Meaning) -> str:
    if top.who == OWN:
        official = top.hit.official_title
        called = f"; official statistics call it “{official}”" if official != top.hit.title else ""
        return f"{quoted} is the title of an occupation on this site{called}."
    what = "the official title" if top.use and top.use.kind == name_forms.TITLE else "a form of the title"
    return f"{quoted} is {what} of {in_sentence(top.hit.title)}."


def _some(names: Sequence[str], conjunction: str = "and") -> str:
    """The first few, and how many there are besides."""
    rest = len(names) - NAMED
    if rest > 0:
        names = [*names[:NAMED], f"{rest} other {'occupation' if rest == 1 else 'occupations'}"]
    return listed(names, conjunction)


def _comparisons(hits: Sequence[Hit], rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The first few with each other, and the first with those nearest to it."""
    titles = {hit.slug: hit.title for hit in hits}
    pairs = list(combinations([hit.slug for hit in hits[:PAIRED]], 2))
    for slug, name in (rows[0]["occupation__standing__nearest"] or [])[:NEXT] if hits else ():
        titles.setdefault(slug, name)
        pairs.append((hits[0].slug, slug))
    return [(" vs ".join(titles[slug] for slug in pair), comparison_url(pair)) for pair in dict.fromkeys(pairs)]


def _sources(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Releases, those of titles first."""
    rows = list(rows)
    of_figures = [row["sources"].get(slot, "") for slot in _SHOWN_FIGURES for row in rows]
    return [
        name for name in dict.fromkeys([name for row in rows for name in row["title_sources"]] + of_figures) if name
    ]
