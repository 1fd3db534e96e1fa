"""Database rows: what editors write, what importers write, and the editions made from both."""

from occupations.models.occupations import Category, Occupation, OldSlug, VerbatimWord

from .corrections import Correction
from .counts import SentCount
from .editions import Edition, MetricPolicy, PlacePay, ShownFacts, Spreads, Standing
from .facts import Figure, WageEstimate
from .findings import Findings
from .lists import AlternateTitle, OccupationSkill, Responsibility, Skill
from .merges import Merge
from .open_forms import OpenForm
from .publishing_runs import PublishingRun
from .records import Classification, FoldedTitle, RecordLink, RecordText, StatisticalRecord
from .release_imports import ReleaseImport, ReleaseImportFile
from .reviews import ReviewComment, ReviewRequest
from .scheduled import ScheduledEdition
from .search import MeantInstead, SearchTitle, SeldomTitle, TitleBuild, TitleModel, TitleToReview
from .sources import Dataset, Release, Source
from .spreadsheets import SpreadsheetBatch, SpreadsheetExport
from .title_edits import TitleOverride, TitleTableRow
from .unsaved_work import UnsavedWork
from .workplaces import Area, Employer, Industry

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
    "Findings",
    "FoldedTitle",
    "Industry",
    "MeantInstead",
    "Merge",
    "MetricPolicy",
    "Occupation",
    "OccupationSkill",
    "OldSlug",
    "OpenForm",
    "PlacePay",
    "PublishingRun",
    "RecordLink",
    "RecordText",
    "Release",
    "ReleaseImport",
    "ReleaseImportFile",
    "Responsibility",
    "ReviewComment",
    "ReviewRequest",
    "ScheduledEdition",
    "SearchTitle",
    "SeldomTitle",
    "SentCount",
    "ShownFacts",
    "Skill",
    "Source",
    "Spreads",
    "SpreadsheetBatch",
    "SpreadsheetExport",
    "Standing",
    "StatisticalRecord",
    "TitleBuild",
    "TitleModel",
    "TitleOverride",
    "TitleTableRow",
    "TitleToReview",
    "UnsavedWork",
    "VerbatimWord",
    "WageEstimate",
]
