"""Descriptions, responsibilities and job titles of releases: who gets them, behind what editors wrote, and how pages say so."""

import csv
import datetime
import io
import json
import re

import pytest
from django.test import Client
from msgspec.structs import replace

from occupations.models import AlternateTitle, Occupation, RecordText, Release, StatisticalRecord
from occupations.profiles.diff import Change, changes
from occupations.profiles.document import CategoryRef, Names, Overrides, Profile, ReleaseRef, encode
from occupations.publishing import publish
from occupations.publishing.building import build_profile
from occupations.publishing.building.official_texts import OfficialTexts, TextRow, official_texts
from occupations.publishing.restore import restore
from occupations.search.engine import find
from tests.occupations import factories as make
from tests.occupations.factories import published

db = pytest.mark.django_db


def texts(record: StatisticalRecord, release: Release, **kinds: str | list[str]) -> None:
    """`responsibility=["Plan.", "Act."]`, in that order."""
    for kind, given in kinds.items():
        for position, text in enumerate([given] if isinstance(given, str) else given, start=1):
            RecordText.objects.create(record=record, release=release, kind=kind, position=position, text=text)


def build(occupation: Occupation) -> Profile:
    return build_profile(Occupation.objects.get(pk=occupation.pk))[0]


def described(title: str = "Cook", quality: str = "exact", **kinds: str | list[str]) -> tuple[Occupation, Release]:
    """An occupation with one record that one release describes."""
    cook, record, release = make.occupation(title), make.record(), make.release(make.dataset(source="O*NET"))
    make.classify(cook, record, quality)
    texts(record, release, **kinds)
    return cook, release


OFFICIAL = {
    "description": "Cooks for others.",
    "responsibility": ["Plan.", "Act."],
    "alternate_title": ["Chef", "Grill chef"],
    "reported_title": "Line cook",
}


# Which ones


@db
def test_official_texts_fill_what_editors_left_empty():
    cook, release = described(**OFFICIAL)
    built = build(cook)
    assert (built.description, built.responsibilities) == ("Cooks for others.", ("Plan.", "Act."))
    assert (built.description_release, built.responsibilities_release, built.job_titles_releases) == (0, 0, (0,))
    assert (built.also_called, built.job_titles) == ((), ("Line cook", "Chef", "Grill chef"))
    assert built.job_titles_reported == 1
    assert built.releases == (release.as_ref(),)


@db
def test_editors_texts_stand_before_official_ones():
    cook, _ = described(**OFFICIAL)
    Occupation.objects.update(description=" Feeds people. ")
    make.responsibilities(cook, "Taste.")
    AlternateTitle.objects.create(occupation=cook, title="CHEF")
    built = build(cook)
    assert (built.description, built.responsibilities, built.also_called) == ("Feeds people.", ("Taste.",), ("CHEF",))
    assert (built.description_release, built.responsibilities_release) == (-1, -1)
    assert (built.job_titles, built.job_titles_releases) == (("Line cook", "Grill chef"), (0,))


@db
@pytest.mark.parametrize("quality", ["shared", "narrower", "broader", "approximate", "none"])
def test_texts_of_records_that_are_not_exactly_the_occupation_stay_out(quality):
    cook, _ = described(quality=quality, **OFFICIAL)
    built = build(cook)
    assert (built.description, built.responsibilities, built.job_titles, built.releases) == ("", (), (), ())


@db
def test_texts_are_those_of_the_current_release():
    cook, record, table = make.occupation(), make.record(), make.dataset()
    make.classify(cook, record)
    for year in (2025, 2024):
        texts(record, make.release(table, year), description=f"Of {year}.")
    assert build(cook).description == "Of 2025."
    Release.objects.filter(title="2025").update(undone_at=datetime.datetime.now(datetime.UTC))
    assert build(cook).description == "Of 2024."


def row(kind: str, text: str, release: int = 1) -> TextRow:
    return TextRow(release, kind, text)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], {}),
        (
            [[row("description", "  Two\nlines. ")], [row("description", "Later.", 2)]],
            {"description": "Two lines.", "description_release": 1},
        ),
        # Responsibilities are one list, of one record and one release.
        (
            [[row("responsibility", "A.", 2), row("responsibility", "B.", 3)], [row("responsibility", "C.", 2)]],
            {"responsibilities": ("A.",), "responsibilities_release": 2},
        ),
        ([[], [row("responsibility", "C.", 2)]], {"responsibilities": ("C.",), "responsibilities_release": 2}),
        # What people call themselves comes first; each title once, and none that is known.
        (
            [[row("alternate_title", "Chef", 4), row("reported_title", "chef"), row("alternate_title", "COOK", 5)]],
            {"titles": ("chef",), "reported": 1, "title_releases": (1,)},
        ),
        (
            [[row("alternate_title", "Chef", 4)], [row("alternate_title", "Baker", 5)]],
            {"titles": ("Chef", "Baker"), "title_releases": (4, 5)},
        ),
        ([[row("responsibility", "  ")]], {}),
    ],
)
def test_choice_of_texts(records, expected):
    assert official_texts(records, ["Cook"]) == OfficialTexts(**expected)


