"""Every constraint and trigger of the database bites, whoever writes; and forms say why before it comes to that."""

import datetime
import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, models, transaction
from django.utils import timezone

from comparisons.models import PairNote, PublishedWords
from occupations.metrics import FIGURE_METRICS, SENSITIVE
from occupations.models import (
    AlternateTitle,
    Area,
    Category,
    Classification,
    Correction,
    Dataset,
    Edition,
    Employer,
    Figure,
    Findings,
    Industry,
    MeantInstead,
    Merge,
    MetricPolicy,
    Occupation,
    OccupationSkill,
    OldSlug,
    OpenForm,
    PlacePay,
    RecordLink,
    RecordText,
    Release,
    ReleaseImport,
    ReleaseImportFile,
    Responsibility,
    ReviewComment,
    ReviewRequest,
    ScheduledEdition,
    SearchTitle,
    ShownFacts,
    Skill,
    Source,
    Spreads,
    Standing,
    StatisticalRecord,
    TitleBuild,
    TitleOverride,
    TitleTableRow,
    TitleToReview,
    UnsavedWork,
    VerbatimWord,
    WageEstimate,
)
from occupations.models.reviews import Outcome
from occupations.models.scheduled import Progress
from occupations.publishing import publish
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

MODELS = [*apps.get_app_config("occupations").get_models(), *apps.get_app_config("comparisons").get_models()]
NEW_YEAR = datetime.date(2025, 1, 1)
NEW_YEARS_EVE = datetime.date(2025, 12, 31)

CASES: list[tuple[str, Callable[[], object]]] = []


def breaks(name: str) -> Callable:
    """Registers a function that yields rows; writing them past all forms must break that constraint."""

    def register(function: Callable[[], Iterator]) -> Callable:
        CASES.append((name, function))
        return function

    return register


def write(rows) -> None:
    """Insert rows as they are: no save(), no clean(); constraints checked at commit are checked now."""
    for row in rows:
        type(row).objects.bulk_create([row])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# Occupations and what belongs to them


def raw_occupation(title="Cook", slug="cook", **fields):
    return Occupation(title=title, slug=slug, category=make.category(), **fields)


BAD_SLUGS = ["Cook", "c++", "a b", "café", "-cook", "cook-", "line--cook", "cook\n", ""]
VS_SLUGS = ["a-vs-b", "vs-b", "a-vs", "vs"]
for bad in BAD_SLUGS:
    breaks("occupation_slug_form")(lambda slug=bad: [raw_occupation(slug=slug)])
    breaks("category_slug_form")(lambda slug=bad: [Category(name="Work", slug=slug)])
    breaks("oldslug_slug_form")(lambda slug=bad: [OldSlug(slug=slug, occupation=make.occupation())])
for bad in VS_SLUGS:
    breaks("occupation_slug_without_vs")(lambda slug=bad: [raw_occupation(slug=slug)])
    breaks("category_slug_without_vs")(lambda slug=bad: [Category(name="Work", slug=slug)])
    breaks("oldslug_slug_without_vs")(lambda slug=bad: [OldSlug(slug=slug, occupation=make.occupation())])


@breaks("category_name_unique")
def _():
    return [Category(name="Work", slug="work"), Category(name="WORK", slug="work-2")]


@breaks("category_merged_into_another")
def _():
    category = make.category("Work")
    category.merged_into = category
    return [category]


@breaks("verbatimword_unique_in_any_letters")
def _():
    return [VerbatimWord(word="HVAC"), VerbatimWord(word="hvac")]


@breaks("merge_into_another")
def _():
    cook = make.occupation()
    return [Merge(occupation=cook, into=cook)]


@breaks("merge_of_occupation_once")
def _():
    cook, chef, baker = (make.occupation() for _ in range(3))
    return [Merge(occupation=cook, into=chef), Merge(occupation=cook, into=baker)]


@breaks("occupation_title_unique")
def _():
    return [raw_occupation(), raw_occupation("cOOK", "cook-2")]


@breaks("occupation_common_name_unique")
def _():
    return [raw_occupation(common_name="Chef"), raw_occupation("Kitchen boss", "kitchen-boss", automatic_name="chef")]


@breaks("occupation_article_known")
def _():
    return [raw_occupation(article="th")]


@breaks("occupation_not_its_own_successor")
def _():
    return [raw_occupation(id=7, successor_id=7)]


@breaks("alternatetitle_unique")
def _():
    cook = make.occupation()
    return [AlternateTitle(occupation=cook, title="Chef"), AlternateTitle(occupation=cook, title="chef")]


@breaks("alternatetitle_instead_of_unique")
def _():
    cook = make.occupation()
    return [AlternateTitle(occupation=cook, title=title, instead_of="Chef") for title in ("Head cook", "First cook")]


@breaks("responsibility_position_unique")
def _():
    cook = make.occupation()
    return [Responsibility(occupation=cook, position=1, text=text) for text in ("Chop.", "Stir.")]


@breaks("responsibility_position_from_one")
def _():
    return [Responsibility(occupation=make.occupation(), position=0, text="Chop.")]


