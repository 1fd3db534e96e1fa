"""narrate(comparison) → Narrative: what the rows say, in sentences.

Figures are the texts of the cells and verdicts are those of the rule, so that sentences and table cannot disagree. What
the rule leaves open stays open here, and a side without a figure is only said to have none.
"""

from collections.abc import Iterable, Sequence

import msgspec

from comparisons.prose.choosing_words import Choice, choices
from comparisons.prose.notices import notices
from comparisons.prose.opening_sentences import opening_sentences
from comparisons.prose.pay_sentences import Pay, amounts, pay_of, pay_sentences
from comparisons.prose.section_sentences import section_sentences
from comparisons.prose.sentence_parts import plurals, running
from comparisons.rules.choosing import NOTHING, Choosing
from comparisons.rules.compare import Comparison, Row
from occupations.metrics import METRICS, SCORE
from occupations.profiles import formatting
from occupations.profiles.document import Names, Profile
from occupations.profiles.groups import group_subject, subject, whole_group
from occupations.profiles.sheet import Cell
from occupations.profiles.time_words import time_taken, way_in, what_for
from occupations.text import english
from occupations.text.lists import clauses, listed

SUMMARY_LENGTH = 155  # characters of a description that search engines show


class Narrative(msgspec.Struct, frozen=True):
    """Sentences of plain text, in reading order. `lead`: the answer without a scoreboard; `opening`: what remains to be
    said beside one."""

    lead: tuple[str, ...]
    opening: tuple[str, ...]
    skills: tuple[str, ...]
    notices: tuple[str, ...]
    summary: str
    choices: tuple[Choice, ...] = ()  # what speaks for each side
    sections: dict[str, str] = {}  # section → what its rows come to, where they give a verdict


def narrate(comparison: Comparison, where: str = "", chosen: Choosing = NOTHING) -> Narrative:
    """`where`: the chosen place and time of pay, "in Akron, OH (May 2024)"; empty for national, latest pay. `chosen`:
    what speaks for each side."""
    names = [sheet.profile.names for sheet in comparison.sheets]
    time, paid, skills = (comparison.row(slot) for slot in ("time", "pay", "skills"))
    pay = pay_of(paid, names)
    return Narrative(
        lead=_finished([*_time(time, names), *pay_sentences(comparison, pay, where)]),
        opening=_finished(opening_sentences(comparison, pay)),
        skills=_finished(_all_skills(comparison, skills, names)),
        notices=_finished(notices(comparison, names)),
        summary=english.sentence_start(_summary(names, pay, time, where)),
        choices=choices(chosen, names),
        sections=section_sentences(comparison, names),
    )


def _finished(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(english.sentence_start(sentence) + "." for sentence in sentences if sentence)


def _time(row: Row, names: Sequence[Names]) -> Iterable[str]:
    """One sentence for all lengths of time, and one for each way in that is only known in words."""
    if row.shared and row.cells[0].metric != "entry_path":
        cell = next((cell for cell in row.cells if cell.group), row.cells[0])
        yield f"it usually takes {time_taken(cell)} to become {_any_of(row.cells)}{what_for(cell)}"
        return
    lengths: dict[tuple[str, str], tuple[Cell, list[str]]] = {}
    paths: dict[tuple[str, str], list[str]] = {}
    for name, cell in zip(names, row.cells, strict=True):
        if cell.missing:
            continue
        if cell.metric == "entry_path":
            paths.setdefault((way_in(cell), cell.group), []).append(name.plural)
        else:
            key = (time_taken(cell), what_for(cell))
            lengths.setdefault(key, (cell, []))[1].append(f"{name.article} {name.running}")
    if lengths:
        yield f"it usually takes {clauses([*_lengths(lengths.values())])}"
    for (path, group), titles in paths.items():
        who = group_subject(group, listed(titles)) if group else listed(titles)
        yield f"{who} usually enter with {path}"


def _compared(names: Sequence[Names]) -> str:
    """ "nurses and actors compared"; two titles that are lists would run together."""
    if len(names) == 2 and any("," in one.plural for one in names):
        return f"{names[0].plural} compared with {names[1].plural}"
    return f"{plurals(names, range(len(names)))} compared"


def _any_of(sides: Sequence[object]) -> str:
    return "either" if len(sides) == 2 else "any of them"


def _lengths(found: Iterable[tuple[Cell, list[str]]]) -> Iterable[str]:
    """ "about 4 years after high school to become a nurse (a bachelor's degree)"; from when on is said once."""
    said = False
    for cell, titles in found:
        yield f"{time_taken(cell, from_when=not said)} to become {listed(titles, 'or')}{what_for(cell)}"
        said = said or time_taken(cell) != time_taken(cell, from_when=False)


def _all_skills(comparison: Comparison, row: Row, names: Sequence[Names]) -> Iterable[str]:
    """A sentence for each side, or one for all that have the one list."""
    if row.shared:
        cell = row.cells[0]
        whose = whole_group(cell.group) if cell.group else plurals(names, range(len(names)))
        yield _skills(comparison.sheets[0].profile, cell, whose)
        return
    for sheet, cell in zip(comparison.sheets, row.cells, strict=True):
        yield _skills(sheet.profile, cell, subject(sheet.profile.names, cell.group))


def _skills(profile: Profile, cell: Cell, plural: str) -> str:
    """The first three skills for `plural`; empty if there are none."""
    metric = METRICS[cell.metric]
    top = [] if cell.missing else formatting.held(metric, cell.figures)
    counted = all(figure.value is not None for figure in top)
    if counted:
        top = sorted(top, key=lambda figure: -(figure.value or 0))
    written = {skill.name: skill.running for skill in profile.skills} if metric.key == "skill_share" else {}
    words = [written.get(figure.label) or running(figure.label) for figure in top[:3]]
    skill, be, stand = ("skill", "is", "stands") if len(words) == 1 else ("skills", "are", "stand")
    if not words:
        return ""
    if metric.unit == SCORE:
        of_kind = {"essential_skill_importance": "essential ", "transferable_skill_importance": "transferable "}
        return f"the most important {of_kind.get(metric.key, '')}{skill} for {plural} {be} {listed(words)}"
    if counted:
        return f"the {skill} most often listed for {plural} {be} {listed(words)}"
    return f"{listed(words)} {stand} out for {plural}"


def _one_length(time: Row) -> bool:
    """Whether all sides take the same time to enter, and more than none."""
    return len({cell.text for cell in time.cells}) == 1 and all(
        cell.metric == "time_to_become"
        and not cell.missing
        and not cell.group
        and not formatting.needs_nothing(cell.figures[0])
        for cell in time.cells
    )


def _summary(names: Sequence[Names], pay: Pay, time: Row, where: str) -> str:
    """The most informative sentence that a search engine would show completely."""
    facts = []
    if pay.leaders and len(pay.known) == len(names):
        facts.append(" ".join([amounts(pay, range(len(names))), where]).strip())
    if _one_length(time):
        facts.append(f"{time_taken(time.cells[0])} to become {_any_of(names)}")
    source = "with a source for every figure"
    topics = f"pay, outlook, education, people and skills, {source}"
    some = (clauses(facts), *facts[:1]) if facts else ()
    candidates = [text for fact in some for text in (f"{fact}, {source}", fact)]
    contents = [*candidates, topics, "pay, skills and more"]
    sentences = (f"{_compared(names)}: {content}." for content in contents)
    fitting = (sentence for sentence in sentences if len(sentence) <= SUMMARY_LENGTH)
    return next(fitting, f"{len(names)} occupations compared: {topics}.")
