"""The rows: what editors write, what importers write, and the editions made of both."""

from occupations.models.occupations import (
    AlternateTitle,
    Category,
    KeptWord,
    Occupation,
    OccupationSkill,
    OldSlug,
    Responsibility,
    Skill,
)

from .corrections import Correction
from .editions import Edition, MetricPolicy, Standing
from .facts import Area, Employer, Figure, Industry, WageEstimate
from .publishing_runs import PublishingRun
from .records import Classification, RecordLink, RecordText, StatisticalRecord
from .search import SearchMiss, SearchTitle, SearchVocabulary
from .sources import Dataset, Release, Source

__all__ = [
    "AlternateTitle",
    "Area",
    "Category",
    "Classification",
    "Correction",
    "Dataset",
    "Edition",
    "Employer",
    "Figure",
    "Industry",
    "KeptWord",
    "MetricPolicy",
    "Occupation",
    "OccupationSkill",
    "OldSlug",
    "PublishingRun",
    "RecordLink",
    "RecordText",
    "Release",
    "Responsibility",
    "SearchMiss",
    "SearchTitle",
    "SearchVocabulary",
    "Skill",
    "Source",
    "Standing",
    "StatisticalRecord",
    "WageEstimate",
]