@breaks("responsibility_of_somebody")
def _():
    return [Responsibility(occupation=make.occupation(), position=1, text="")]


@breaks("responsibility_instead_of_unique")
def _():
    cook = make.occupation()
    return [Responsibility(occupation=cook, instead_of="Cook.", text=text) for text in ("Chop.", "Stir.")]


for edit in ({"instead_of": "Cook.", "text": "Chop."}, {"text": "Chop."}):
    breaks("responsibility_hidden_is_official")(
        lambda edit=edit: [Responsibility(occupation=make.occupation(), hidden=True, **edit)]
    )


@breaks("skill_name_unique")
def _():
    return [Skill(name="POS"), Skill(name="pos")]


def held(**fields):
    return OccupationSkill(**({"occupation": make.occupation(), "skill": make.skill("POS")} | fields))


@breaks("occupationskill_position_unique")
def _():
    first = held(position=1)
    return [first, held(occupation=first.occupation, skill=make.skill("Python"), position=1)]


@breaks("occupationskill_position_from_one")
def _():
    return [held(position=0)]


@breaks("occupationskill_unique")
def _():
    first = held()
    return [first, held(occupation=first.occupation, skill=first.skill)]


@breaks("occupationskill_of_somebody")
def _():
    return [held(skill=None)]


@breaks("occupationskill_instead_of_unique")
def _():
    first = held(instead_of="Writing")
    return [first, held(occupation=first.occupation, skill=make.skill("Python"), instead_of="Writing")]


for edit in ({"instead_of": "Writing"}, {}):
    breaks("occupationskill_hidden_is_official")(lambda edit=edit: [held(hidden=True, **edit)])


for share in ("100.01", "-0.01"):
    breaks("occupationskill_share_0_100")(lambda share=share: [held(share=Decimal(share))])

for word in ("two words", "", "tab\t", " "):
    breaks("verbatimword_one_word")(lambda word=word: [VerbatimWord(word=word)])


# Reported errors


def raw_correction(**fields):
    return Correction(**({"page": "/", "message": "Wrong."} | fields))


CLOSED = {"state": "fixed", "closed_at": datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)}


@breaks("correction_message_not_empty")
def _():
    return [raw_correction(message="")]


for fields in ({"state": "lost"}, {"state": "fixed"}, {"state": "rejected"}, {"closed_at": CLOSED["closed_at"]}):
    breaks("correction_closed_has_a_day")(lambda fields=fields: [raw_correction(**fields)])


@breaks("correction_closed_keeps_no_email")
def _():
    return [raw_correction(**CLOSED, email="reader@example.org")]


SHOWN = {"public": True, "wrong": "The pay.", "answer": "Put right."}
for fields in (
    SHOWN,
    {**SHOWN, **CLOSED, "state": "rejected"},
    {**SHOWN, **CLOSED, "wrong": ""},
    {**SHOWN, **CLOSED, "answer": ""},
):
    breaks("correction_public_is_accepted_and_told")(lambda fields=fields: [raw_correction(**fields)])


# Sources, releases, records


def raw_release(**fields):
    return Release(**({"dataset": make.dataset(), "title": "2024", "digest": make.digest("a")} | fields))


@breaks("source_unique")
def _():
    return [Source(key=key, title="Survey", publisher="Agency") for key in ("a", "b")]


for key in ("", "Survey", "a--b", "-a", "a b"):
    breaks("source_key_form")(lambda key=key: [Source(key=key, title="Survey")])


@breaks("release_bytes_once")
def _():
    first = raw_release()
    return [first, raw_release(dataset=first.dataset, title="Again")]


@breaks("release_method_known")
def _():
    return [raw_release(method="guessed")]


for wrong in ("", "a" * 63, "A" * 64, "g" * 64):
    breaks("release_digest_form")(lambda wrong=wrong: [raw_release(digest=wrong)])

BAD_PERIODS = [(NEW_YEARS_EVE, NEW_YEAR), (NEW_YEAR, None), (None, NEW_YEAR)]
for start, end in BAD_PERIODS:
    breaks("release_period_in_order")(lambda a=start, b=end: [raw_release(period_start=a, period_end=b)])


def raw_record(**fields):
    return StatisticalRecord(**({"system": "oews", "vintage": "2018", "code": "1", "title": "Cooks"} | fields))


@breaks("statisticalrecord_unique")
def _():
    return [raw_record(), raw_record(title="Other")]


@breaks("statisticalrecord_system_known")
def _():
    return [raw_record(system="isco")]


@breaks("statisticalrecord_level_known")
def _():
    return [raw_record(level="tiny")]


for vintage in ("2018-11", "20:18", "", " "):
    breaks("statisticalrecord_vintage_form")(lambda vintage=vintage: [raw_record(vintage=vintage)])


@breaks("classification_unique")
def _():
    cook, cooks = make.occupation(), make.record()
    return [Classification(occupation=cook, record=cooks, quality=quality) for quality in ("exact", "broader")]