@db
def test_titles_of_a_code_are_those_of_the_occupation_that_is_all_of_it():
    release, shared = make.release(), make.record("35-2014", system="soc")
    RecordText.objects.create(record=shared, release=release, kind="direct_match_title", text="Line cook")
    RecordText.objects.create(record=shared, release=release, kind="description", text="Cooks.")
    found = []
    for code in ("35-2014.00", "35-2014.01"):
        cook = make.occupation(f"Cook {code}")
        make.classify(cook, make.record(code, system="onet-soc"), "exact")
        make.classify(cook, shared, "shared")
        profile = build(cook)
        found.append((profile.job_titles, profile.description))
    assert found == [(("Line cook",), ""), ((), "")]


# Publishing and restoring


@db
def test_job_titles_are_found_by_searching():
    cook, _ = described(**OFFICIAL | {"reported_title": ["Line cook", "x" * 121]})
    AlternateTitle.objects.create(occupation=cook, title="Kitchen hand")
    assert publish.publish(cook).also_called == ["Kitchen hand", "Line cook", "Chef", "Grill chef"]
    assert [hit.why for hit in find("grill chef").hits] == ["also called Grill chef"]


@db
def test_restore_does_not_make_official_texts_an_editors():
    cook, _ = described(**OFFICIAL)
    first = publish.publish(cook)
    Occupation.objects.update(description="Own.")
    make.responsibilities(cook, "Taste.")
    publish.publish(cook)
    restore(first)
    stored = Occupation.objects.get()
    assert (stored.description, stored.responsibilities.count(), stored.alternate_titles.count()) == ("", 0, 0)
    assert published(publish.publish(cook)) == published(first)


@db
def test_restore_brings_an_editors_texts_back_over_official_ones():
    cook, _ = described(**OFFICIAL)
    Occupation.objects.update(description="Own.")
    make.responsibilities(cook, "Taste.")
    first = publish.publish(cook)
    Occupation.objects.update(description="")
    cook.responsibilities.all().delete()
    assert published(publish.publish(cook)).responsibilities == ("Plan.", "Act.")
    restore(first)
    assert published(publish.publish(cook)) == published(first)


# Changes

RELEASE = ReleaseRef(key="onet@30", dataset="onet", source="O*NET", title="30.0", method="measured")
NEXT = replace(RELEASE, key="onet@31", title="31.0")
OWN = Profile(
    names=Names("Cook", "cook", "cooks", "a"),
    overrides=Overrides(),
    category=CategoryRef("food", "Food"),
    description="Cooks.",
    responsibilities=("Plan.",),
)
THEIRS = replace(
    OWN,
    description_release=0,
    responsibilities_release=0,
    job_titles=("Chef", "Line cook"),
    job_titles_releases=(0,),
    releases=(RELEASE,),
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            OWN,
            THEIRS,
            [
                Change("Source of the description", "", "O*NET, 30.0"),
                Change("Source of the responsibilities", "", "O*NET, 30.0"),
                Change("Source of the job titles", "", "O*NET, 30.0"),
                Change("Job titles", "", "Chef; Line cook"),
            ],
        ),
        (
            THEIRS,
            replace(THEIRS, releases=(NEXT,)),
            [
                Change(f"Source of the {what}", "O*NET, 30.0", "O*NET, 31.0")
                for what in ("description", "responsibilities", "job titles")
            ],
        ),
        (
            THEIRS,
            replace(THEIRS, job_titles=("Baker", "Chef")),
            [Change("Job titles", "Line cook", ""), Change("Job titles", "", "Baker")],
        ),
        (
            THEIRS,
            replace(THEIRS, job_titles_reported=1),
            [Change("Job titles reported by people in the occupation", "", "1")],
        ),
        (
            THEIRS,
            replace(THEIRS, job_titles=("Line cook", "Chef")),
            [Change("Order of job titles", "1. Chef\n2. Line cook", "1. Line cook\n2. Chef")],
        ),
    ],
)
def test_changes_of_official_texts_are_shown_once(old, new, expected):
    assert changes(old, new) == expected


# Pages


