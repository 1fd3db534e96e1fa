"""Random profiles as the database would let them be: all metrics, several releases, gaps, bounds, records, editors' own."""

import datetime

from hypothesis import strategies as st

from occupations.metrics import AGE, FIGURE_METRICS, IMPACT, METRICS, PERCENT, SCORE, Missing, Shape
from occupations.profiles.document import CategoryRef, Figure, Names, Overrides, Profile, RecordRef, SkillRef
from occupations.text.english import DEFAULT_VERBATIM, article, plural, running
from tests.comparisons.builders import release

RELEASES = (
    release(2024),
    release(2023),
    release(None),
    release(2024, "census"),
    release(2019, "census"),
    release(None, "reference"),
)
RECORDS = ("", "", "oews-2018:11-1021", "oews-2018:11-2021", "acs-2018:11-1021")
GROUPS = ("", "", "", "Managers", "Surgeons")
POPULATIONS = ("", "", "", "full-time employees")
LABELS = ("Speaking", "speaking", "POS", "Writing", "Bachelor's degree", "=1+1", "Zoology | more", "<b>Bold</b>")
TITLES = (
    "Service manager",
    ".NET developer",
    "Camera operator/video editor",
    "Chief of staff",
    "HVAC technician",
    "=cmd|' /C calc'!A0",
    "- Dash manager",
    "@home helper",
    "Pipe | *fitter* <i>",
)
ERRORS = st.sampled_from([None, None, 0, 50, 5_000])
BASES = st.sampled_from([None, 0, 32, 499_999, 500_000, 10**7])
WAGES = ("wage_annual_p10", "wage_annual_p25", "wage_annual_median", "wage_annual_p75", "wage_annual_p90")


def numbers(metric: str) -> st.SearchStrategy[int]:
    """In the scale of the unit; few enough that equal and nearly equal ones are common."""
    unit = METRICS[metric].unit
    if unit is SCORE:
        return st.integers(100, 500)
    if unit is IMPACT:
        return st.integers(-300, 300)
    if METRICS[metric].per_cent_of_people:
        return st.integers(0, 10_000)
    if metric == "growth":
        return st.integers(-3_000, 3_000)
    if unit is PERCENT or unit is AGE:
        return st.integers(0, 10_000)
    return st.one_of(st.integers(0, 300), st.integers(50_000_00, 53_000_00), st.integers(0, 250_000_00))


@st.composite
def origins(draw, releases: int, reasons: bool = True) -> dict:
    """Whose fact it is: of a record and a release, of a release alone, or an editor's."""
    index = draw(st.integers(-1, releases - 1))
    if index < 0:
        return {"release": -1, "reason": "Asked them." if reasons else ""}
    record = draw(st.sampled_from(RECORDS))
    group = draw(st.sampled_from(GROUPS)) if record else ""
    return {"release": index, "record": record, "group": group, "level": "broad" if group else "detailed"}


@st.composite
def amounts(draw, metric: str) -> dict:
    kind = draw(st.sampled_from(["value", "value", "value", "value", "at_least", "at_most", "missing"]))
    if kind == "missing":
        return {"missing": draw(st.sampled_from(list(Missing))).value}
    extra = {"standard_error": draw(ERRORS)} if kind == "value" else {}
    return {kind: draw(numbers(metric)), **extra}


@st.composite
def ranges(draw) -> dict:
    low, high = sorted((draw(st.integers(0, 40)), draw(st.integers(0, 40))))
    return draw(
        st.sampled_from(
            [
                {"low": low, "high": high},
                {"low": 12 * low, "high": 12 * high},
                {"low": low, "high": None},
                {"high": max(high, 1)},
                {"value": low},
                {"at_least": low},
                {"missing": Missing.NOT_YET_ENTERED.value},
            ]
        )
    )