def text(**fields):
    return RecordText(
        **{"record": make.record("1"), "release": make.release(), "kind": "responsibility", "text": "x"} | fields
    )


def link(**fields):
    ends = {"record": make.record("1"), "other": make.record("2"), "release": make.release(), "quality": "exact"}
    return RecordLink(**ends | fields)


@breaks("recordtext_once")
def _():
    record, release = make.record("1"), make.release()
    return [RecordText(record=record, release=release, kind="responsibility", text=words) for words in "xy"]


@breaks("recordlink_once")
def _():
    ends = {"record": make.record("1"), "other": make.record("2"), "release": make.release()}
    return [RecordLink(**ends, quality=quality) for quality in ("exact", "shared")]


breaks("recordtext_position_from_one")(lambda: [text(position=0)])
breaks("recordlink_position_from_one")(lambda: [link(position=0)])
breaks("recordtext_not_empty")(lambda: [text(text="")])
breaks("recordtext_kind_known")(lambda: [text(kind="poem")])
breaks("recordlink_quality_known")(lambda: [link(quality="perfect")])


@breaks("classification_quality_known")
def _():
    return [Classification(occupation=make.occupation(), record=make.record(), quality="perhaps")]


# Facts, both kinds


@breaks("area_unique")
def _():
    return [Area(kind="state", code="36", name="New York"), Area(kind="state", code="36", name="Nueva York")]


@breaks("area_kind_known")
def _():
    return [Area(kind="city", code="1", name="Paris")]


def raw_figure(metric="growth", value=Decimal(3), **fields):
    if not {"occupation", "record"} & set(fields):
        fields["occupation"] = make.occupation()
    return make.build_figure(metric, value, **fields)


def raw_released(metric, **fields):
    return make.build_figure(metric, release=make.release(), record=make.record(), **fields)


def raw_wage(**fields):
    if not {"occupation", "record"} & set(fields):
        fields["occupation"] = make.occupation()
    if "release" not in fields:
        fields.setdefault("reason", "Asked them.")
    return WageEstimate(**({"annual_mean": Decimal(50_000)} | fields))


for kind, fact in (("figure", raw_figure), ("wageestimate", raw_wage)):
    breaks(f"{kind}_of_record_or_occupation")(lambda fact=fact: [fact(occupation=None)])
    breaks(f"{kind}_of_record_or_occupation")(
        lambda fact=fact: [fact(occupation=make.occupation(), record=make.record(), release=make.release())]
    )
    breaks(f"{kind}_of_record_has_release")(lambda fact=fact: [fact(record=make.record())])
    breaks(f"{kind}_entered_has_reason")(lambda fact=fact: [fact(reason="")])
    breaks(f"{kind}_only_entered_expires")(lambda fact=fact: [fact(release=make.release(), expires_on=NEW_YEAR)])
    breaks(f"{kind}_method_known")(lambda fact=fact: [fact(method="guessed")])
    for start, end in BAD_PERIODS:
        breaks(f"{kind}_period_in_order")(lambda fact=fact, a=start, b=end: [fact(period_start=a, period_end=b)])


@breaks("figure_metric_known")
def _():
    return [raw_figure("wages")]


for metric in ("wage_annual_mean", "skill_share", "entry_path"):  # kept elsewhere, or put together
    breaks("figure_metric_known")(lambda metric=metric: [raw_figure(metric)])

TWO_OR_NONE: list[dict[str, Any]] = [
    {"value": None},
    {"value": None, "label": "Name"},  # growth is not a name
    {"metric": "college", "value": None},  # a name without a name
    {"low": 1},
    {"high": 1},
    {"at_least": 1},
    {"at_most": 1},
    {"missing": "suppressed"},
    {"value": None, "at_least": 1, "at_most": 2},
    {"value": None, "low": 1, "at_least": 2},
    {"value": None, "low": 1, "at_most": 2},
    {"value": None, "high": 1, "missing": "suppressed"},
    {"value": None, "at_least": 1, "missing": "suppressed"},
    {"value": None, "at_most": 1, "missing": "suppressed"},
]
for facts in TWO_OR_NONE:
    breaks("figure_value_or_range_or_bound_or_missing")(lambda fields=facts: [raw_figure(**fields)])


@breaks("figure_range_in_order")
def _():
    return [raw_figure("time_to_become", None, low=6, high=4)]


PERCENTS: list[dict[str, str | None]] = [
    {"value": "100.0001"},
    *({"value": None, name: "101"} for name in ("at_least", "at_most", "low", "high")),
]
for texts in PERCENTS:
    numbers = {name: number and Decimal(number) for name, number in texts.items()}
    breaks("figure_share_0_100")(lambda fields=numbers: [raw_figure("gender", label="Women", **fields)])

SCORES: list[dict[str, str | None]] = [{"value": number} for number in ("0.9999", "5.0001")]
SCORES += [
    {"value": None, name: number} for name in ("at_least", "at_most", "low", "high") for number in ("0.9", "5.1")
]
for texts in SCORES:
    numbers = {name: number and Decimal(number) for name, number in texts.items()}
    breaks("figure_score_1_5")(lambda fields=numbers: [raw_figure("satisfaction", **fields)])

