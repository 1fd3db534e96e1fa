"""The check of an import names the words about pairs that would read differently."""

import pytest

from comparisons.models import PairNote
from occupations.importers.requested.report import unpacked
from occupations.models import Occupation, StatisticalRecord
from occupations.publishing import publish
from tests.occupations import factories as make
from tests.occupations.importers.oews_files import row
from tests.occupations.importers.requested.working import checked, imported, survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_one_transaction")]

CODES = {"Restaurant cook": "35-2014", "Short-order cook": "35-2015", "Baker": "51-3011"}


def rows(**mean: str) -> list[dict[str, str | None]]:
    return [row(OCC_CODE=code, OCC_TITLE=title, A_MEAN=mean.get(title[:5], "50000")) for title, code in CODES.items()]


def test_words_with_figures_of_the_release_are_shown_before_and_after(tmp_path):
    imported(survey(tmp_path, 2024, *rows()))
    owners = [make.occupation(title, description="Works.") for title in CODES]
    for owner, code in zip(owners, CODES.values(), strict=True):
        make.classify(owner, StatisticalRecord.objects.by_key(f"oews-2018:{code}"))
    publish.publish_all(Occupation.objects.all())
    cook, short, baker = owners
    notes = [
        PairNote.objects.create(first=cook, second=short, verdict="The mean is {a.pay_mean} and {b.pay_mean}."),
        PairNote.objects.create(first=short, second=baker, verdict="Bakers rise early."),
    ]
    for note in notes:
        note.publish()

    run = checked(survey(tmp_path, 2025, *rows(Short="52000")))

    [found] = unpacked(run.findings).pairs
    assert (found.key, found.title) == (notes[0].pk, str(notes[0]))
    assert (found.before, found.after) == (
        "The mean is $50,000 and $50,000.",
        "The mean is $50,000 and $52,000.",
    )
