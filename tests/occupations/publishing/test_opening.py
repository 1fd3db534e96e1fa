"""The first publication of a site: in parts that are there after an interruption, and public all at once."""

import pytest

from occupations.models import Edition, Occupation, PublishingRun, Standing
from occupations.models.publishing_runs import Phase
from occupations.publishing import opening
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch) -> PublishingRun:
    """Five occupations in parts of two; the last has too little, and the one before has no more than words."""
    monkeypatch.setattr(opening, "PART", 2)
    for number in range(5):
        made = make.occupation(f"Cook {number}", description="Cooks." if number < 4 else "")
        if number < 3:
            make.wage(occupation=made, annual_median=50_000 + number)
    return opening.begin()


def public() -> list[str]:
    return list(Occupation.objects.public().order_by("title").values_list("live__title", flat=True))


def test_nothing_is_public_before_all_is_prepared(five):
    parts = []
    opening.prepare(five, parts.append)
    assert (parts, Edition.objects.count(), public()) == ([2, 2, 1], 4, [])
    assert opening.open_all(five) == 4
    assert public() == ["Cook 0", "Cook 1", "Cook 2", "Cook 3"]
    assert Standing.objects.count() == 4
    assert list(Occupation.objects.changed().values_list("title", flat=True)) == ["Cook 4"]
    assert [[title for _, title, _ in five.refused], opening.finished(), opening.unfinished()] == [
        ["Cook 4"],
        True,
        None,
    ]


def test_an_interrupted_one_goes_on_where_it_was(five):
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opening.prepare(five, stop)
    first = set(Edition.objects.values_list("pk", flat=True))
    again = opening.unfinished()
    assert again is not None
    assert (again.done, len(first), public()) == (2, 2, [])
    opening.prepare(again)
    opening.open_all(again)
    assert first < set(Edition.objects.values_list("pk", flat=True))
    assert (len(public()), set(Edition.objects.values_list("number", flat=True))) == (4, {1})


def test_runs_of_editors_are_not_taken_for_it():
    PublishingRun.objects.create(chosen=[], phase=Phase.PUBLISHING, note="Of an editor")
    assert (opening.unfinished(), opening.finished()) == (None, False)