IMPACTS: list[dict[str, str | None]] = [{"value": number} for number in ("-3.0001", "3.0001")]
IMPACTS += [
    {"value": None, name: number} for name in ("at_least", "at_most", "low", "high") for number in ("-4", "3.1")
]
for texts in IMPACTS:
    numbers = {name: number and Decimal(number) for name, number in texts.items()}
    breaks("figure_impact_3")(lambda fields=numbers: [raw_figure("work_style", **fields)])

NEGATIVE: list[tuple[str, dict[str, Any]]] = [
    ("jobs", {"value": -1}),
    ("gender", {"value": Decimal("-0.0001")}),
    ("growth", {"value": Decimal("-100.0001")}),
]
NEGATIVE += [
    (metric, {"value": None, name: Decimal(number)})
    for name in ("low", "high", "at_least", "at_most")
    for metric, number in (("jobs", -1), ("growth", -101))
]
NEGATIVE += [("jobs", {"standard_error": -1}), ("jobs", {"sample_size": -1})]
for metric, facts in NEGATIVE:
    breaks("figure_not_negative")(lambda metric=metric, fields=facts: [raw_figure(metric, **fields)])


for metric, code in (
    ("major_fields", "51.38"),
    ("major_fields", "2.A.1.a"),
    ("work_style", "51.3801"),
    ("gender", "1"),
):
    breaks("figure_part_code_fits")(
        lambda metric=metric, code=code: [raw_released(metric, value=None, label="Item", part_code=code)]
    )
breaks("figure_part_code_fits")(
    lambda: [raw_figure("major_fields", value=None, label="Nursing", part_code="51.3801")]  # of an editor
)


@breaks("figure_missing_known")
def _():
    return [raw_figure(value=None, missing="lost")]


@breaks("figure_level_known")
def _():
    return [raw_figure(level="tiny")]


@breaks("figure_once")
def _():
    cook = make.occupation()
    return [raw_figure(occupation=cook), raw_figure(value=Decimal(9), occupation=cook)]


@breaks("figure_once")
def _():
    cooks, survey = make.record(), make.release()
    return [raw_figure("gender", label="Women", record=cooks, release=survey) for _ in "12"]


# Wages

for period in ("annual", "hourly"):
    for lower, upper in (
        ("p10", "p25"),
        ("p25", "median"),
        ("median", "p75"),
        ("p75", "p90"),
        ("p10", "p90"),
        ("p25", "p75"),
    ):
        columns = {f"{period}_{lower}": Decimal("20.01"), f"{period}_{upper}": Decimal(20)}
        breaks(f"wageestimate_{period}_percentiles_rise")(lambda columns=columns: [raw_wage(**columns)])

PAID = [
    f"{period}_{name}" for period in ("annual", "hourly") for name in ("mean", "p10", "p25", "median", "p75", "p90")
]
for column in (*PAID, "employment", "sample_size", "mean_rse", "employment_rse", "top_code_annual", "top_code_hourly"):
    breaks("wageestimate_not_negative")(lambda column=column: [raw_wage(**{column: Decimal(-1)})])


@breaks("wageestimate_says_something")
def _():
    return [raw_wage(annual_mean=None, sample_size=12)]


@breaks("wageestimate_annual_or_hourly_only")
def _():
    return [raw_wage(annual_only=True, hourly_only=True)]


for marks in (
    {"top_coded": ["mean"]},
    {"top_coded": ["employment"]},
    {"suppressed": ["mean"]},
    {"top_coded": ["annual_p90"], "suppressed": ["annual_p90"]},
):
    breaks("wageestimate_marks_known")(lambda marks=marks: [raw_wage(**marks)])


@breaks("wageestimate_once")
def _():
    cook = make.occupation()
    return [raw_wage(occupation=cook), raw_wage(occupation=cook, annual_mean=Decimal(1))]


# Editions and what hangs on them


def raw_edition(**fields):
    cook = fields.pop("occupation", None) or make.occupation()
    facts = {"number": 1, "document": "{}", "digest": make.digest("a"), "title": "Cook", "category": cook.category}
    return Edition(occupation=cook, **(facts | fields))


@breaks("edition_number_unique")
def _():
    cook = make.occupation()
    return [raw_edition(occupation=cook), raw_edition(occupation=cook, digest=make.digest("b"))]


@breaks("edition_number_from_one")
def _():
    return [raw_edition(number=0)]


for wrong in ("", "a" * 63, "A" * 64, "g" * 64):
    breaks("edition_digest_form")(lambda wrong=wrong: [raw_edition(digest=wrong)])


@breaks("standing_percentile_0_100")
def _():
    return [Standing(occupation=make.occupation(), pay_median_percentile=101)]


