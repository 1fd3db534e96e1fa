"""The header of a row: its label, which opens to show what the row means."""

from functools import lru_cache

from markupsafe import Markup

from occupations.metrics import METRICS, NAME, SLOTS, Metric, Slot
from occupations.profiles import formatting
from occupations.rendering.templating import render
from occupations.text.english import sentence_start


@lru_cache(maxsize=1024)
def definition(slot_key: str, metrics: tuple[str, ...], tag: str = "", scope: str = "", anchor: str = "row") -> Markup:
    """The row header: its label and definition. `metrics`: those that the sides show, one or several; `tag`: a remark
    on the row, such as "the same for all"; `scope`: what its figures are for, such as "national, latest"; `anchor`: the
    prefix of its id."""
    slot = SLOTS[slot_key]
    known = [METRICS[key] for key in metrics]
    only = known[0] if len(known) == 1 else None
    return render(
        "components/definition.html",
        anchor=f"{anchor}-{slot_key}",
        label=label(slot, metrics),
        name=only.name if only else "",
        definition=only.definition if only else "",
        facts=facts(only) if only else [],
        also=[] if only else [f"{metric.name[:1].upper()}{metric.name[1:]}: {metric.definition}" for metric in known],
        tag=tag,
        scope=scope,
    )


NAMES_OF_ROWS = ("age_mean", "age_median", "entry_path", "major_fields")
"""Metrics whose own name is clearer than the label of the row that they fill."""


def label(slot: Slot, metrics: tuple[str, ...]) -> str:
    """The label of a row that shows `metrics`. Where several concepts share a row, it names the one that is shown."""
    if len(metrics) != 1:
        return slot.label
    name = row_name(slot, metrics[0])
    return f"{name}: {METRICS[metrics[0]].name}" if slot.key == "jobs" else name


def row_name(slot: Slot, metric: str) -> str:
    """What to call the row where it shows this metric, in as few words as possible."""
    return sentence_start(METRICS[metric].name) if metric in NAMES_OF_ROWS else slot.label


def _tolerance(value: int, metric: Metric) -> str:
    return formatting.gap(value, metric.unit, formatting.TENTHS if value % metric.unit.scale else formatting.WHOLE)


def facts(metric: Metric) -> list[tuple[str, str]]:
    """More information on a metric for readers, as (term, text)."""
    near = []
    if metric.tolerance_percent:
        near.append(f"within {metric.tolerance_percent}%")
    if metric.tolerance:
        near.append(f"within {_tolerance(metric.tolerance, metric)}")
    unit = "" if metric.unit is NAME else metric.unit.name
    result = [("Unit", unit), ("Covers", metric.population), ("About the same", ", ".join(near))]
    if metric.higher_is_better:
        result.append(("Better", "higher"))
    return [(term, text) for term, text in result if text]
