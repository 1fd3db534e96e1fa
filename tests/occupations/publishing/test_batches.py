"""Publishing all that has changed in one go, what is refused, and taking a batch back."""

import datetime
import io
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from msgspec.structs import replace

from occupations.models import Edition, Occupation, Release, Standing
from occupations.profiles.document import CategoryRef, Figure, Names, Overrides, Profile, SkillRef
from occupations.profiles.layout import lay_out
from occupations.publishing.batches import MovedEdition, NoBatch, publish_batch, undo_batch
from occupations.publishing.completeness import lacking
from occupations.publishing.publish import publish, publish_all, withdraw
from tests.occupations import factories as make

db = pytest.mark.django_db


def complete(title: str, **fields) -> Occupation:
    """An occupation that may be published in a batch."""
    made = make.occupation(title, description="Works.", **fields)
    make.wage(occupation=made, annual_mean=50_000)
    return made


def change(*occupations: Occupation) -> None:
    for occupation in occupations:
        Occupation.objects.filter(pk=occupation.pk).update(
            description=f"{Occupation.objects.get(pk=occupation.pk).description} More.", changed=True
        )


def live(occupation: Occupation) -> int | None:
    """The number of its live edition."""
    edition = Occupation.objects.select_related("live").get(pk=occupation.pk).live
    return edition.number if edition else None


def changed() -> list[str]:
    return list(Occupation.objects.changed().order_by("title").values_list("title", flat=True))


def run(name: str, *arguments: str) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def refused(name: str, *arguments: str) -> tuple[int, str]:
    """The exit code, and what the command says."""
    with pytest.raises(CommandError) as raised:
        run(name, *arguments)
    return raised.value.returncode, str(raised.value)


def batch_of(occupation: Occupation) -> UUID | None:
    edition = Occupation.objects.select_related("live").get(pk=occupation.pk).live
    return edition.batch if edition else None


# The floor

PROFILE = Profile(
    names=Names("Cook", "cook", "cooks", "a"),
    overrides=Overrides(),
    category=CategoryRef("food", "Food"),
    description="Cooks.",
    figures=(Figure(metric="growth", value=300),),
)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, []),
        ({"description": "", "responsibilities": ("Cooks.",)}, []),
        ({"description": "", "skills": (SkillRef(name="POS", running="POS", share=500),)}, []),
        ({"description": ""}, ["nothing that says what the work is"]),
        ({"description": "", "figures": (*PROFILE.figures, Figure(metric="entry_education", label="High school"))}, []),
        ({"category": CategoryRef("", "")}, ["no category"]),
        ({"figures": ()}, ["no figure in the overview"]),
        ({"figures": (Figure(metric="growth", missing="suppressed"),)}, ["no figure in the overview"]),
        ({"figures": (Figure(metric="wage_annual_median", at_least=23_920_000),)}, []),
        ({"figures": (Figure(metric="education", label="High school"),)}, []),
        ({"figures": (), "skills": (SkillRef(name="POS", running="POS"),)}, ["no figure in the overview"]),
        (
            {"description": "", "figures": ()},
            ["nothing that says what the work is", "no figure in the overview"],
        ),
    ],
)
def test_what_an_occupation_lacks(changes, lacks):
    assert lacking(lay_out(replace(PROFILE, **changes))) == lacks


# Publishing


@db
def test_publish_changed_publishes_what_has_changed_as_one_batch():
    cook, waiter, baker = (complete(title) for title in ("Cook", "Waiter", "Baker"))
    publish(baker)
    said = run("publish_changed", "--note", "All of 2025.")
    assert [live(row) for row in (cook, waiter, baker)] == [1, 1, 1]
    assert batch_of(cook) == batch_of(waiter) is not None
    assert batch_of(baker) is None
    assert set(Edition.objects.exclude(batch=None).values_list("note", "by")) == {("All of 2025.", None)}
    assert (changed(), Standing.objects.count()) == ([], 3)
    assert said == (
        "2 editions published: Cook, Waiter.\n"
        f"They are batch {batch_of(cook)}; manage.py undo_publish {batch_of(cook)} takes it back.\n"
    )
    assert run("publish_changed") == "Nothing to publish: every draft is the same as its live edition.\n"