for document, digest in (("{}", ""), ("", "a" * 64), ("{}", "g" * 64)):
    breaks("placepay_digest_of_document")(
        lambda document=document, digest=digest: [
            PlacePay(
                occupation=(cook := make.occupation()), edition=make.edition(cook), document=document, digest=digest
            )
        ]
    )


@breaks("searchtitle_kind_known")
def _():
    return [SearchTitle(edition=make.edition(make.occupation()), text="Cook", kind=6, size=0)]


@breaks("titletoreview_five_or_more")
def _():
    return [TitleToReview(words="alchemist", nothing=2, unsure=2, last_on=NEW_YEAR)]


def meant(*counts: int) -> list[MeantInstead]:
    title, cook = TitleToReview.objects.create(words="alchemist", rejected=5, last_on=NEW_YEAR), make.occupation()
    return [MeantInstead(title=title, occupation=cook, count=count) for count in counts]


breaks("meantinstead_unique")(lambda: meant(5, 6))
breaks("meantinstead_five_or_more")(lambda: meant(4))


@breaks("titleoverride_title_unique")
def _():
    return [TitleOverride(title="Cook", folded="cook"), TitleOverride(title="COOKS", folded="cook")]


@breaks("titleoverride_title_has_words")
def _():
    return [TitleOverride(title="…", folded="")]


def table_row(**fields) -> TitleTableRow:
    return TitleTableRow(**{"table": "british", "words": "lorry", "folded": "lorry", "read_as": "truck", **fields})


breaks("titletablerow_unique")(lambda: [table_row(), table_row(words="LORRIES", read_as="van")])
breaks("titletablerow_has_words")(lambda: [table_row(words="…", folded="")])
breaks("titletablerow_off_says_nothing")(lambda: [table_row(off=True)])


breaks("titlebuild_model_or_refused")(lambda: [TitleBuild(figures={}, model="a", refused="Worse.")])
breaks("titlebuild_model_or_refused")(lambda: [TitleBuild(figures={})])


@breaks("metricpolicy_metric_known")
def _():
    return [MetricPolicy(metric="growth")]


def pair() -> list[Occupation]:
    return sorted([make.occupation(), make.occupation()], key=lambda side: side.pk)


@breaks("pairnote_unique")
def _():
    first, second = pair()
    return [PairNote(first=first, second=second), PairNote(first=first, second=second)]


@breaks("pairnote_ordered")
def _():
    first, second = pair()
    return [PairNote(first=second, second=first)]


@breaks("pairnote_ordered")
def _():
    first, _ = pair()
    return [PairNote(first=first, second=first)]


def words(*numbers: int) -> list[PublishedWords]:
    first, second = pair()
    note = PairNote.objects.create(first=first, second=second)
    return [PublishedWords(pair=note, number=number) for number in numbers]


breaks("publishedwords_number_unique")(lambda: words(1, 1))
breaks("publishedwords_number_from_one")(lambda: words(0))


@breaks("openform_unique")
def _():
    cook, ada = make.occupation(), make.user()
    return [OpenForm(occupation=cook, user=ada, seen_at=timezone.now()) for _ in range(2)]


@breaks("unsavedwork_one_for_a_form")
def _():
    ada, kind = make.user(), ContentType.objects.get_for_model(Occupation)
    return [UnsavedWork(by=ada, kind=kind, sent={}) for _ in range(2)]


def asked(**fields) -> ReviewRequest:
    kind = ContentType.objects.get_for_model(Occupation)
    return ReviewRequest(content_type=kind, object_id="1", title="Cook", asked_about="1", **fields)


breaks("reviewrequest_one_open")(lambda: [asked(), asked()])
for undecided in ({"decided_at": timezone.now()}, {"outcome": Outcome.APPROVED}):
    breaks("reviewrequest_open_until_decided")(lambda fields=undecided: [asked(**fields)])
for unexplained in (Outcome.SENT_BACK, Outcome.PASSED):
    breaks("reviewrequest_reason_given")(
        lambda outcome=unexplained: [asked(outcome=outcome, decided_at=timezone.now())]
    )


@breaks("reviewrequest_approved_by_another")
def _():
    ada = make.user()
    return [asked(asked_by=ada, decided_by=ada, outcome=Outcome.APPROVED, decided_at=timezone.now())]


@breaks("reviewcomment_text_not_empty")
def _():
    request = asked()
    request.save()
    return [ReviewComment(request=request, text="")]


def scheduled(**fields) -> ScheduledEdition:
    cook = fields.pop("occupation", None) or make.occupation()
    return ScheduledEdition(occupation=cook, category=cook.category, moment=timezone.now(), **fields)


@breaks("scheduled_one_waiting")
def _():
    cook = make.occupation()
    return [scheduled(occupation=cook), scheduled(occupation=cook)]


breaks("scheduled_waits_until_ended")(lambda: [scheduled(ended_at=timezone.now())])
breaks("scheduled_waits_until_ended")(lambda: [scheduled(progress=Progress.CANCELED)])
breaks("scheduled_edition_if_published")(lambda: [scheduled(progress=Progress.PUBLISHED, ended_at=timezone.now())])
breaks("scheduled_held_for_a_reason")(lambda: [scheduled(progress=Progress.HELD, ended_at=timezone.now())])


