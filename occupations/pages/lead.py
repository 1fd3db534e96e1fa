"""The top of an occupation's page: what it is, its key figures, and the answer in sentences."""

from collections.abc import Mapping

from occupations.metrics import LEADS, METRICS, SLOTS, Missing
from occupations.profiles import formatting, portrait, time_words
from occupations.profiles.document import Profile
from occupations.profiles.groups import subject
from occupations.profiles.measures import (
    HOURLY,
    OTHERS,
    PAY,
    Entry,
    Measure,
    bar_alone,
    ends_of,
    label,
    pay_measures,
    row_of,
)
from occupations.profiles.pay_words import stated
from occupations.profiles.preparation import words
from occupations.profiles.sheet import Cell, Sheet
from occupations.rendering.formats import one_line
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.scores import ScoreLine, score_line
from occupations.rendering.sources import Sources
from occupations.text import markdown
from occupations.text.english import DEFAULT_VERBATIM, running, sentence_start
from occupations.text.lists import listed

SKILLS_NAMED = 3
STANDFIRST = 450  # characters: all of most descriptions
SILENT = Missing.NOT_COLLECTED.value


def standfirst(fragments: Fragments) -> tuple[str, bool]:
    """The beginning of the description as plain text for below the title, without links and emphasis, and whether that
    is all of it. Read once for each edition (`Fragments.extension`)."""
    profile = fragments.sheet.profile
    if profile.description_release >= 0:
        text, marked = one_line(profile.description), False
    else:
        text = profile.description
        marked = "<" in markdown.render(text).removeprefix("<p>").removesuffix("</p>")
    beginning = markdown.plain(text, STANDFIRST)
    return beginning, not marked and beginning == markdown.plain(text, len(text) + 1)


def portrait_of(live: Live, profile: Profile) -> list[str]:
    """What figures say it is, where nobody has described it."""
    return [] if profile.description else portrait.portrait(profile.names, portrait.read(live.stands_out))


def key_figures(
    sheet: Sheet, hidden: frozenset[str], fragments: Fragments, sources: Sources, scopes: Mapping[str, str]
) -> list[ScoreLine]:
    """Pay, growth, openings and entry requirements, as far as they are known: the scoreboard of one. `scopes`: slot →
    what its figures are for, if that has to be said."""
    shown = {slot.key: sheet.shown(slot, hidden) for slot in (*LEADS, *SLOTS.values())}
    chosen = [*pay_measures([shown[PAY.slot]], [shown[HOURLY.slot]]), *OTHERS]
    lines = []
    for measure in chosen:
        cell = shown[measure.slot]
        if not cell.missing:
            entry = Entry(cell, ends_of(cell, shown["range"]))
            lines.append(
                score_line(
                    measure,
                    label(measure, [cell]),
                    row_of(measure, [cell]),
                    [entry],
                    [bar_alone(entry)],
                    lambda _, cell: fragments.cell(cell),
                    sources,
                    scopes=scopes,
                    notes=[_notes(measure, cell, shown)],
                )
            )
    return lines


def _notes(measure: Measure, cell: Cell, shown: Mapping[str, Cell]) -> list[str]:
    match measure.key:
        case "hourly":
            yearly = shown[PAY.slot]
            return [formatting.missing(METRICS[yearly.metric], yearly.missing)[0]] if yearly.missing != SILENT else []
        case "openings":
            jobs = shown["jobs"]
            now = [] if jobs.missing else [f"{METRICS[jobs.metric].name}: {jobs.text}"]
            return ["from growth and workers leaving", *now]
        case "time":
            needed = words.needed(cell.steps)
            return [f"after high school: {needed}"] if needed else []
        case _:
            text = formatting.value(cell.all_workers, METRICS[cell.metric].unit) if cell.all_workers else ""
            return [f"all occupations: {text}"] if text else []


def without_shared_group(lines: list[ScoreLine]) -> tuple[list[ScoreLine], str]:
    """The key figures, each with its group; or one sentence for all of them, if they share a group."""
    groups = {line.cells[0].group for line in lines}
    if len(groups) != 1 or "" in groups:
        return lines, ""
    alone = [line._replace(cells=(line.cells[0]._replace(group=""),)) for line in lines]
    return alone, f"These figures are for a wider group: {groups.pop()}"


