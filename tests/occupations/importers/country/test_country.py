"""A package of the current releases, and what importing it and the publishers' files after each other leaves."""

import datetime
import gzip
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from occupations.importers import run
from occupations.importers.batch import Batch, SourceEntry
from occupations.importers.country import package, stored
from occupations.importers.country.contents import METROPOLITAN
from occupations.importers.country.load import load
from occupations.models import (
    Dataset,
    Figure,
    Occupation,
    RecordLink,
    RecordText,
    Release,
    StatisticalRecord,
    WageEstimate,
)
from occupations.models.kept import allow_deletion
from occupations.publishing.batches import publish_batch
from tests.occupations.importers.batches import batch

pytestmark = pytest.mark.django_db

COOK, CHEF = "oews-2018:35-2011", "oews-2018:35-1011"
RECORDS = [{"key": COOK, "title": "Cooks", "level": "detailed"}, {"key": CHEF, "title": "Chefs", "level": "detailed"}]
METRO = {"key": "metro:1", "kind": "metro", "code": "1", "name": "Springfield, IL"}
OEWS = "Occupational Employment and Wage Statistics"


def of(source: str, table: str, year: int = 2025, **tables) -> Batch:
    made = batch(table, year, **tables)
    made.source = SourceEntry(source, "Bureau", "https://bureau.example", "public domain", f"Bureau, {source}")
    made.next_expected, made.retrieved = datetime.date(year + 1, 4, 1), datetime.date(year, 12, 31)
    return made


def national(year: int, pay: int = 30_000) -> Batch:
    wages = [{"record": COOK, "annual_median": Decimal(pay), "annual_p90": Decimal("54321.50"), "employment": 12}]
    wages.append({"record": CHEF, "annual_median": Decimal(60_000)})
    return of(OEWS, "national", year, records=RECORDS, wages=wages)


def metropolitan(**more) -> Batch:
    wages = [
        {
            "record": COOK,
            "area": "metro:1",
            "annual_median": Decimal(31_000),
            "annual_p10": Decimal(20_000),
            "mean_rse": Decimal("1.5"),
            "suppressed": ["annual_mean", "hourly_mean"],
            "top_coded": ["annual_p90"],
        },
        *more.pop("wages", []),
    ]
    figures = [{"record": COOK, "metric": "top_metro", "label": "Springfield, IL", "value": Decimal(31_000)}]
    return of(OEWS, "metropolitan", records=RECORDS, areas=[METRO], wages=wages, figures=figures, **more)


def occupations() -> Batch:
    keys = {"onet-soc-2019:35-1011.00": "Chefs and Head Cooks", "onet-soc-2019:35-2011.00": "Cooks, Fast Food"}
    texts = [
        {"record": key, "kind": "description", "position": 1, "text": f"{title} do it."} for key, title in keys.items()
    ]
    return of(
        "O*NET Database", "occupation data", records=[{"key": key, "title": keys[key]} for key in keys], texts=texts
    )


def structure() -> Batch:
    records = [{"key": "soc-2018:35-0000", "title": "Food Preparation and Serving Related Occupations"}]
    return of("Standard Occupational Classification", "structure", 2018, records=records)


def skills() -> Batch:
    keys = ("onet-soc-2019:35-1011.00", "onet-soc-2019:35-2011.00")
    figures = [{"record": key, "metric": "skill_importance", "label": "Tasting", "value": Decimal(4)} for key in keys]
    return of("O*NET Database", "skills", figures=figures)


def published() -> None:
    """All of it, imported from the publishers' files."""
    for one in (structure(), occupations(), skills(), national(2024, 28_000), national(2025), metropolitan()):
        run.import_batch(one, accept_changes=True)
    run.map_occupations()


@transaction.atomic
def emptied() -> None:
    allow_deletion()
    Occupation.objects.all().delete()
    for table in (Figure, WageEstimate, RecordText, RecordLink, Release, Dataset, StatisticalRecord):
        table.objects.all()._raw_delete("default")


@pytest.fixture
def folder(tmp_path):
    published()
    package.write(tmp_path, stored.batches())
    emptied()
    return tmp_path


def rows(table) -> list[dict]:
    left_out = ("id", "record_id", "release_id", "other_id", "area_id", "industry_id", "employer_id")
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in table.objects.order_by("id").values()
    ]


def test_the_same_releases_give_the_same_bytes(tmp_path):
    published()
    first = [path.read_bytes() for path in package.write(tmp_path / "first", stored.batches())]
    assert [path.read_bytes() for path in package.write(tmp_path / "second", stored.batches())] == first


def test_a_package_has_no_sentence_of_a_publisher(folder):
    texts = gzip.decompress((folder / "texts.csv.gz").read_bytes()).decode()
    assert "do it" not in texts
    assert "title,1,Chefs and Head Cooks" in texts