@pytest.fixture
def pages(db) -> dict[str, str]:
    """All formats of the page of an occupation with official texts, and of its comparison with one of editors' texts.

    Their yearly salaries are from another release, which the cook's page cites after that of the description.
    """
    titles = [f"Cook of kind {number}" for number in range(14)]
    cook, _ = described(
        description="Cooks *for* <others>.",
        responsibility=["Plan_it_all.", "=Act."],
        alternate_title=titles,
        reported_title="Chef",
    )
    baker = make.occupation("Baker", description="Bakes *bread*.")
    make.responsibilities(baker, "Knead.")
    survey = make.release(make.dataset(source="Survey"))
    for occupation in (cook, baker):
        make.wage(occupation=occupation, release=survey, annual_mean=50_000)
    publish.publish_all([cook, baker])
    addresses = {"/occupations/cook": ("", "json", "csv", "md"), "/compare/baker-vs-cook": ("", "json", "csv", "md")}
    found = {}
    for stem, endings in addresses.items():
        for ending in endings:
            response = Client().get(f"{stem}.{ending}" if ending else f"{stem}/")
            assert response.status_code == 200
            found[f"{stem.split('/')[1]} {ending}".strip()] = response.content.decode()
    return found


def test_page_names_the_source_under_each_official_text(pages):
    page = " ".join(pages["occupations"].split())
    panel_id = re.search(r'<li id="(source-\w+)" popover>', page)[1]
    mark = f'<button class="ref" popovertarget="{panel_id}" aria-label="Source 1 of what they do">1</button>'
    assert f'<p class="standfirst">Cooks *for* &lt;others&gt;.{mark}' in page
    assert page.count(f'<p class="from quiet"><button popovertarget="{panel_id}">From O*NET, 2024 [1]</button>') == 2
    assert '<meta name="description" content="Cooks *for* &lt;others&gt;.">' in page
    panel = page.partition(f'<li id="{panel_id}" popover>')[2].partition("</ul>")[0]
    assert [text.partition(" <button")[0] for text in panel.split("<li>")[1:]] == [
        "What they do",
        "Example responsibilities",
        "Job titles",
    ]


def test_page_shows_reported_job_titles_then_twelve_others_and_folds_the_rest(pages):
    section = pages["occupations"].partition('id="job-titles"')[2].partition("</section>")[0]
    shown, _, more = section.partition('<details class="more"')
    assert (shown.count("<li>"), more.count("<li>")) == (1 + 12, 2)
    assert shown.index("Reported by people in the occupation") < shown.index("Also listed by our sources")
    assert "Show 2 more" in more
    assert shown.index("Chef") < shown.index("Cook of kind 0")


def test_page_without_official_texts_has_no_section_of_job_titles(pages):
    page = Client().get("/occupations/baker/").content.decode()
    assert ("job-titles" in page, "O*NET, 2024" in page) == (False, False)


def test_comparison_names_the_source_of_the_side_that_has_one(pages):
    page = " ".join(pages["compare"].split())
    mark = r'<p class="from quiet"><button popovertarget="source-\w+">From O\*NET, 2024 \[2\]</button>'
    assert len(re.findall(mark, page)) == 2
    assert re.search(r"<p>Bakes <em>bread</em>\.</p></div>\s*</div>", page)
    assert "Chef" not in page


def test_json_names_the_source_of_texts(pages):
    data = json.loads(pages["occupations json"])
    numbers = [data[f"{name}_source_number"] for name in ("description", "responsibilities")]
    assert (numbers, data["job_titles_source_numbers"]) == ([1, 1], [1])
    assert data["job_titles"][:2] == ["Chef", "Cook of kind 0"]
    assert data["sources"][0]["title"] == "O*NET, 2024"
    data = json.loads(pages["compare json"])
    for name in ("description", "responsibilities"):
        assert {one["slug"]: one[f"{name}_source_number"] for one in data["sides"]} == {"baker": None, "cook": 2}


def test_csv_names_the_source_of_texts(pages):
    lines = lines_of(pages["occupations csv"])
    assert ("about", "cook", "Cooks *for* <others>.", "1") in lines
    assert ("responsibilities", "cook", "'=Act.", "1") in lines
    assert ("job-titles", "cook", "Chef", "1") in lines
    lines = lines_of(pages["compare csv"])
    assert ("responsibilities", "baker", "Knead.", "") in lines
    assert ("responsibilities", "cook", "Plan_it_all.", "2") in lines


def lines_of(text: str) -> list[tuple[str, ...]]:
    names = ("section", "occupation", "text", "source_number")
    return [tuple(line[name] for name in names) for line in csv.DictReader(io.StringIO(text))]


def test_markdown_names_the_source_of_texts(pages):
    text = pages["occupations md"]
    assert "### What does a cook do?\n\nCooks \\*for\\* &lt;others>.\n\nSource: [1]\n" in text
    assert "1. Plan\\_it\\_all.\n1. \\=Act.\n\nSource: [1]\n" in text
    assert "### Cook\n\n- Chef\n- Cook of kind 0\n" in text
    assert "Bakes *bread*.\n\n### What does a cook do?" in pages["compare md"]


# Old documents


def test_documents_without_official_texts_keep_their_bytes():
    assert not any(word in encode(OWN) for word in ("job_titles", "_release"))