@st.composite
def labelled(draw, metric: str) -> list[dict]:
    """One figure for each of several labels, or one that says why there is none."""
    shape = METRICS[metric].shape
    labels = draw(st.lists(st.sampled_from(LABELS), unique=True, max_size=4))
    if not labels:
        return [{"missing": draw(st.sampled_from(list(Missing))).value}]
    result = []
    for label in labels:
        named = shape in (Shape.SET, Shape.MODE, Shape.LABEL) and draw(st.booleans())
        result.append({"label": label} | ({} if named else draw(amounts(metric))))
    return result


@st.composite
def facts(draw, metric: str) -> list[dict]:
    shape = METRICS[metric].shape
    if shape is Shape.RANGE:
        return [draw(ranges())]
    if shape is Shape.NUMBER:
        return [draw(amounts(metric))]
    if shape is Shape.LABEL:
        return draw(labelled(metric))[:1]
    return draw(labelled(metric))


@st.composite
def wages(draw, releases: int) -> list[Figure]:
    """One row of a wage survey: what it has of the mean, the hourly mean and rising percentiles."""
    origin = draw(origins(releases))
    shared = {**origin, "population": draw(st.sampled_from(POPULATIONS))}
    rising = sorted(draw(st.lists(numbers(WAGES[0]), min_size=5, max_size=5)))
    top = draw(st.integers(0, 5))
    result = []
    for position, (metric, value) in enumerate(zip(WAGES, rising, strict=True)):
        given = draw(st.sampled_from(["value", "value", "value", "none", "suppressed"]))
        if position >= 4 and top == 0:
            result.append(Figure(metric=metric, at_least=239_200_00, **shared))
        elif given == "value":
            result.append(Figure(metric=metric, value=value, **shared))
        elif given == "suppressed":
            result.append(Figure(metric=metric, missing="suppressed", **shared))
    result.extend(
        Figure(metric=metric, **draw(amounts(metric)), **shared)
        for metric in ("wage_annual_mean", "wage_hourly_mean")
        if draw(st.booleans())
    )
    return result


@st.composite
def figures(draw, releases: int) -> list[Figure]:
    result = []
    for _ in range(draw(st.integers(0, 2))):
        result += draw(wages(releases))
    for metric in draw(st.lists(st.sampled_from(FIGURE_METRICS), max_size=14)):
        shared = {
            **draw(origins(releases)),
            "population": draw(st.sampled_from(POPULATIONS)),
            "sample_size": draw(BASES),
        }
        if draw(st.integers(0, 5)) == 0:
            shared |= {"period_start": datetime.date(2022, 1, 1), "period_end": datetime.date(2022, 12, 31)}
        result += [Figure(metric=metric, **fact, **shared) for fact in draw(facts(metric))]
    order = {key: position for position, key in enumerate(METRICS)}
    once = {(one.metric, one.label, one.release, one.record): one for one in result}
    return sorted(once.values(), key=lambda one: order[one.metric])


@st.composite
def profiles(draw) -> Profile:
    releases = tuple(draw(st.lists(st.sampled_from(RELEASES), unique_by=lambda ref: ref.key, max_size=4)))
    title = draw(st.sampled_from(TITLES))
    written = running(title, DEFAULT_VERBATIM)
    skills = draw(st.lists(st.sampled_from(LABELS), unique_by=str.casefold, max_size=4))
    shares = st.one_of(st.none(), st.integers(0, 10_000))
    return Profile(
        names=Names(title, written, plural(written), article(written)),
        overrides=Overrides(),
        category=CategoryRef("work", "Work"),
        description=draw(st.sampled_from(["", "Manages *things*."])),
        responsibilities=tuple(
            draw(st.lists(st.sampled_from(["Plans.", "=HYPERLINK()", "Does <b>it</b> | all."]), max_size=3))
        ),
        skills=tuple(SkillRef(name=name, running=name, share=draw(shares), release=-1) for name in skills),
        records=(RecordRef(key="oews-2018:11-1021", system="OEWS", code="11-1021", title="Managers", quality="exact"),)[
            : draw(st.integers(0, 1))
        ],
        figures=tuple(draw(figures(len(releases)))),
        releases=releases,
    )


HIDDEN = st.sampled_from([frozenset(), frozenset({"gender"}), frozenset({"race_exclusive", "lgbt"})])
