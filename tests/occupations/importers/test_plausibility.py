"""A release that changes more than is usual is refused, and says what; what is usual passes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from occupations.importers import run
from occupations.importers.batch import Batch
from occupations.importers.columns import Lost
from occupations.importers.plausibility import ImplausibleRelease
from occupations.models import Release, StatisticalRecord
from tests.occupations.importers.batches import batch
from tests.occupations.importers.oews_files import row, survey
from tests.real import FILES, needs_files

pytestmark = pytest.mark.django_db

CODES = [f"{number:04}" for number in range(2000, 2050)]
RECORDS = [{"key": f"oews-2018:35-{code}", "title": f"Cooks {code}"} for code in CODES]


def pay(year: int, *, people: list[int] = [100] * 50, median: list[int] = [40_000] * 50) -> Batch:
    """Fifty occupations; a number of 0 is an occupation that is not there."""
    numbers = zip(RECORDS, people, median, strict=True)
    wages = [
        {"record": record["key"], "annual_median": Decimal(dollars), "employment": count}
        for record, count, dollars in numbers
        if count
    ]
    return batch("oews", year, files=f"{people}{median}", records=RECORDS, wages=wages)


def changed(share: int, before: int, after: int) -> list[int]:
    """Fifty numbers of which that share, in percent, is another."""
    return [after] * (share // 2) + [before] * (50 - share // 2)


def refused(one: Batch) -> str:
    with pytest.raises(ImplausibleRelease) as caught:
        run.import_batch(one)
    return str(caught.value)


def test_records_that_are_gone():
    run.import_batch(pay(2024))
    message = refused(pay(2025, people=changed(40, 100, 0)))
    assert message.splitlines() == [
        "oews 2025: it changes more than a release of this table usually does.",
        "  employees: 20 of 50 (40.0%; up to 10% is usual) figures of the previous release are gone",
        "  median annual wage: 20 of 50 (40.0%; up to 10% is usual) figures of the previous release are gone",
        *(f"    oews-2018:35-20{number:02} is gone" for number in range(5)),
        "If that is right, import it with --accept-changes",
    ]
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("people", "median", "message"),
    [
        (changed(60, 100, 111), [40_000] * 50, "employees: 30 of 50 (60.0%; up to 45% is usual) figures changed by 10% or more"),
        (changed(20, 100, 151), [40_000] * 50, "employees: 10 of 50 (20.0%; up to 5% is usual) figures changed by 50% or more"),
        ([100] * 50, changed(40, 40_000, 44_000), "median annual wage: 20 of 50 (40.0%; up to 30% is usual) figures changed by 10"),
    ],
)  # fmt: skip
def test_figures_that_moved(people, median, message):
    run.import_batch(pay(2024))
    assert message in refused(pay(2025, people=people, median=median))


def test_what_is_usual_passes():
    run.import_batch(pay(2024))
    usual = pay(2025, people=changed(40, 100, 111), median=changed(20, 40_000, 44_000))
    assert run.import_batch(usual).accepted == []


def test_what_releases_at_hand_did_counts_where_it_is_more():
    run.import_batch(pay(2022))
    run.import_batch(pay(2023, people=changed(44, 100, 111)))
    run.import_batch(pay(2024, people=[111] * 50))
    assert run.import_batch(pay(2025, people=changed(60, 111, 130))).accepted == []  # 1.5 times 56
    # What somebody had to accept teaches nothing.
    run.import_batch(pay(2026, people=[300] * 50), accept_changes=True)
    assert "up to 90% is usual) figures changed by 10% or more" in refused(pay(2027, people=[900] * 50))


def test_accepted_it_is_kept_with_the_release_what_was_accepted():
    run.import_batch(pay(2024))
    impact = run.import_batch(pay(2025, people=changed(40, 100, 0)), accept_changes=True)
    assert [one.partition(":")[0] for one in impact.accepted] == ["employees", "median annual wage"]
    assert Release.objects.get(title="oews 2025").report["accepted"] == impact.accepted


def test_an_older_release_and_a_small_one_are_not_judged():
    run.import_batch(pay(2025))
    run.import_batch(pay(2024, people=changed(40, 100, 0)))
    few = [{"record": RECORDS[0]["key"], "annual_mean": Decimal(30_000)}]
    run.import_batch(batch("few", 2024, wages=few))
    run.import_batch(batch("few", 2025, wages=[{"record": RECORDS[0]["key"], "hourly_mean": Decimal(15)}]))


def test_codes_that_moved_by_a_row_rename_their_records():
    run.import_batch(pay(2024))
    moved = pay(2025)
    moved.records = moved.records.with_columns(title=moved.records["title"].shift(1, fill_value="Cooks"))
    assert "50 of 50 (100.0%; up to 10% is usual) records have a different title: oews-2018:35-2000: " in refused(moved)
    assert StatisticalRecord.objects.get(code="35-2001").title == "Cooks 2001"


def test_even_a_few_codes_that_moved_are_noticed():
    run.import_batch(pay(2024))
    moved = pay(2025)
    titles = moved.records["title"].to_list()
    moved.records = moved.records.with_columns(title=pl.Series([*titles[:-3], titles[-1], *titles[-3:-1]]))
    assert "3 of 50 (6.0%; up to 1% is usual) records have the title of another record: " in refused(moved)
    whole = pay(2025)
    whole.records = whole.records.with_columns(title=pl.Series(["Chefs", "Bakers", *titles[2:]]))
    assert run.import_batch(whole).counts["records_renamed"] == 2


def figures(year: int, metric: str, rows: list[dict[str, Any]]) -> Batch:
    whole = [{"record": RECORDS[place]["key"], "metric": metric, **row} for place, row in enumerate(rows)]
    return batch("figures", year, records=RECORDS, figures=whole)


@pytest.mark.parametrize(
    ("metric", "before", "after", "message"),
    [
        ("gender", {"label": "Women", "value": Decimal(40)}, {"label": "Women", "value": Decimal(45)}, "5 points or more"),
        ("growth", {"value": Decimal(1)}, {"value": Decimal(-4)}, "5 points or more"),
        ("age_median", {"value": Decimal(40)}, {"value": Decimal(43)}, "3 years or more"),
        ("skill_importance", {"label": "Reading", "value": Decimal(3)}, {"label": "Reading", "value": Decimal("3.5")},
         "0.5 points out of 5 or more"),
        ("entry_education", {"label": "Bachelor's degree"}, {"label": "Master's degree"}, "figures are different"),
        ("interest", {"label": "Social"}, {"label": "Artistic"}, "are gone"),
    ],
)  # fmt: skip
def test_shares_growth_ratings_and_labels_have_measures_of_their_own(metric, before, after, message):
    run.import_batch(figures(2024, metric, [before] * 50))
    assert message in refused(figures(2025, metric, [after] * 30 + [before] * 20))


def test_half_of_the_responsibilities_of_everyone():
    def responsibilities(year: int, each: int) -> Batch:
        texts = [
            {"record": record["key"], "kind": "responsibility", "position": place, "text": f"Task {place}."}
            for record in RECORDS
            for place in range(1, each + 1)
        ]
        return batch("tasks", year, records=RECORDS, texts=texts)

    run.import_batch(responsibilities(2024, 10))
    assert (
        "responsibilities: 250 of 500 (50.0%; up to 10% is usual) figures of the previous release are gone"
        in refused(responsibilities(2025, 5))
    )


def test_records_of_another_base_year_are_those_of_the_same_codes():
    def outlook(year: int, growth: int) -> Batch:
        keys = [f"nem-{year}:35-{code}" for code in CODES]
        rows = [{"record": key, "metric": "growth", "value": Decimal(growth)} for key in keys]
        return batch("outlook", year, records=[{"key": key, "title": key} for key in keys], figures=rows)

    run.import_batch(outlook(2023, 3))
    assert run.import_batch(outlook(2024, 4)).accepted == []
    message = refused(outlook(2025, 9))
    assert "50 of 50 (100.0%; up to 50% is usual) figures changed by 5 points" in message
    assert "gone" not in message


def test_rows_lost_for_an_unknown_word_need_consent_even_at_first():
    one = pay(2024)
    one.lost = [Lost("Domain Source", "Rumour", 5, ("35-2001", "35-2002"))]
    assert (
        "5 of 100 (5.0%; up to 2% is usual) rows would be lost: “Rumour” in “Domain Source” is an unknown code; in rows for "
        in (refused(one))
    )
    assert run.import_batch(one, accept_changes=True).skipped == {one.lost[0].reason: 5}


def test_a_refused_release_does_not_stop_those_after_it(tmp_path):
    cooks = [row(OCC_CODE=f"35-{code}", OCC_TITLE=f"Cooks {code}") for code in CODES]
    survey(tmp_path / "a.xlsx", cooks, year=2024)
    call_command("import_release", "oews", tmp_path / "a.xlsx", quiet=True)
    survey(tmp_path / "b.xlsx", cooks[:10], year=2025)
    survey(tmp_path / "c.xlsx", cooks, year=2023)
    with pytest.raises(CommandError) as caught:
        call_command("import_release", "oews", tmp_path / "b.xlsx", tmp_path / "c.xlsx", quiet=True)
    assert str(caught.value).startswith("National estimates, May 2025: it changes more than")
    assert str(caught.value).endswith("import it with --accept-changes. Nothing of this release was written.")
    assert sorted(Release.objects.values_list("title", flat=True)) == [
        "National estimates, May 2023",
        "National estimates, May 2024",
    ]
    call_command("import_release", "oews", tmp_path / "b.xlsx", quiet=True, accept_changes=True)
    assert Release.objects.count() == 3


# The real thing


@pytest.fixture
def records():
    """Those that tables of the real files are about, whoever brings them."""
    structure = sorted((FILES / "bls_crosswalks").glob("soc_*"))
    for source, *paths in (("onet", FILES / "onet_30_1"), ("soc", *structure)):
        for one in run.read(source, paths):
            if not one.records.is_empty():
                run.import_batch(one)


def halved(one: Batch) -> Batch:
    """The first half of the records that anything is said of."""
    for table in ("figures", "wages", "texts"):
        frame = getattr(one, table)
        if not frame.is_empty():
            names = frame["record"].unique(maintain_order=True)
            setattr(one, table, frame.filter(pl.col("record").is_in(names.head(len(names) // 2).implode())))
    one.files = (*one.files, ("half", "0" * 64))
    return one


def moved_by_a_row(one: Batch) -> Batch:
    """Below row 700 each row stands beside the code of the one before."""
    for table, column in (("records", "key"), ("wages", "record")):
        frame = getattr(one, table)
        moved = pl.when(pl.int_range(pl.len()) >= 700).then(pl.col(column).shift(1)).otherwise(pl.col(column))
        setattr(one, table, frame.with_columns(moved.alias(column)).unique(column, keep="first", maintain_order=True))
    one.files = (*one.files, ("moved", "0" * 64))
    return one


def read(source: str, *paths: str) -> list[Batch]:
    return run.read(source, [FILES / path for path in paths])


@needs_files
@pytest.mark.usefixtures("records")
def test_no_honest_release_is_refused_and_damaged_ones_are():
    national = [f"bls_oews/national_M{year}_dl.xlsx" for year in range(2019, 2026)]
    damaged: list[tuple[Callable[[], Batch], Callable[[Batch], Batch]]] = [
        (lambda: read("oews", national[-1])[0], halved),
        (lambda: read("oews", national[-1])[0], moved_by_a_row),
        (lambda: read("cps", "bls_cps/cpsaat11_2025.xlsx")[0], halved),
        (lambda: read("projections", "bls_ep_2024_34/occupation.xlsx")[0], halved),
        (lambda: next(one for one in read("onet", "onet_30_2") if one.table == "task statements"), halved),
    ]
    honest = read("oews", *national) + read("cps", "bls_cps/cpsaat11_2022.xlsx", "bls_cps/cpsaat11_2025.xlsx")
    honest += (
        read("onet", "onet_30_1") + read("onet", "onet_30_2") + read("projections", "bls_ep_2024_34/occupation.xlsx")
    )
    for one in honest:
        assert run.import_batch(one).accepted == []
    assert Release.objects.current().get(dataset__table="national").title == "National estimates, May 2025"
    for made, damage in damaged:
        with pytest.raises(ImplausibleRelease):
            run.import_batch(damage(made()))
    # As many rows, in other bytes.
    again = read("oews", national[-1])[0]
    again.files = (("saved again", "1" * 64),)
    assert run.import_batch(again).unchanged