def test_releases_are_imported_under_their_names_and_days(folder):
    new = load(folder)
    assert [(one.dataset.source.title, one.title, one.period_end, one.retrieved, one.whole) for one in new] == [
        ("Standard Occupational Classification", "structure 2018", datetime.date(2018, 12, 31), datetime.date(2018, 12, 31), True),
        ("O*NET Database", "occupation data 2025", datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), False),
        ("O*NET Database", "skills 2025", datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), True),
        (OEWS, "national 2024", datetime.date(2024, 12, 31), datetime.date(2024, 12, 31), True),
        (OEWS, "national 2025", datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), True),
        (OEWS, "metropolitan 2025", datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), False),
    ]  # fmt: skip
    assert [one.dataset.source.attribution for one in new][-1] == f"Bureau, {OEWS}"
    assert sorted(Occupation.objects.values_list("title", flat=True)) == ["Chef or head cook", "Cook, fast food"]


def test_rows_are_as_they_were(folder):
    load(folder)
    nation = WageEstimate.objects.get(release__title="national 2025", record__code="35-2011")
    assert (nation.annual_median, nation.annual_p90, nation.employment) == (30_000, Decimal("54321.50"), 12)
    metro = WageEstimate.objects.get(release__title="metropolitan 2025")
    assert (metro.area.name, metro.annual_median, metro.mean_rse) == ("Springfield, IL", 31_000, Decimal("1.50"))
    assert (metro.annual_p10, metro.top_coded, metro.suppressed) == (None, [], ["annual_mean"])
    assert Figure.objects.get(metric="top_metro").label == "Springfield, IL"
    assert "annual_p10" not in METROPOLITAN


def test_a_package_twice_changes_nothing(folder):
    load(folder)
    publish_batch(Occupation.objects.all())
    before = [rows(table) for table in (Release, WageEstimate, Figure, RecordText, Occupation)]
    assert load(folder) == []
    assert [rows(table) for table in (Release, WageEstimate, Figure, RecordText, Occupation)] == before


def test_the_files_that_a_package_has_whole_change_nothing(folder):
    load(folder)
    Occupation.objects.update(changed=False)
    for one in (structure(), national(2024, 28_000), national(2025)):
        meaning = run.import_batch(one)
        assert (meaning.unchanged, meaning.dated) == (True, False)
    assert not Occupation.objects.changed().exists()
    assert WageEstimate.objects.filter(release__title__startswith="national").count() == 4


def test_the_files_that_a_package_has_in_part_complete_the_release(folder):
    load(folder)
    publish_batch(Occupation.objects.all())
    Occupation.objects.update(changed=False)
    before = Release.objects.get(title="metropolitan 2025")
    run.import_batch(metropolitan())
    release = Release.objects.get(title="metropolitan 2025")
    assert (release.pk, release.whole, release.key) == (before.pk, True, before.key)
    metro = WageEstimate.objects.get(release=release)
    assert (metro.annual_p10, metro.top_coded, metro.suppressed) == (
        20_000,
        ["annual_p90"],
        ["annual_mean", "hourly_mean"],
    )
    assert Figure.objects.filter(release=release).count() == 1
    assert not Occupation.objects.changed().exists()  # no page shows what is new


def test_descriptions_that_come_later_wait_to_be_published(folder):
    load(folder)
    publish_batch(Occupation.objects.all())
    Occupation.objects.update(changed=False)
    run.import_batch(occupations())
    assert RecordText.objects.filter(kind="description").count() == 2
    assert not RecordText.objects.filter(kind="title").exists()
    assert Occupation.objects.changed().count() == 2


def test_a_newer_release_replaces_that_of_the_package(folder):
    load(folder)
    run.import_batch(national(2026, 33_000), accept_changes=True)
    current = Release.objects.current().filter(dataset__table="national")
    assert [one.title for one in current] == ["national 2026"]


def test_a_package_over_whole_releases_leaves_them_whole(folder):
    run.import_batch(metropolitan())
    load(folder)
    assert Release.objects.get(title="metropolitan 2025").whole
    assert WageEstimate.objects.get(release__title="metropolitan 2025").annual_p10 == 20_000


def damaged(folder) -> None:
    path = folder / "wages.csv.gz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def of_the_future(folder) -> None:
    path = folder / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 3}))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damaged, "wages.csv.gz: its checksum is sha256:"),
        (lambda folder: (folder / "links.csv.gz").unlink(missing_ok=True) or (folder / "figures.csv.gz").unlink(), "figures.csv.gz: there is no such file; get it again, or make the package with: manage.py make_country"),
        (of_the_future, "datapackage.json: is of format 3, and this site reads up to 2; update the site first"),
        (lambda folder: (folder / "datapackage.json").write_text("{"), "datapackage.json: is not JSON"),
        (lambda folder: (folder / "datapackage.json").write_text("{}"), "datapackage.json: does not say its format"),
        (lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json: there is no such file; get the folder again"),
    ],
    ids=["checksum", "table", "format", "no json", "no format", "no descriptor"],
)  # fmt: skip
def test_a_spoiled_package_is_refused_whole(folder, spoil, said):
    spoil(folder)
    with pytest.raises(CommandError) as refused:
        call_command("load_country", str(folder), quiet=True)
    assert said in str(refused.value)
    assert str(refused.value).endswith("Nothing was written.")
    assert not Release.objects.exists()


def test_an_interrupted_import_leaves_nothing(folder):
    def stop(title: str) -> None:
        if title == "metropolitan 2025":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(folder, on_release=stop)
    assert not Release.objects.exists()
    assert not Occupation.objects.exists()