@breaks("findings_of_edition_or_draft")
def _():
    return [Findings(occupation=make.occupation(), found_at=timezone.now())]


breaks("spreads_one_row")(lambda: [Spreads(id=2)])


@breaks("shownfacts_wages_have_columns")
def _():
    cook = make.occupation()
    publish.publish(cook)
    cook.refresh_from_db()
    ShownFacts.objects.all().delete()
    return [ShownFacts(occupation=cook, edition=cook.live, wages=[1], wage_columns=[])]


# Imports of releases


def uploaded(*names: str) -> Iterator[models.Model]:
    """An import with files of these names."""
    asked_for = ReleaseImport(name="National estimates")
    yield asked_for
    for name in names:
        yield ReleaseImportFile(release_import=asked_for, name=name, content=b"1")


breaks("releaseimport_consent_has_a_reason")(lambda: [ReleaseImport(name="x", consent_by=make.user())])
breaks("releaseimportfile_name_unique")(lambda: uploaded("a.csv", "a.csv"))
for name in ("../a.csv", ".a.csv", "~a.csv", " a.csv", "a/b.csv", "a\\b.csv"):
    breaks("releaseimportfile_name_plain")(lambda name=name: uploaded(name))


def test_constraints_are_all_tried_here():
    declared = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    assert {name for name, _ in CASES} == declared
    assert len(declared) == sum(len(model._meta.constraints) for model in MODELS)


def test_constraints_of_the_models_are_those_of_the_database():
    declared = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    tables = [model._meta.db_table for model in MODELS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE relname = ANY(%s) "
            "UNION SELECT indexname FROM pg_indexes WHERE tablename = ANY(%s)",
            [tables, tables],
        )
        assert declared - {name for (name,) in cursor.fetchall()} == set()


@pytest.mark.parametrize(
    ("name", "rows"), [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(CASES)]
)
def test_constraint_bites(name, rows):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write(rows())
    assert caught.value.__cause__.diag.constraint_name == name


def test_constraints_let_pass_what_is_right():
    cook, cooks, survey = make.occupation(), make.record(), make.release()
    write(
        [
            raw_occupation("Chef", "canvas-maker2", article="an", successor=cook),
            raw_figure("growth", Decimal(-100), occupation=cook),
            raw_figure("gender", Decimal(0), label="Women", occupation=cook),
            raw_figure("gender", Decimal(100), label="Men", occupation=cook),
            raw_figure("satisfaction", Decimal(5), occupation=cook),
            raw_figure("time_to_become", None, low=4, high=4, occupation=cook),
            raw_figure("experience", None, low=10, occupation=cook),
            raw_figure("experience_required", None, high=2, occupation=cook),
            raw_figure("jobs", None, at_least=0, occupation=cook),
            raw_figure("growth", None, at_least=-100, occupation=make.occupation()),
            raw_figure("employees", None, at_most=0, occupation=cook),
            raw_figure("college", None, label="MIT", occupation=cook),
            raw_figure("degree", None, label="Bachelor's degree", occupation=cook),
            raw_figure("openings_annual", None, missing="suppressed", occupation=cook),
            raw_figure("growth", release=survey, occupation=cook),  # beside an editor's own
            raw_figure("growth", release=survey, record=cooks),
            raw_figure("age_mean", period_start=NEW_YEAR, period_end=NEW_YEAR, occupation=cook),
            raw_wage(annual_mean=None, annual_p10=20, annual_median=20, annual_p90=20, occupation=cook),
            raw_wage(annual_mean=None, annual_only=True, release=survey, occupation=cook),
            raw_wage(
                annual_mean=None, top_coded=["annual_mean"], suppressed=["annual_p10"], release=survey, record=cooks
            ),
            raw_wage(annual_mean=None, employment=0, release=make.release(), record=cooks),
            Standing(occupation=cook, pay_median_percentile=100),
            table_row(),
            table_row(table="everyday"),
            table_row(words="van", folded="van", off=True, read_as=""),
            TitleToReview(words="alchemist", nothing=2, unsure=2, rejected=1, last_on=NEW_YEAR),
            *(MetricPolicy(metric=metric) for metric in SENSITIVE),
        ]
    )
    assert (Figure.objects.count(), WageEstimate.objects.count()) == (16, 4)


@pytest.mark.parametrize(
    ("model", "field", "first", "second"),
    [
        (Category, "slug", {"name": "a", "slug": "same"}, {"name": "b", "slug": "same"}),
        (Industry, "code", {"code": "72", "name": "a"}, {"code": "72", "name": "b"}),
        (Employer, "name", {"name": "Xerox"}, {"name": "Xerox"}),
        (MetricPolicy, "metric", {"metric": "gender"}, {"metric": "gender"}),
        (TitleToReview, "words", *([{"words": "alchemist", "nothing": 5, "last_on": NEW_YEAR}] * 2)),
    ],
)
def test_unique_field_is_unique_in_the_database(model, field, first, second):
    with pytest.raises(IntegrityError, match=f"Key \\({field}\\)="), transaction.atomic():
        write([model(**first), model(**second)])


