"""Small profiles by hand: `profile("Service manager", mean(74009), years(4, 6), skills={"POS": 12})`."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from occupations.metrics import METRICS, to_scale
from occupations.profiles.document import (
    SCHEMA,
    CategoryRef,
    Figure,
    Names,
    Overrides,
    Profile,
    RecordRef,
    ReleaseRef,
    SkillRef,
)
from occupations.text import english


def release(year: int | None = 2024, dataset: str = "survey", **facts: Any) -> ReleaseRef:
    """A release of one calendar year, or an undated one."""
    period = (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else (None, None)
    return ReleaseRef(
        key=f"{dataset}@{year or 'undated'}#1",
        dataset=dataset,
        source=dataset.capitalize(),
        title=str(year or "undated"),
        method="measured",
        period_start=period[0],
        period_end=period[1],
        **facts,
    )


UNDATED = release(None, "reference")


def profile(
    title: str,
    *figures: Figure | Sequence[Figure],
    skills: Mapping[str, int | None] | None = None,
    releases: Sequence[ReleaseRef] = (release(),),
    plural: str = "",
    verbatim: frozenset[str] = english.DEFAULT_VERBATIM,
    history: Sequence[Figure] = (),
    records: Sequence[RecordRef] = (),
) -> Profile:
    """`figures`: one by one or in groups, of the first release unless they say otherwise. `skills`: name → percent."""
    running = english.running(title, verbatim)
    names = Names(title, running, plural or english.plural(running), english.article(running))
    flat = [one for figure in figures for one in ([figure] if isinstance(figure, Figure) else figure)]
    order = {key: position for position, key in enumerate(METRICS)}
    return Profile(
        names=names,
        overrides=Overrides(plural=plural),
        category=CategoryRef("work", "Work"),
        figures=tuple(sorted(flat, key=lambda figure: order[figure.metric])),
        releases=tuple(releases),
        schema=SCHEMA,
        history=tuple(history),
        records=tuple(records),
        skills=tuple(
            SkillRef(
                name=name,
                running=english.running(name, verbatim),
                share=None if share is None else 100 * share,
                release=0,
            )
            for name, share in (skills or {}).items()
        ),
    )


def figure(metric: str, value: float | None = None, **facts: Any) -> Figure:
    """A figure in whole units: dollars, percent."""
    unit = METRICS[metric].unit
    scaled: dict[str, Any] = {
        name: to_scale(number, unit)
        for name, number in {"value": value, **{key: facts.pop(key, None) for key in ("at_least", "at_most")}}.items()
        if number is not None
    }
    return Figure(metric=metric, release=facts.pop("release", 0), **scaled, **facts)


def mean(dollars: int | None = None, **facts: Any) -> Figure:
    return figure("wage_annual_mean", dollars, **facts)


def median(dollars: int | None = None, **facts: Any) -> Figure:
    return figure("wage_annual_median", dollars, **facts)


def years(low: int | None, high: int | None, **facts: Any) -> Figure:
    return months(None if low is None else 12 * low, None if high is None else 12 * high, **facts)


def months(low: int | None, high: int | None, **facts: Any) -> Figure:
    return Figure(metric="time_to_become", release=0, low=low, high=high, **facts)


def path(education: str, experience: str = "None", training: str = "None", **facts: Any) -> list[Figure]:
    """Typical entry requirements, in the labels of the employment projections."""
    labels = {"entry_education": education, "entry_experience": experience, "entry_training": training}
    return [Figure(metric=metric, release=0, label=label, **facts) for metric, label in labels.items()]


def importance(**scores: float) -> list[Figure]:
    """`importance(Active_Listening=4.1)`."""
    return [
        Figure(metric="skill_importance", release=0, label=name.replace("_", " "), value=round(100 * score))
        for name, score in scores.items()
    ]