@db
def test_publish_changed_leaves_incomplete_ones_as_they_are_and_names_them():
    cook, bare, broken = complete("Cook"), make.occupation("Bare"), complete("Broken")
    publish(broken)
    Occupation.objects.filter(pk=broken.pk).update(description="", changed=True)
    code, said = refused("publish_changed", "--quiet")
    assert (code, said) == (
        1,
        "2 not published, because visitors would find too little:\n"
        "  bare (Bare): nothing that says what the work is, no figure in the overview\n"
        "  broken (Broken): nothing that says what the work is",
    )
    assert ([live(row) for row in (cook, bare, broken)], changed()) == ([1, None, 1], ["Bare", "Broken"])


@db
def test_publish_changed_leaves_withdrawn_ones_out():
    cook = complete("Cook")
    publish(cook)
    withdraw(cook, "Gone.")
    change(cook)
    assert run("publish_changed") == (
        "Nothing to publish: every draft is the same as its live edition.\n1 withdrawn occupations were skipped.\n"
    )
    assert (live(cook), changed()) == (1, ["Cook"])


@db
def test_publish_changed_clears_the_flag_of_what_did_not_change_after_all():
    cook = complete("Cook")
    publish(cook)
    Occupation.objects.mark_changed()
    run("publish_changed")
    assert (live(cook), changed()) == (1, [])


@db
@pytest.mark.parametrize(
    ("arguments", "published"),
    [
        (["--slug", "cook"], ["Cook"]),
        (["--slug", "cook", "nurse"], ["Cook", "Nurse"]),
        (["--slug", "cook", "--slug", "waiter"], ["Cook", "Waiter"]),
        (["--category", "food"], ["Cook", "Waiter"]),
        (["--category", "food", "--slug", "nurse"], ["Cook", "Nurse", "Waiter"]),
        (["--category", "food", "--category", "health"], ["Cook", "Nurse", "Waiter"]),
    ],
)
def test_publish_changed_of_what_a_filter_names(arguments, published):
    food, health = make.category("Food"), make.category("Health")
    for title, category in (("Cook", food), ("Waiter", food), ("Nurse", health)):
        complete(title, category=category)
    run("publish_changed", *arguments)
    assert list(Edition.objects.order_by("title").values_list("title", flat=True)) == published


@db
def test_publish_changed_by_name_sees_what_no_flag_tells():
    cook = complete("Cook")
    make.figure(value=3, occupation=cook, expires_on=datetime.date(2100, 1, 1))
    publish(cook)
    cook.figures.update(expires_on=datetime.date(2020, 1, 1))  # as when its day has come
    run("publish_changed")
    assert live(cook) == 1
    run("publish_changed", "--slug", "cook")
    assert live(cook) == 2


@db
def test_publish_changed_dry_run_shows_and_writes_nothing():
    cook, bare = complete("Cook"), make.occupation("Bare")
    out = io.StringIO()
    with pytest.raises(CommandError, match="bare"):
        call_command("publish_changed", "--dry-run", stdout=out)
    assert out.getvalue() == "1 editions would be published: Cook.\n"
    assert ([live(cook), live(bare)], changed()) == ([None, None], ["Bare", "Cook"])
    assert (Edition.objects.count(), Standing.objects.count()) == (0, 0)


@db
def test_publish_changed_quiet_says_nothing():
    complete("Cook")
    assert run("publish_changed", "--quiet") == ""