def test_unique_addresses_and_keys_are_unique_in_the_database():
    cook, table = make.occupation("Cook"), make.dataset("t")
    for rows in (
        [raw_occupation("Other", slug=cook.slug)],
        [OldSlug(slug="gone", occupation=cook), OldSlug(slug="gone", occupation=cook)],
        [Dataset(source=table.source, key=table.key, table="u")],
        [Source(key=table.source.key, title="Another survey")],
        [Standing(occupation=cook), Standing(occupation=cook)],
    ):
        with pytest.raises(IntegrityError, match="already exists"), transaction.atomic():
            write(rows)


def test_positions_can_be_swapped_in_one_transaction():
    cook = make.occupation()
    make.responsibilities(cook, "Chop.", "Stir.")
    with transaction.atomic():
        for text, position in (("Chop.", 2), ("Stir.", 1)):
            Responsibility.objects.filter(text=text).update(position=position)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [str(responsibility) for responsibility in cook.responsibilities.all()] == ["Stir.", "Chop."]


# Triggers


def refused(message: str):
    return pytest.raises(Error, match=message)


def test_triggers_against_changes_are_all_tried_here():
    models = [model for model in MODELS if not hasattr(model, "pgh_tracked_model")]  # these in test_history.py
    declared = {(model.__name__, trigger.name) for model in models for trigger in getattr(model._meta, "triggers", [])}
    assert {(model, name) for model, name in declared if name.endswith("_immutable")} == {
        ("Edition", "edition_immutable"),
        ("EditionRelease", "edition_release_immutable"),  # tried in test_kept.py
        ("Release", "release_immutable"),
        ("Figure", "release_rows_immutable"),
        ("WageEstimate", "release_rows_immutable"),
        ("RecordLink", "release_rows_immutable"),
        ("RecordText", "release_rows_immutable"),
        ("PublishedWords", "publishedwords_immutable"),
    }


@pytest.mark.parametrize(
    "field",
    [
        field.name
        for field in Edition._meta.concrete_fields
        if field.name not in ("id", "by") and not field.generated  # the database itself refuses to write these
    ],
)
def test_edition_cannot_be_changed(field):
    make.edition(make.occupation())
    others = {
        "occupation": make.occupation,
        "category": lambda: make.category("Other"),
        "published_at": lambda: datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC),
        "pay_period_end": lambda: NEW_YEAR,
        "pay_mean_period_end": lambda: NEW_YEAR,
        "pay_range_period_end": lambda: NEW_YEAR,
        "growth_period_end": lambda: NEW_YEAR,
        "jobs_period_end": lambda: NEW_YEAR,
        "openings_period_end": lambda: NEW_YEAR,
        "related": lambda: ["x"],
        "digest": lambda: make.digest("other"),
        "also_called": lambda: ["x"],
        "title_sources": lambda: ["x"],
        "employers": lambda: ["x"],
        "industries": lambda: ["x"],
        "batch": uuid.uuid4,
    }
    value = others.get(field, lambda: "9")()
    with refused("Cannot update rows from occupations_edition table"), transaction.atomic():
        Edition.objects.update(**{field: value})


def test_edition_outlives_its_editor():
    edition = make.edition(make.occupation(), by=make.user())
    edition.by.delete()
    edition.refresh_from_db()
    assert edition.by is None


def test_edition_outlives_its_occupation():
    edition = make.edition(make.occupation())
    with pytest.raises(models.ProtectedError):
        edition.occupation.delete()
    assert Edition.objects.get() == edition


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Other"),
        ("period_start", datetime.date(2001, 1, 1)),
        ("period_end", datetime.date(2031, 1, 1)),
        ("method", "rated"),
        ("population", "men"),
        ("digest", "f" * 64),
    ],
)
def test_release_cannot_be_changed(field, value):
    make.release()
    with refused("Cannot update rows from occupations_release table"), transaction.atomic():
        Release.objects.update(**{field: value})


def test_key_of_a_source_cannot_be_changed():
    source = make.dataset().source
    Source.objects.update(title="Renamed")
    with refused("Cannot update rows from occupations_source table"), transaction.atomic():
        Source.objects.update(key="renamed")
    assert source.key == "agency-survey-of-cooks"


def test_key_of_a_source_is_made_once_and_free():
    first, second = (Source.objects.create(title=title, publisher="Agency") for title in ("On jobs", "On: jobs"))
    first.title = "Jobs"
    first.save()
    assert (first.key, second.key) == ("agency-on-jobs", "agency-on-jobs-2")
    assert Source.objects.create(title="看護師").key == "source"


def test_release_cannot_move_to_another_dataset():
    make.release()
    with refused("Cannot update rows from occupations_release table"), transaction.atomic():
        Release.objects.update(dataset=make.dataset())


