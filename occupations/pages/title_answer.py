"""What pages say of a title that somebody typed: how sure the answer is, how it was read, and the occupations it may
mean with what tells them apart. For templates/components/title_choices.html; no queries."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from occupations.browse.list_figures import COLUMNS, Kind, ListColumn, ListFigure, column_view, usual_kind
from occupations.links import name_url, not_meant_url, occupation_url
from occupations.metrics import METRICS, SLOTS
from occupations.profiles import formatting
from occupations.publishing.common_names.shortening import is_residual
from occupations.search.engine import CERTAIN, Found, Hit
from occupations.search.live import LiveFigure
from occupations.search.reading.set_aside import SetAside, as_typed
from occupations.search.records import Sort, group_of
from occupations.text import english
from occupations.text.lists import listed

ALTERNATIVES = 2  # beside the first, where one is meant at least probably
CHOICES = 6  # where it could be any of them, or none
WORTH_NAMING = 0.05  # confidence from which it is said how often a title means an occupation, beside the first

_HEADINGS = {
    "match": "Match: {}",
    "corrected": "Match: {}",
    "probably": "Probably: {}",
    "choice": "Could be one of these",
    "ideas": "Nothing close; nearest ideas",
    "not_a_title": "We do not recognize this as a job title",
    "editors": "Our editors found no match; nearest ideas",
    Sort.OWN: "Several occupations have this code",
    Sort.GROUP: "Occupations of this group",
    Sort.FORMER: "This code is of an earlier classification",
    Sort.FIELD: "Occupations that this field of study leads to",
    Sort.UNKNOWN: "No occupation has this code",
    "no_code": "No occupation has this code",
}
ALL_LEVELS = "Pay is for all levels."
_ONE_CHOICE = "Could be this one"
_SENTENCES = {
    "match": "“{}” matches this occupation.",
    "corrected": "We corrected the spelling. Is this the occupation you mean?",
    "probably": "“{}” probably means the first of these. Choose it, or another.",
    "choice": "“{}” could be one of several occupations. Which one do you mean?",
    "ideas": "No occupation is close to “{}”. The nearest ideas are listed here.",
    "not_a_title": "We do not recognize “{}” as a job title.",
    "editors": "Our editors found no occupation for “{}”. The nearest ideas are listed here.",
    Sort.OWN: "Several occupations have the code {}. Which one do you mean?",
    Sort.GROUP: "{} is the code of a group of occupations. Which one do you mean?",
    Sort.FORMER: "The official crosswalk says what {} has become. Which of these occupations do you mean?",
    Sort.FIELD: "{} is a field of study. Which of the occupations that it leads to do you mean?",
    "no_code": "No occupation has the code {}.",
    Sort.UNKNOWN: "No occupation has the code {}. Those with the nearest codes are listed here.",
}
# What is set aside, by its kind in the tables of readings.
_KINDS = {
    "advert": "wording of advertisements",
    "asking": "wording of a search",
    "gender": "gender mark",
    "requisition": "reference number",
}
_LEVEL = "level"


class ChoiceFigure(NamedTuple):
    """ "Median pay a year", "$97,550". `period`: empty for that of most, which the notes name."""

    label: str
    text: str
    period: str


class Choice(NamedTuple):
    """An occupation that a title may mean. `why`: “also called vet tech”, or empty; `name`, `name_url`: the other
    name in it, and its page; `figures`: those that are known; `groups`: names of the wider groups that they are for, in
    words; `confidence`: 0 to 1, that it is meant; `remark`: how sure that is, where each choice says so."""

    title: str
    url: str
    slug: str
    category: str
    why: str
    figures: list[ChoiceFigure]
    groups: list[str]
    confidence: float
    name: str = ""
    name_url: str = ""
    remark: str = ""


class TitleAnswer(NamedTuple):
    """Texts are empty, and lists too, where there is nothing to say.

    `band`: one of engine.BANDS; `heading`: the band in words; `sentence`: the same about the typed title, for a form;
    `accuracy`: how often such answers are right; `reading`: sentences on what was set aside and corrected. `first`:
    what a match or a probable answer means, with `others` it may mean instead; else all are `others`, and `more` are
    less likely. `together`: sentences on which of those shown official statistics do not separate; `notes`: what their
    figures are. `rejection`: the URL to say that it was not meant; none for a code, and where nothing is
    shown."""

    typed: str
    band: str
    heading: str
    sentence: str
    accuracy: str
    reading: list[str]
    first: Choice | None
    others: list[Choice]
    more: list[Choice]
    together: list[str]
    notes: list[str]
    rejection: str

    @property
    def choices(self) -> list[Choice]:
        """Those shown at once, likeliest first."""
        return [*([self.first] if self.first else []), *self.others]


def answer_of(typed: str, found: Found, url: Callable[[Hit], str] | None = None) -> TitleAnswer:
    """`url`: where a choice leads to; without it, to the page of the occupation."""
    sure = found.band in ("match", "probably")
    shown = 1 + ALTERNATIVES if sure else CHOICES
    choices, notes = choices_of(found.shown, url or (lambda hit: occupation_url(hit.slug)))
    first = choices[0] if sure else None
    title = first.title if first else ""
    case = _case(found)
    heading = _ONE_CHOICE if case == "choice" and len(choices) == 1 else _HEADINGS[case]
    return TitleAnswer(
        typed=typed,
        band=found.band,
        heading=heading.format(title),
        sentence=_SENTENCES[case].format(typed),
        accuracy=accuracy(found),
        reading=_reading(typed, found),
        first=first,
        others=choices[1 if first else 0 : shown],
        more=choices[shown:],
        together=together(found.shown[:shown]),
        notes=notes,
        rejection=not_meant_url() if found.title and choices else "",
    )


def _case(found: Found) -> str:
    """Which of the headings and sentences: mostly the band."""
    if found.by_editors and found.near:
        return "editors"
    if found.band != "match" and found.code:
        return found.code if found.best else "no_code"
    return "corrected" if found.band == "match" and not found.meant else found.band


def how_often(confidence: float) -> str:
    """ "about 8 of 10": how many of ten answers with such a confidence are right. Halves are rounded down."""
    if confidence >= 0.95:
        return "more than 9 of 10"
    tenths = math.ceil(10 * confidence - 0.5)
    return f"about {tenths} of 10" if tenths else "fewer than 1 of 10"


def accuracy(found: Found) -> str:
    """How often such an answer is right; empty where an editor or the title of an occupation says it, which is no
    guess."""
    if not found.hits or found.confidence >= CERTAIN or found.title is None:
        return ""
    return f"Our first answer is right for {how_often(found.confidence)} titles like this."


def _reading(typed: str, found: Found) -> list[str]:
    if found.title is None or found.band == "not_a_title":
        return []
    sentences = []
    if aside := found.title.set_aside:
        sentences.append(f"We set aside {listed(_set_aside(typed, aside))}.")
    if has_level(found):
        sentences.append(ALL_LEVELS)
    if found.hits and found.corrected and not found.hits[0].exact:
        words = [f"“{as_typed(word, typed)}” as “{other}”" for word, other in found.corrected.items()]
        sentences.append(f"We read {listed(words)}.")
    return sentences


def of_all_levels(answers: Iterable[Found]) -> list[str]:
    """The sentence on the pay of titles of which any names a level; none if none does."""
    return [ALL_LEVELS] if any(map(has_level, answers)) else []


def has_level(found: Found) -> bool:
    """Whether the title names a level, which the pay of its occupations does not know."""
    levels = found.title and any(one.kind == _LEVEL for one in found.title.set_aside)
    return bool(levels and any(hit.pay.metric for hit in found.best))


def _set_aside(typed: str, aside: Iterable[SetAside]) -> list[str]:
    """“Senior” (level), “Remote” and “Dallas” (place)."""
    kinds: dict[str, list[str]] = {}
    texts = [(as_typed(one.text, typed), one.kind) for one in aside]
    for text, kind in sorted(texts, key=lambda one: typed.find(one[0])):
        kinds.setdefault(kind, []).append(f"“{text}”")
    return [f"{english.join_words(words)} ({_KINDS.get(kind, kind)})" for kind, words in kinds.items()]


def choices_of(hits: Sequence[Hit], url: Callable[[Hit], str]) -> tuple[list[Choice], list[str]]:
    """The choices, and notes on what their figures are."""
    pay, pay_notes = _column("pay_median", [hit.pay for hit in hits])
    jobs, jobs_notes = _column("jobs", [hit.jobs for hit in hits])
    choices = [
        Choice(
            title=hit.title,
            url=url(hit),
            slug=hit.slug,
            category=hit.category,
            why=hit.reason,
            name=name,
            name_url=name_url(name),
            figures=[figure for figure in figures if figure],
            groups=_groups(hit),
            confidence=hit.confidence,
        )
        for hit, name, *figures in zip(hits, map(_other_name, hits), pay, jobs, strict=True)
    ]
    return choices, [*pay_notes, *jobs_notes]


def _other_name(hit: Hit) -> str:
    """The name in “also called vet tech”; empty for another reason."""
    return hit.name if hit.reason.endswith(f" called {hit.name}") else ""


def _column(key: str, known: Sequence[LiveFigure]) -> tuple[list[ChoiceFigure | None], list[str]]:
    return shown(COLUMNS[key], [_list_figure(COLUMNS[key], one) for one in known])


def shown(column: ListColumn, figures: Sequence[ListFigure]) -> tuple[list[ChoiceFigure | None], list[str]]:
    """The figures of one column, None for a missing one, and notes on what they are."""
    usual = usual_kind(figure for figure in figures if column.sorts(figure))
    texts = [
        None if figure.missing else ChoiceFigure(_label(figure), figure.text, _period(column, figure, usual))
        for figure in figures
    ]
    return texts, column_view(column, figures).notes


def _list_figure(column: ListColumn, one: LiveFigure) -> ListFigure:
    bounds = [one.at_least] if column.has_bounds else []
    return column.read([one.value, *bounds, one.metric, one.period_end], {}, (), {})


def _label(figure: ListFigure) -> str:
    """ "Median pay a year", "Number of jobs", "Employees"."""
    metric = figure.kind[0]
    slot = next((slot for slot in SLOTS.values() if slot.metrics[0] == metric), None)
    return slot.label if slot else english.sentence_start(METRICS[metric].name)


def _period(column: ListColumn, figure: ListFigure, usual: Kind | None) -> str:
    end = figure.kind[1]
    if usual and end == usual[1]:
        return ""
    return column.period(end).removeprefix(", ") if end else formatting.PERIOD_UNKNOWN


def _groups(hit: Hit) -> list[str]:
    """ "Pay for a wider group: Registered nurses"; both figures at once where they are for the same."""
    pay, jobs = (sentence_case(figure.group) for figure in (hit.pay, hit.jobs))
    if pay == jobs:
        return [f"Figures for a wider group: {pay}"] if pay else []
    named = (("Pay", pay), ("Number of jobs", jobs))
    return [f"{name} for a wider group: {group}" for name, group in named if group]


@lru_cache(maxsize=2048)
def sentence_case(group: str) -> str:
    """Two sources write the same group as “Registered Nurses” and “Registered nurses”."""
    return english.sentence_start(english.running(group, english.DEFAULT_VERBATIM))


def together(hits: Iterable[Hit]) -> list[str]:
    """Sentences on which of them official statistics do not separate."""
    groups: dict[str, list[str]] = {}
    for hit in hits:
        groups.setdefault(group_of(hit.records, hit.slug), []).append(in_sentence(hit.title))
    return [f"Official statistics count {listed(names)} together." for names in groups.values() if len(names) > 1]


@lru_cache(maxsize=2048)
def in_sentence(title: str) -> str:
    """ "registered nurses"; “Physician, all other”, in quotation marks, because official statistics name a remainder so
    and nobody else does."""
    if is_residual(title):
        return f"“{title}”"
    return english.plural(english.running(title, english.DEFAULT_VERBATIM))