def gists_of_lists(sheet: Sheet, hidden: frozenset[str]) -> dict[str, str]:
    """Section → one sentence on the people, and on the skills that matter most; empty if unknown."""
    shown = {key: sheet.shown(SLOTS[key], hidden) for key in ("age", "gender", "skills")}
    age, gender, skills = shown["age"], shown["gender"], shown["skills"]
    women = next((one for one in gender.figures if one.label.casefold() == "women"), None)
    said = [] if age.missing else [f"their {METRICS[age.metric].name.lower()} is {age.text.removesuffix(' years')}"]
    if women is not None and women.value is not None and not gender.missing:
        said.append(f"{formatting.number(women.value, METRICS[women.metric].unit)} are women")
    first = [running(one.label, DEFAULT_VERBATIM) for one in list(skills.held.values())[:SKILLS_NAMED]]
    return {
        "people": f"{sentence_start(', and '.join(said))}." if said else "",
        "skills": f"{sentence_start(listed(first))} count most." if len(first) > 1 else "",
    }


def standing(live: Live) -> str:
    """How the pay compares with that of all occupations; empty if unknown."""
    if live.pay_median_percentile is None:
        return ""
    others = f"the {live.paid:,} occupations" if live.paid else "occupations"
    known = f"{others} with a median yearly pay figure of their own"
    if live.pay_median_percentile == 0:
        return f"Fewer than 1% of {known} have a lower median."
    return f"Their median pay is higher than in {live.pay_median_percentile}% of {known}."


def entering(sheet: Sheet, hidden: frozenset[str]) -> str:
    """A sentence on how long it takes to become one, or on the way in; empty if unknown."""
    sentence = time_words.entering(sheet.profile.names, sheet.shown(SLOTS["time"], hidden))
    return f"{sentence_start(sentence)}." if sentence else ""


def hourly_pay(sheet: Sheet, hidden: frozenset[str]) -> str:
    """A sentence on pay that is only known by the hour; empty if yearly pay is known or none is."""
    yearly, cell = (sheet.shown(lead, hidden) for lead in LEADS)
    if cell.missing or not yearly.missing:
        return ""
    about = f" ({cell.when})" if cell.period else ""
    return f"{sentence_start(subject(sheet.profile.names, cell.group))} earn {stated(cell.metric, cell.text)}{about}."


def growth(sheet: Sheet, hidden: frozenset[str]) -> str:
    """A sentence on growth, compared with all occupations if the same source has that; empty if unknown."""
    cell = sheet.shown(SLOTS["growth"], hidden)
    if cell.missing or cell.period is None or cell.figures[0].value is None:
        return ""
    value = cell.figures[0].value
    start, end = cell.period
    over = f"over {cell.when}" if start.year == end.year else f"from {start.year} to {end.year}"
    of_group = f" of {subject(sheet.profile.names, cell.group)}" if cell.group else ""
    return f"Employment{of_group} is projected to {_changes(value)} {over}{_against_all(cell, value)}."


def _changes(value: int) -> str:
    """ "grow 3.1%", "decline 3.1%", in words, so that no number needs a sign."""
    amount = formatting.number(abs(value), METRICS["growth"].unit)
    return f"grow {amount}" if value > 0 else f"decline {amount}" if value < 0 else "stay the same"


def _against_all(cell: Cell, value: int) -> str:
    """Growth compared with that of all occupations, using the tolerance of the metric."""
    if cell.all_workers is None or cell.all_workers.value is None:
        return ""
    metric = METRICS["growth"]
    of_all = cell.all_workers.value
    text = formatting.number(of_all, metric.unit)
    if abs(value - of_all) <= metric.tolerance:
        return f", about the same as for all occupations ({text})"
    if value > 0:
        return f", {'faster' if value > of_all else 'slower'} than for all occupations ({text})"
    return f"; for all occupations together it is projected to {_changes(of_all)}"
