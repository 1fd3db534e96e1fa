"""The columns of an observation, defined once for JSON, CSV, the description of the API and files. Pure."""

from typing import Any, NamedTuple

from occupations.metrics import METRICS, Level, Method, Missing
from occupations.metrics.statistics import STATISTICS


class Column(NamedTuple):
    """`type`: of a Frictionless table schema. `values`: all there are, if they are a closed set. `empty`: whether it
    may say nothing, which is null in JSON and an empty cell in CSV."""

    name: str
    type: str
    description: str
    example: Any
    values: tuple[str, ...] = ()
    empty: bool = True


# As the package of the country has them, for examples.
SOURCE = "us-bureau-of-labor-statistics-occupational-employment-and-wage-statistics"
DATASET = f"{SOURCE}-national-united-states"
RELEASE = f"{DATASET}@2025-05-31/1b9baabf"

UNITS = tuple(dict.fromkeys(metric.unit.key for metric in METRICS.values()))

COLUMNS = (
    Column("key", "string", "Identifies the observation, for ever.", "w12345-annual_median", empty=False),
    Column("record", "string", "The official record: its key.", "oews-2018:29-1141"),
    Column("record_title", "string", "The title of the record.", "Registered Nurses"),
    Column(
        "occupation",
        "string",
        "The occupation: its slug, if a file gives the figure for an occupation of this site and not for a record.",
        "registered-nurse",
    ),
    Column("metric", "string", "The metric: its key.", "wage_annual_median", empty=False),
    Column("statistic", "string", "What the numbers are.", "median", STATISTICS, empty=False),
    Column("part", "string", "The group or item that the figure is of.", "Women"),
    Column(
        "part_code",
        "string",
        "The code of the item: of a field of study in the CIP, of a skill its element in O*NET.",
        "51.3801",
    ),
    Column("place", "string", "The place: its key.", "metro-35620", empty=False),
    Column("place_name", "string", "The name of the place.", "New York-Newark-Jersey City, NY-NJ"),
    Column("industry", "string", "The industry: its slug. Empty: all industries.", "62-health-care"),
    Column("industry_name", "string", "The name of the industry.", "Health Care and Social Assistance"),
    Column("employer", "string", "The employer: its slug. Empty: all employers.", "mayo-clinic"),
    Column("employer_name", "string", "The name of the employer.", "Mayo Clinic"),
    Column("dataset", "string", "The table of the source: its key.", DATASET, empty=False),
    Column("release", "string", "The release: its key.", RELEASE, empty=False),
    Column("source", "string", "The source: its key.", SOURCE, empty=False),
    Column("period_start", "date", "First day of the reference period.", "2025-05-01"),
    Column("period_end", "date", "Last day of the reference period.", "2025-05-31"),
    Column("value", "number", "The figure. Empty for a range, a bound, a name alone or a missing figure.", 98430),
    Column("low", "number", "Lower end of a range.", 2),
    Column("high", "number", "Upper end of a range. Empty, with `low`: the range is open-ended.", 4),
    Column("at_least", "number", "Lower bound, if the source publishes only that.", 239200),
    Column("at_most", "number", "Upper bound, if the source publishes only that.", 10),
    Column(
        "bound_reason",
        "string",
        "Why there is only a bound.",
        "top_coded",
        (Missing.TOP_CODED.value, Missing.BOTTOM_CODED.value),
    ),
    Column(
        "missing_reason",
        "string",
        "Why there is no figure; `/metrics/` explains the reasons.",
        "suppressed",
        tuple(reason.value for reason in Missing),
    ),
    Column("unit", "string", "The unit of the numbers.", "usd_year", UNITS, empty=False),
    Column("standard_error", "number", "Standard error published by the source, in the unit.", 590.58),
    Column("sample_size", "integer", "How many answered, or how many applications were counted.", 24),
    Column("base", "integer", "Of shares and ages of people: how many are employed in the group.", 3391000),
    Column("population", "string", "Who is counted, in the words of the source.", "employed people aged 16 and over"),
    Column("method", "string", "How the figure was made.", "measured", tuple(one.value for one in Method), empty=False),
    Column(
        "level",
        "string",
        "The level of the group that the figure is for.",
        "detailed",
        tuple(one.value for one in Level),
        empty=False,
    ),
    Column("group", "string", "The broader group, if the figure describes one.", "Healthcare practitioners"),
    Column("note", "string", "Note of the source.", "hot technology"),
    Column(
        "shown_by",
        "array",
        "The occupations whose page shows this figure: their slugs, as a list in JSON and separated by “; ” in CSV.",
        ["registered-nurse"],
        empty=False,
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
