"""What several documents have in common is in memory once."""

import datetime
import sys

import msgspec

from occupations.profiles.document import (
    CategoryRef,
    Figure,
    Names,
    Overrides,
    Profile,
    RecordRef,
    ReleaseRef,
    decode,
    encode,
)
from occupations.profiles.layout import lay_out
from occupations.profiles.sharing import pool

RELEASE = ReleaseRef(
    key="onet@2026-08#1", dataset="onet", source="O*NET", title="O*NET 30.0", method="survey",
    period_end=datetime.date(2026, 8, 31),
)  # fmt: skip
TOOL = Figure(metric="technology", release=0, label="Spreadsheet software", record="onet-soc:13-2011.00")
ALL_WORKERS = Figure(metric="gender", release=0, label="Women", value=4_700)


def document(title: str) -> str:
    return encode(
        Profile(
            names=Names(title, title.lower(), f"{title}s", "an"),
            overrides=Overrides(),
            category=CategoryRef("business", "Business"),
            job_titles=("Bookkeeper", f"Senior {title}"),
            records=(RecordRef(key="onet-soc:13-2011.00", system="O*NET-SOC", code="13-2011.00", title=title,
                               quality="exact"),),
            figures=(TOOL, Figure(metric="education_required", release=0, label="Bachelor’s degree", value=8_000,
                                  period_end=datetime.date(2026, 8, 31))),
            benchmarks=(ALL_WORKERS,),
            releases=(RELEASE,),
        )
    )  # fmt: skip


def test_equal_parts_of_decoded_profiles_are_one_object():
    one, other = decode(document("Accountant")), decode(document("Auditor"))

    for ours, theirs in zip(one.figures, other.figures, strict=True):
        assert ours is not theirs
        assert ours.metric is theirs.metric
        assert ours.label is theirs.label
        assert ours.record is theirs.record
        assert ours.period_end is theirs.period_end
    assert one.job_titles[0] is other.job_titles[0]
    assert one.releases[0] is other.releases[0]
    assert one.benchmarks[0] is other.benchmarks[0]
    assert one.records[0].key is one.figures[0].record


def test_a_shared_profile_encodes_to_the_same_bytes():
    for title in ("Accountant", "Auditor"):
        assert encode(decode(document(title))) == document(title)


def test_the_keys_of_a_set_are_one_text_and_all_its_items_are_one_mapping():
    sheets = [lay_out(decode(document(title))) for title in ("Accountant", "Auditor")]
    one, other = (sheet.cells["technology"][0] for sheet in sheets)

    assert list(one.held) == ["spreadsheet software"]
    assert one.held is one.by_label
    assert next(iter(one.held)) is next(iter(other.held))


def test_a_pool_forgets_what_was_used_least_recently():
    first = pool(2)
    days = [datetime.date(2026, 1, day) for day in (1, 2, 3)]
    for day in days:
        first(day)

    assert first(datetime.date(2026, 1, 3)) is days[2]
    assert first(datetime.date(2026, 1, 1)) is not days[0]


def test_figures_are_small():
    assert sys.getsizeof(TOOL) <= 200  # a worker has a fifth of a million of them


def test_a_document_is_the_same_when_it_is_decoded_and_encoded():
    """Also where it names what it could have left out, as those of rows from the database do."""
    said = document("Accountant")
    named = said.replace('"label":"Spreadsheet software"', '"label":"Spreadsheet software","level":"detailed"')
    named = encode(msgspec.json.decode(named, type=Profile))
    assert '"level":"detailed"' in named

    for one in (said, named, said, named):
        assert encode(decode(one)) == one
    (tool, _), (other, _) = decode(named).figures, decode(named).figures
    assert tool.level is other.level
