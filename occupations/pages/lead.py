"""What the page of an occupation begins with: what it is, its key figures, and the answer in sentences."""

from collections.abc import Iterator

from markupsafe import Markup

from occupations.metrics import METRICS, SLOTS, Missing
from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.groups import subject
from occupations.profiles.sheet import Cell, Sheet
from occupations.rendering.formats import one_line
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.origins import reference
from occupations.rendering.sources import Sources
from occupations.rendering.view import KeyFigure
from occupations.text import markdown
from occupations.text.english import sentence_start

STANDFIRST = 250  # characters: one or two sentences
SILENT = Missing.NOT_COLLECTED.value
PAY = {"wage_annual_mean": "mean", "wage_annual_median": "median"}


def standfirst(profile: Profile) -> tuple[str, bool]:
    """The beginning of the description, as plain text that stands under the title, and whether that is all of it: an
    editor's links and emphasis are not in it."""
    if profile.description_release >= 0:
        text, marked = one_line(profile.description), False
    else:
        text = profile.description
        marked = "<" in markdown.render(text).removeprefix("<p>").removesuffix("</p>")
    beginning = markdown.plain(text, STANDFIRST)
    return beginning, not marked and beginning == markdown.plain(text, len(text) + 1)


def key_figures(sheet: Sheet, hidden: frozenset[str], fragments: Fragments, sources: Sources) -> list[KeyFigure]:
    """Pay, growth, jobs, openings and the way in, as far as any of them is known."""
    key_figures = []
    for slot, label, cell, notes in _chosen(sheet, hidden):
        html = fragments.cell(cell)
        number = sources.cite(0, html, SLOTS[slot].label)
        ref = reference(number, html.origin.title) if html.origin else Markup("")
        key_figures.append(KeyFigure(label, cell.text, ref, notes, slot, slot == "time", cell.group))
    return key_figures


def without_shared_group(key: list[KeyFigure]) -> tuple[list[KeyFigure], str]:
    """The key figures, each with whose it is; or, where all are of one group, one line for all of them."""
    groups = {figure.group.casefold() for figure in key}
    if len(groups) == 1 and "" not in groups:
        return key, f"These figures are for the group: {key[0].group}"
    return [
        figure._replace(notes=[*figure.notes, f"figure for the group: {figure.group}"]) if figure.group else figure
        for figure in key
    ], ""


def _chosen(sheet: Sheet, hidden: frozenset[str]) -> Iterator[tuple[str, str, Cell, list[str]]]:
    """(slot, label, cell, what stands beside it) of each."""
    shown = {key: sheet.shown(SLOTS[key], hidden) for key in ("salary", "hourly", "growth", "jobs", "openings", "time")}
    known = {key: cell for key, cell in shown.items() if not cell.missing}
    if cell := known.get("salary"):
        yield "salary", "Yearly pay", cell, [f"{PAY.get(cell.metric, '')}, {cell.when}", *_all(cell)]
    elif cell := known.get("hourly"):
        why = [formatting.missing(METRICS["wage_annual_mean"], shown["salary"].missing)[0]]
        yield "hourly", "Hourly pay", cell, [cell.when, *(why if shown["salary"].missing != SILENT else [])]
    if cell := known.get("growth"):
        yield "growth", f"Projected growth, {cell.when}", cell, _all(cell)
    if cell := known.get("jobs"):
        yield "jobs", "Jobs", cell, [METRICS[cell.metric].name, cell.when]
    if cell := known.get("openings"):
        yield "openings", "Openings a year", cell, ["from growth and workers leaving", cell.when]
    if cell := known.get("time"):
        yield "time", "How to enter", cell, [METRICS[cell.metric].name] if cell.metric == "time_to_become" else []


def _all(cell: Cell) -> list[str]:
    text = formatting.value(cell.all_workers, METRICS[cell.metric].unit) if cell.all_workers else ""
    return [f"all occupations: {text}"] if text else []


def standing(live: Live) -> str:
    """Where the pay stands among all; empty where it is not known."""
    if live.salary_percentile is None:
        return ""
    others = f"the {live.paid:,} occupations" if live.paid else "occupations"
    if live.salary_percentile == 0:
        return f"Fewer than 1% of {others} with a yearly pay figure pay less."
    return f"It pays more than {live.salary_percentile}% of {others} with a yearly pay figure."


def hourly_pay(sheet: Sheet, hidden: frozenset[str]) -> str:
    """One sentence on pay where it is only known by the hour; empty where the yearly one is known, or none."""
    cell = sheet.shown(SLOTS["hourly"], hidden)
    if cell.missing or not sheet.shown(SLOTS["salary"], hidden).missing:
        return ""
    about = [cell.when] if cell.period else []
    remarks = f" ({'; '.join(about)})" if about else ""
    return f"{sentence_start(subject(sheet.profile.names, cell.group))} earn {cell.text} an hour on average{remarks}."


def growth(sheet: Sheet, hidden: frozenset[str]) -> str:
    """One sentence on growth, against that of all occupations where the same source gives it; empty where unknown."""
    cell = sheet.shown(SLOTS["growth"], hidden)
    if cell.missing or cell.period is None or cell.figures[0].value is None:
        return ""
    value = cell.figures[0].value
    unit = METRICS["growth"].unit
    amount = formatting.number(abs(value), unit)
    does = f"grow {amount}" if value > 0 else f"decline {amount}" if value < 0 else "stay the same"
    start, end = cell.period
    over = f"over {cell.when}" if start.year == end.year else f"from {start.year} to {end.year}"
    of_group = f" of {subject(sheet.profile.names, cell.group)}" if cell.group else ""
    return f"Employment{of_group} is projected to {does} {over}{_against_all(cell, value)}."


def _against_all(cell: Cell, value: int) -> str:
    """Growth as against that of all occupations, by the tolerance of the metric."""
    if cell.all_workers is None or cell.all_workers.value is None:
        return ""
    metric = METRICS["growth"]
    of_all = cell.all_workers.value
    text = formatting.number(of_all, metric.unit)
    if abs(value - of_all) <= metric.tolerance:
        return f", about the same as for all occupations ({text})"
    if value > 0:
        return f", {'faster' if value > of_all else 'slower'} than for all occupations ({text})"
    return f"; the figure for all occupations is {text}"