@db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--slug", "cook", "chef", "baker"], "There is no occupation “baker”, “chef”."),
        (["--category", "food"], "There is no category “food”."),
        (["--note", "x" * 301], "The note is longer than 300 characters."),
    ],
)
def test_publish_changed_with_wrong_arguments_publishes_nothing(arguments, said):
    complete("Cook")
    assert refused("publish_changed", *arguments) == (2, said)
    assert Edition.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_interrupted_publishing_leaves_the_database_as_it_was(monkeypatch):
    for number in range(3):
        complete(f"Cook {number}")

    def interrupt(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("occupations.publishing.standings.rebuild", interrupt)
    assert refused("publish_changed") == (130, "Interrupted; nothing was published.")
    assert (Edition.objects.count(), Occupation.objects.changed().count()) == (0, 3)


@db
def test_publish_changed_shows_how_far_it_is(monkeypatch):
    reported = []
    for number in range(3):
        complete(f"Cook {number}")
    publish_batch(Occupation.objects.all(), on_progress=reported.append)
    assert reported == [1, 1, 1, 0]  # built, and stored


# Taking it back


@db
def test_undo_moves_back_to_the_edition_before_or_to_none():
    old, new = complete("Old"), complete("New")
    publish(old)
    change(old)
    batch = publish_batch([old, new]).batch
    assert run("undo_publish", str(batch)) == (
        "Old: edition 2 → 1\nNew: edition 1 → none, no longer public\n2 live editions moved back; 0 left as they are.\n"
    )
    assert ([live(old), live(new)], changed()) == ([1, None], ["New", "Old"])
    assert Edition.objects.count() == 3
    assert [row.occupation for row in Standing.objects.all()] == [old]
    # The rows were not touched, so that publishing again says the same.
    publish_all([old, new])
    assert [live(old), live(new)] == [3, 2]


@db
def test_undo_dry_run_shows_and_writes_nothing():
    cook = complete("Cook")
    batch = publish_batch([cook]).batch
    assert run("undo_publish", str(batch), "--dry-run") == (
        "Cook: edition 1 → none, no longer public\n1 live editions would be moved back; 0 left as they are.\n"
    )
    assert (live(cook), changed(), Standing.objects.count()) == (1, [], 1)


@db
def test_undo_leaves_what_was_published_again_since():
    cook, waiter = complete("Cook"), complete("Waiter")
    batch = publish_batch([cook, waiter]).batch
    change(cook)
    publish(cook)
    assert run("undo_publish", str(batch)) == (
        "Waiter: edition 1 → none, no longer public\n"
        "Cook: left at edition 2, which was published since\n"
        "1 live editions moved back; 1 left as they are.\n"
    )
    assert ([live(cook), live(waiter)], changed()) == ([2, None], ["Waiter"])


@db
def test_undo_twice_changes_nothing_more():
    cook = complete("Cook")
    publish(cook)
    change(cook)
    batch = publish_batch([cook]).batch
    undo_batch(batch)
    assert undo_batch(batch) == ([], [])
    assert live(cook) == 1


@db
def test_undo_of_the_later_of_two_batches():
    cook = complete("Cook")
    first = publish_batch([cook]).batch
    change(cook)
    second = publish_batch([cook]).batch
    assert undo_batch(second).moved == [MovedEdition("Cook", 2, 1)]
    assert undo_batch(first).moved == [MovedEdition("Cook", 1, None)]


@db
def test_undo_does_not_bring_back_an_edition_of_a_release_that_was_undone():
    cook, wrong = complete("Cook"), make.release()
    publish(cook)
    make.figure(value=3, occupation=cook, release=wrong)
    publish(cook)
    Release.objects.update(undone_at=datetime.datetime.now(datetime.UTC))
    change(cook)
    batch = publish_batch([cook]).batch
    assert undo_batch(batch).moved == [MovedEdition("Cook", 3, 1)]


@db
def test_undo_of_a_withdrawn_occupation_does_not_make_it_public():
    cook = complete("Cook")
    publish(cook)
    change(cook)
    batch = publish_batch([cook]).batch
    withdraw(cook, "Gone.")
    undo_batch(batch)
    assert (live(cook), list(Occupation.objects.public())) == (1, [])


@db
def test_undo_of_no_batch():
    number = uuid4()
    with pytest.raises(NoBatch):
        undo_batch(number)
    assert refused("undo_publish", str(number)) == (2, f"There is no batch {number}.")
    with pytest.raises(CommandError, match="invalid UUID"):
        run("undo_publish", "first")


@pytest.mark.django_db(transaction=True)
def test_interrupted_undoing_leaves_the_database_as_it_was(monkeypatch):
    cook = complete("Cook")
    batch = publish_batch([cook]).batch

    def interrupt(on_progress):
        raise KeyboardInterrupt

    monkeypatch.setattr("occupations.publishing.followup.follow", interrupt)
    assert refused("undo_publish", str(batch)) == (130, "Interrupted; nothing was changed.")
    assert (live(cook), changed()) == (1, [])