@pytest.mark.parametrize(
    ("write_row", "model", "fields"),
    [
        (make.figure, Figure, {"value": 4}),
        (make.figure, Figure, {"note": "x"}),
        (make.figure, Figure, {"release": None, "reason": "mine"}),
        (make.wage, WageEstimate, {"annual_mean": 4}),
        (make.wage, WageEstimate, {"release": None, "reason": "mine"}),
    ],
)
def test_rows_of_a_release_cannot_be_changed(write_row, model, fields):
    facts = {"value": 3} if model is Figure else {"annual_mean": 3}
    write_row(**facts, release=make.release(), occupation=make.occupation())
    with refused("Cannot update rows from"), transaction.atomic():
        model.objects.update(**fields)


@pytest.mark.parametrize(("row", "fields"), [(text, {"text": "y"}), (link, {"quality": "none"})])
def test_what_a_release_says_of_records_cannot_be_changed(row, fields):
    row = row()
    row.save()
    with refused("Cannot update rows from"), transaction.atomic():
        type(row).objects.update(**fields)


def test_rows_of_an_editor_can_be_changed():
    row = make.figure(value=3, occupation=make.occupation())
    pay = make.wage(annual_mean=3, occupation=make.occupation())
    Figure.objects.update(value=4)
    WageEstimate.objects.update(annual_mean=4)
    row.refresh_from_db()
    pay.refresh_from_db()
    assert (row.value, pay.annual_mean) == (4, 4)


# What a form says


def complaints(row) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.messages


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            lambda: raw_occupation(slug="a-vs-b"),
            "“vs” joins two occupations in the address of a comparison; write “versus”.",
        ),
        (lambda: raw_occupation(slug="Cook"), "The slug has upper-case letters; write “cook”."),
        (lambda: raw_occupation(slug="c++"), "The slug may hold only the letters a to z, digits and hyphens, not: +"),
        (lambda: raw_figure("gender", Decimal(101), label="Women"), "A percentage must be between 0 and 100."),
        (lambda: raw_figure("satisfaction", Decimal(6)), "A score must be between 1 and 5."),
        (
            lambda: raw_figure("jobs", Decimal(-1)),
            "Only growth and work styles can be negative; growth not below −100 percent.",
        ),
        (
            lambda: raw_figure("time_to_become", None, low=6, high=4),
            "The lower end of a range must not be above the upper end.",
        ),
        (
            lambda: raw_figure(value=None),
            "Enter exactly one of a value, a range, a bound, or the reason why the figure is missing.",
        ),
        (lambda: raw_figure(reason=""), "Enter the source of the figure, or why it replaces the official one."),
        (
            lambda: raw_figure(period_start=NEW_YEARS_EVE, period_end=NEW_YEAR),
            "Enter both the first and the last day, in this order.",
        ),
        (lambda: raw_figure(period_start=NEW_YEAR), "Enter both the first and the last day, in this order."),
        (
            lambda: raw_wage(annual_p10=20, annual_p90=10),
            "The annual percentiles must not decrease: 10th, 25th, median, 75th, 90th.",
        ),
        (
            lambda: raw_wage(hourly_p10=20, hourly_p90=10),
            "The hourly percentiles must not decrease: 10th, 25th, median, 75th, 90th.",
        ),
        (lambda: raw_wage(annual_mean=-1), "Pay and employment cannot be negative."),
        (lambda: raw_wage(annual_mean=None), "Enter at least one amount, or delete the row."),
        (
            lambda: raw_wage(annual_only=True, hourly_only=True),
            "A row cannot be both “annual only” and “hourly only”.",
        ),
        (lambda: held(share=Decimal(101)), "Ensure this value is less than or equal to 100."),
        (lambda: VerbatimWord(word="two words"), "Enter one word without spaces."),
        (
            lambda: raw_correction(public=True),
            "To show the correction to visitors, say what was wrong and what was done, and set the state to “fixed” or "
            "“accepted”.",
        ),
        (lambda: Responsibility(occupation=make.occupation(), text=""), "Write the responsibility, or remove it."),
    ],
)
def test_full_clean_says_why(row, message):
    assert message in complaints(row())


def test_full_clean_of_a_second_figure_says_so():
    cook = make.occupation()
    make.figure(value=3, occupation=cook)
    assert complaints(raw_figure(occupation=cook)) == ["There is already a figure for this metric and label."]
    make.wage(annual_mean=3, occupation=cook)
    assert complaints(raw_wage(occupation=cook)) == ["There is already a row of pay for this survey."]


def test_full_clean_of_an_own_successor_says_so():
    cook = make.occupation()
    cook.successor = cook
    assert complaints(cook) == ["An occupation cannot be its own successor."]


def test_full_clean_of_a_pair_with_itself_says_so():
    cook = make.occupation()
    assert complaints(PairNote(first=cook, second=cook)) == ["Choose two different occupations."]


def test_full_clean_of_every_metric_offers_it():
    cook = make.occupation()
    for metric in FIGURE_METRICS:
        make.build_figure(metric, None, missing="suppressed", occupation=cook).full_clean()
