"""Texts of which there are only a few, with all of them, and other texts with a form."""

import datetime
from typing import Annotated

from msgspec import Meta

from occupations.metrics import METRICS, MISSING_SENTENCES, Level, Method, Missing, Shape
from occupations.metrics.statistics import STATISTICS
from occupations.models import StatisticalRecord
from occupations.profiles.official_records import BEST_FIRST

Number = float
Day = datetime.date
Moment = Annotated[datetime.datetime, Meta(tz=True)]
Url = Annotated[str, Meta(extra_json_schema={"format": "uri"})]

Band = Annotated[
    str, Meta(extra_json_schema={"enum": ["match", "probably", "choice", "ideas", "not_a_title", "address"]})
]
BoundReason = Annotated[str, Meta(extra_json_schema={"enum": [Missing.TOP_CODED.value, Missing.BOTTOM_CODED.value]})]
FileFormat = Annotated[str, Meta(extra_json_schema={"enum": ["csv", "jsonl", "parquet", "json"]})]
LevelName = Annotated[str, Meta(extra_json_schema={"enum": [one.value for one in Level]})]
MatchedBy = Annotated[str, Meta(extra_json_schema={"enum": ["exact", "alternate", "editor", "similar"]})]
MethodName = Annotated[str, Meta(extra_json_schema={"enum": [one.value for one in Method]})]
MissingReason = Annotated[str, Meta(extra_json_schema={"enum": [str(one) for one in MISSING_SENTENCES]})]
PlaceKind = Annotated[str, Meta(extra_json_schema={"enum": ["nation", "state", "metro"]})]
Quality = Annotated[str, Meta(extra_json_schema={"enum": list(BEST_FIRST)})]
CrosswalkQuality = Annotated[str, Meta(extra_json_schema={"enum": [*BEST_FIRST, "prepares"]})]
SaidBy = Annotated[str, Meta(extra_json_schema={"enum": ["title", "editor", "direct_match", "reported", "listed"]})]
ShapeName = Annotated[str, Meta(extra_json_schema={"enum": [one.value for one in Shape]})]
StatisticName = Annotated[str, Meta(extra_json_schema={"enum": list(STATISTICS)})]
StepKind = Annotated[str, Meta(extra_json_schema={"enum": ["school", "experience", "training"]})]
System = Annotated[str, Meta(extra_json_schema={"enum": [key for key, _ in StatisticalRecord.SYSTEMS]})]
UnitKey = Annotated[
    str, Meta(extra_json_schema={"enum": list(dict.fromkeys(metric.unit.key for metric in METRICS.values()))})
]
UseKind = Annotated[str, Meta(extra_json_schema={"enum": ["skill", "knowledge", "technology"]})]
