"""The header of a row: its label, with what the row means behind it."""

from functools import lru_cache

from markupsafe import Markup

from occupations.metrics import METRICS, NAME, SLOTS, Metric, Slot
from occupations.profiles import formatting
from occupations.rendering.templating import render
from occupations.text.english import sentence_start


@lru_cache(maxsize=1024)
def definition(slot_key: str, metrics: tuple[str, ...], tag: str = "", scope: str = "", anchor: str = "row") -> Markup:
    """The row header: its label with what it means behind it. `metrics`: what the sides show, one or several; `tag`: a
    remark on the row, such as "the same for all"; `scope`: what its figures are of, such as "national, latest";
    `anchor`: where on the page it stands, for its id."""
    slot = SLOTS[slot_key]
    known = [METRICS[key] for key in metrics]
    if len(known) == 1:
        return render(
            "components/definition.html",
            anchor=f"{anchor}-{slot_key}",
            label=label(slot, metrics),
            name=known[0].name,
            definition=known[0].definition,
            facts=facts(known[0]),
            also=[],
            tag=tag,
            scope=scope,
        )
    also = [f"{metric.name[:1].upper()}{metric.name[1:]}: {metric.definition}" for metric in known]
    return render(
        "components/definition.html",
        anchor=f"{anchor}-{slot_key}",
        label=label(slot, metrics),
        name="",
        definition="",
        facts=[],
        also=also,
        tag=tag,
        scope=scope,
    )


NAMES_OF_ROWS = ("age_mean", "age_median", "entry_path", "major_fields")
"""Metrics whose own name says more than the label of the row that they fill."""


def label(slot: Slot, metrics: tuple[str, ...]) -> str:
    """The row's label; where several concepts share a row, the one that is shown is named in it."""
    if slot.key == "jobs" and len(metrics) == 1:
        return f"{slot.label}: {METRICS[metrics[0]].name}"
    if len(metrics) == 1 and metrics[0] in NAMES_OF_ROWS:
        return sentence_start(METRICS[metrics[0]].name)
    return slot.label


def _tolerance(value: int, metric: Metric) -> str:
    return formatting.gap(value, metric.unit, formatting.TENTHS if value % metric.unit.scale else formatting.WHOLE)


def facts(metric: Metric) -> list[tuple[str, str]]:
    """What else a reader may want to know of a metric, as (term, text)."""
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
