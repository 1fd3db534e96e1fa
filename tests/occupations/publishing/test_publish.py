"""Publishing, withdrawing, restoring; and all of it at once, from several threads."""

import datetime
import json
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from occupations.importers.occupation_file.load import load
from occupations.metrics import FIGURE_METRICS, IMPACT, METRICS, NAMED_METRICS, SCORE, Shape
from occupations.models import (
    AlternateTitle,
    Category,
    Edition,
    Figure,
    Occupation,
    Responsibility,
    Standing,
    StatisticalRecord,
    VerbatimWord,
    WageEstimate,
)
from occupations.profiles import document as profiles
from occupations.publishing import publish as editions
from occupations.publishing.publish import draft_profile, publish, publish_all, reinstate, withdraw
from occupations.publishing.restore import restore
from tests.machine import examples
from tests.occupations import factories as make
from tests.occupations.factories import published, values_of

db = pytest.mark.django_db


def now(occupation: Occupation) -> Occupation:
    return Occupation.objects.select_related("live").get(pk=occupation.pk)


# One edition


@db
def test_publish_makes_an_edition_and_sets_it_live():
    cook, editor, survey = make.occupation("Cook"), make.user(), make.release()
    make.classify(cook, make.record())
    make.figure(value=Decimal("3.5"), record=StatisticalRecord.objects.get(), release=survey)
    make.wage(annual_mean=Decimal("50000.50"), occupation=cook)
    AlternateTitle.objects.create(occupation=cook, title="Chef")
    before = datetime.datetime.now(datetime.UTC)
    edition = publish(cook, editor, "The first.")
    assert (edition.number, edition.by, edition.note, edition.title) == (1, editor, "The first.", "Cook")
    assert edition.document == profiles.encode(draft_profile(now(cook)))
    assert edition.digest == profiles.digest(edition.document)
    assert (edition.category, edition.also_called) == (cook.category, ["Chef"])
    assert (edition.pay, edition.pay_metric, edition.pay_period_end) == (
        Decimal("50000.50"),
        "wage_annual_mean",
        None,
    )
    assert (edition.growth, edition.growth_period_end) == (Decimal("3.5"), datetime.date(2024, 12, 31))
    assert before <= edition.published_at <= datetime.datetime.now(datetime.UTC)
    assert list(edition.releases.all()) == [survey]
    stored = now(cook)
    assert (stored.live, stored.changed, stored.is_public) == (edition, False, True)


@db
def test_edition_is_found_again_as_it_was_published():
    cook = make.occupation("Café/bar “manager” 看")
    publish(cook)
    stored = Edition.objects.get()
    assert stored.digest == profiles.digest(stored.document)
    assert published(stored).names.title == "Café/bar “manager” 看"


@db
def test_publish_of_nothing_changed_makes_no_edition():
    cook = make.occupation()
    first = publish(cook)
    Occupation.objects.mark_changed()
    assert publish(cook, note="Again.") is None
    assert (Edition.objects.count(), now(cook).live, now(cook).changed) == (1, first, False)


@db
def test_publish_of_a_change_makes_the_next_edition_and_keeps_the_first():
    cook = make.occupation()
    first = publish(cook)
    make.responsibilities(cook, "Chop.")
    second = publish(cook)
    assert (second.number, now(cook).live) == (2, second)
    assert (published(first).responsibilities, published(second).responsibilities) == ((), ("Chop.",))
    cook.responsibilities.all().delete()
    third = publish(cook)
    assert (third.number, third.digest) == (3, first.digest)


@db
def test_publish_reads_the_rows_not_the_object_it_is_given():
    cook = make.occupation("Cook")
    stale = now(cook)
    Occupation.objects.update(title="Chef")
    assert publish(stale).title == "Chef"
    assert now(cook).title == "Chef"


@db
def test_publish_all_numbers_each_occupation_by_itself():
    cook, waiter = make.occupation(), make.occupation()
    publish(waiter)
    make.responsibilities(waiter, "Carry.")
    made = publish_all([waiter, cook, cook, waiter], note="Both.")
    assert [(edition.occupation, edition.number) for edition in made] == [(cook, 1), (waiter, 2)]
    assert publish_all([waiter, cook]) == []
    assert publish_all([]) == []


@db
def test_publish_all_publishes_none_where_one_fails(monkeypatch):
    cook, waiter = make.occupation(), make.occupation()
    build = editions.build_profiles

    def fail_on_the_second(occupations, remaining):
        for occupation, *built in build(occupations, remaining):
            if occupation == waiter:
                raise RuntimeError("No.")
            yield occupation, *built

    monkeypatch.setattr(editions, "build_profiles", fail_on_the_second)
    with pytest.raises(RuntimeError):
        publish_all([cook, waiter])
    assert (Edition.objects.count(), now(cook).live, Standing.objects.count()) == (0, None, 0)


@db
@pytest.mark.parametrize("growth", [Decimal(-100), Decimal("0.005"), Decimal(10000), Decimal("99999999.99")])
def test_publish_of_any_growth_that_the_rows_take(growth):
    cook = make.occupation()
    make.figure(value=growth, occupation=cook)
    assert publish(cook).growth == round(growth, 2)


@db
@pytest.mark.parametrize("salary", [Decimal(0), Decimal("9999999999.99")])
def test_publish_of_any_salary_that_the_rows_take(salary):
    cook = make.occupation()
    make.wage(occupation=cook, annual_median=salary)
    assert publish(cook).pay == salary
    assert now(cook).live.pay_metric == "wage_annual_median"


@db
def test_columns_of_an_edition_are_empty_for_bounds_and_gaps():
    cook, survey = make.occupation(), make.release()
    make.wage(occupation=cook, release=survey, top_coded=["annual_mean"], top_code_annual=Decimal(239_200))
    make.figure(missing="suppressed", occupation=cook)
    edition = publish(cook)
    assert (edition.pay, edition.growth) == (None, None)


@db
def test_note_changes_sets_the_flag_by_what_would_be_published():
    cook = make.occupation()
    assert editions.note_changes(cook) is True
    publish(cook)
    assert editions.note_changes(cook) is False
    make.responsibilities(cook, "Chop.")
    assert (editions.note_changes(cook), now(cook).changed) == (True, True)
    cook.responsibilities.all().delete()
    assert (editions.note_changes(cook), now(cook).changed) == (False, False)


@db
def test_draft_is_not_live_before_it_is_published():
    cook = make.occupation("Cook")
    assert list(Occupation.objects.public()) == []
    publish(cook)
    Occupation.objects.update(title="Secret")
    assert draft_profile(now(cook)).names.title == "Secret"
    assert published(now(cook).live).names.title == "Cook"


# Withdrawing


@db
def test_withdraw_takes_the_page_away_and_keeps_the_editions():
    cook, chef = make.occupation(), make.occupation()
    publish_all([cook, chef])
    withdraw(cook, "Nobody says so any longer.", chef)
    stored = now(cook)
    assert (stored.is_public, stored.withdrawal_reason, stored.successor) == (False, "Nobody says so any longer.", chef)
    assert list(Occupation.objects.public()) == [chef]
    assert list(Occupation.objects.withdrawn()) == [cook]
    assert Edition.objects.filter(occupation=cook).count() == 1
    assert [standing.occupation for standing in Standing.objects.all()] == [chef]
    assert Standing.objects.get().nearest == []


@db
def test_publish_of_a_withdrawn_occupation_does_not_bring_it_back():
    cook = make.occupation()
    publish(cook)
    withdraw(cook, "Gone.")
    make.responsibilities(cook, "Chop.")
    assert publish(cook).number == 2
    assert list(Occupation.objects.public()) == []
    assert Standing.objects.count() == 0


@db
def test_reinstate_brings_the_live_edition_back():
    cook = make.occupation()
    first = publish(cook)
    withdraw(cook, "Gone.")
    reinstate(cook)
    assert (list(Occupation.objects.public()), now(cook).live) == ([cook], first)
    assert Standing.objects.get().occupation == cook


# Restoring

AMOUNTS = st.decimals(0, 999_999, places=2)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
DATES = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1))
FUTURE = st.none() | st.dates(datetime.date(2100, 1, 1), datetime.date(2110, 1, 1))
PROVENANCE = st.fixed_dictionaries(
    {
        "reason": WORDS,
        "note": WORDS | st.just(""),
        "population": WORDS | st.just(""),
        "method": st.sampled_from(["", "editor", "measured"]),
        "expires_on": FUTURE,
        "sample_size": st.none() | st.integers(0, 10**9),
        "period": st.none() | st.tuples(DATES, DATES).map(sorted),
    }
)


@st.composite
def own_figures(draw):
    metric = METRICS[draw(st.sampled_from(FIGURE_METRICS))]
    kinds = ["missing"]
    if metric.shape is Shape.RANGE:
        kinds += ["range"]
    else:
        kinds += ["value", "at_least", "at_most"]
    if metric.key in NAMED_METRICS:
        kinds += ["name"]
    limits = (0, 100) if metric.per_cent_of_people else {SCORE: (1, 5), IMPACT: (-3, 3)}.get(metric.unit, (0, 10**6))
    number = st.decimals(*limits, places=draw(st.integers(0, 4)))
    facts = {"label": draw(st.sampled_from(["", "Women", "Men", "Bachelor’s degree", "Ω"]))}
    match draw(st.sampled_from(kinds)):
        case "missing":
            facts["missing"] = draw(st.sampled_from(["suppressed", "not_yet_entered", "not_applicable"]))
        case "range":
            low, high = sorted(draw(st.tuples(number, number)))
            facts |= draw(st.sampled_from([{"low": low, "high": high}, {"low": low}, {"high": high}]))
        case "name":
            facts["label"] = draw(st.sampled_from(["MIT", "O*NET"]))
        case kind:
            facts[kind] = draw(number)
    return {"metric": metric.key, **facts, **draw(PROVENANCE)}


@st.composite
def own_wages(draw):
    row = {"annual_only": False, "hourly_only": False, **draw(PROVENANCE)}
    for period in ("annual", "hourly"):
        names = [name for name in ("p10", "p25", "median", "p75", "p90") if draw(st.booleans())]
        amounts = sorted(draw(AMOUNTS) for _ in names)
        row |= {f"{period}_{name}": amount for name, amount in zip(names, amounts, strict=True)}
        if draw(st.booleans()):
            row[f"{period}_mean"] = draw(AMOUNTS)
    if not set(row) & {f"{period}_{name}" for period in ("annual", "hourly") for name in ("mean", "p10", "p90")}:
        row[draw(st.sampled_from(["annual_only", "hourly_only"]))] = True
    return row


PARTS_OF_A_DRAFT: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["Cook", "SQL developer", "Café/bar manager", ".NET developer", "看護師"]),
    "plural": st.sampled_from(["", "chiefs of staff"]),
    "article": st.sampled_from(["", "a", "an"]),
    "running": st.sampled_from(["", "cook"]),
    "description": WORDS | st.just(""),
    "category": st.sampled_from(["Food", "Health"]),
    "also_called": st.lists(st.sampled_from(["Chef", "baker", "Ärztin", "Zoologist", "a b"]), unique=True),
    "responsibilities": st.lists(WORDS.filter(str.strip), max_size=4),
    "skills": st.dictionaries(
        st.sampled_from(["POS", "Customer service", "C++", "é"]),
        st.tuples(st.none() | st.decimals(0, 100, places=2), st.booleans()),
    ),
    "classifications": st.dictionaries(
        st.sampled_from(["35-1", "35-2", "Cooks: all", "00-0000"]),
        st.tuples(st.sampled_from(["exact", "shared", "none", "approximate"]), WORDS | st.just("")),
    ),
    "figures": st.lists(own_figures(), max_size=6, unique_by=lambda row: (row["metric"], row["label"])),
    "wages": st.none() | own_wages(),
}
DRAFTS = st.fixed_dictionaries(PARTS_OF_A_DRAFT)


def provenance(row: dict) -> dict:
    facts = dict(row)
    facts["period_start"], facts["period_end"] = facts.pop("period") or (None, None)
    return facts


def write(cook: Occupation, draft: dict, survey) -> None:
    """Make the draft the editor-owned rows of the occupation, as the admin would."""
    for name in ("title", "plural", "article", "running", "description"):
        setattr(cook, name, draft[name])
    cook.category = make.category(draft["category"])
    cook.save()
    for old in (
        cook.alternate_titles.all(),
        cook.responsibilities.all(),
        cook.occupation_skills.all(),
        cook.classifications.all(),
        cook.figures.entered(),
        cook.wageestimates.entered(),
    ):
        old.delete()
    for title in draft["also_called"]:
        AlternateTitle.objects.create(occupation=cook, title=title)
    make.responsibilities(cook, *draft["responsibilities"])
    for position, (name, (share, stated)) in enumerate(draft["skills"].items(), start=2):
        cook.occupation_skills.create(
            skill=make.skill(name), share=share, position=position, release=survey if stated else None
        )
    for code, (quality, note) in draft["classifications"].items():
        make.classify(cook, StatisticalRecord.objects.get(code=code), quality, note)
    for row in draft["figures"]:
        Figure.objects.create(occupation=cook, **provenance(row))
    if draft["wages"]:
        WageEstimate.objects.create(occupation=cook, **provenance(draft["wages"]))


def official_rows(year: int) -> make.models.Release:
    """A release with figures of four records, one of them all workers."""
    table = make.models.Dataset.objects.filter(key="Survey of cooks-all").first() or make.dataset("all")
    survey = make.release(table, year)
    for code in ("35-1", "35-2", "Cooks: all", "00-0000"):
        row = StatisticalRecord.objects.filter(code=code).first() or make.record(code, is_total=code == "00-0000")
        make.figure(value=year - 2020, record=row, release=survey)
        make.figure("gender", 47, label="Women", record=row, release=survey)
        make.wage(record=row, release=survey, annual_mean=50_000 + year, employment=9)
    return survey


PROPERTY = settings(
    max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@db
@PROPERTY
@given(DRAFTS, DRAFTS)
def test_restored_edition_publishes_as_it_was(first, second):
    with transaction.atomic():
        survey = official_rows(2024)
        cook = make.occupation("Somebody")
        write(cook, first, survey)
        edition = publish(cook)
        assert profiles.encode(draft_profile(now(cook))) == edition.document
        write(now(cook), second, survey)
        publish(cook)
        restored = restore(edition)
        assert profiles.encode(draft_profile(restored)) == edition.document
        publish(cook)
        live = now(cook).live
        assert (live.document, live.digest) == (edition.document, edition.digest)
        assert [row.number for row in cook.editions.order_by("number")] == list(range(1, live.number + 1))
        assert (live.pay, live.growth, live.title) == (edition.pay, edition.growth, edition.title)
        transaction.set_rollback(True)


@db
@PROPERTY
@given(DRAFTS, DRAFTS)
def test_restoring_leaves_what_came_with_releases_alone(first, second):
    with transaction.atomic():
        survey = official_rows(2024)
        cook = make.occupation("Somebody")
        make.figure("jobs", 9, occupation=cook, release=survey)
        make.wage(annual_mean=9, occupation=cook, release=survey)
        write(cook, first, survey)
        edition = publish(cook)
        official_rows(2025)
        write(now(cook), second, survey)
        publish(cook)
        before = [
            list(model.objects.filter(release__isnull=False).order_by("pk").values())
            for model in (Figure, WageEstimate)
        ]
        restore(edition)
        after = [
            list(model.objects.filter(release__isnull=False).order_by("pk").values())
            for model in (Figure, WageEstimate)
        ]
        assert before == after
        old, new = published(edition), draft_profile(now(cook))
        entered = [tuple(figure for figure in profile.figures if figure.release < 0) for profile in (old, new)]
        assert entered[0] == entered[1]
        assert (old.names, old.responsibilities, old.also_called, old.records) == (
            new.names,
            new.responsibilities,
            new.also_called,
            new.records,
        )
        transaction.set_rollback(True)


@db
@pytest.mark.parametrize("mark", ["annual_only", "hourly_only"])
def test_restore_brings_back_that_a_survey_has_one_kind_of_pay_only(mark):
    cook = make.occupation()
    make.wage(occupation=cook, **{mark: True})
    first = publish(cook)
    cook.wageestimates.all().delete()
    publish(cook)
    restore(first)
    assert getattr(cook.wageestimates.get(), mark) is True
    publish(cook)
    assert now(cook).live.digest == first.digest


@db
def test_restore_is_a_draft_that_visitors_do_not_see():
    cook = make.occupation("Cook")
    first = publish(cook)
    make.responsibilities(cook, "Chop.")
    second = publish(cook)
    version = now(cook).version
    restore(first)
    stored = now(cook)
    assert (stored.live, stored.changed, stored.version) == (second, True, version + 1)
    assert list(stored.responsibilities.all()) == []


@db
def test_restore_keeps_the_address():
    cook = make.occupation("Cook")
    first = publish(cook)
    Occupation.objects.update(title="Chef", slug="chef")
    publish(cook)
    restore(first)
    assert (now(cook).title, now(cook).slug) == ("Cook", "chef")


@db
def test_restore_brings_back_a_skill_that_was_deleted_since():
    cook = make.occupation()
    make.skills(cook, {"POS": 12})
    first = publish(cook)
    cook.occupation_skills.all().delete()
    make.skill("POS").delete()
    publish(cook)
    restore(first)
    publish(cook)
    assert now(cook).live.digest == first.digest


# At once


def in_threads(*functions: Callable[[], object]) -> list[object]:
    """What each returns, or its exception; each in a thread and with a connection of its own, started together."""
    results: list[object] = [None] * len(functions)
    barrier = threading.Barrier(len(functions))

    def run(position: int, function: Callable[[], object]) -> None:
        try:
            barrier.wait(10)
            results[position] = function()
        except BaseException as error:  # noqa: BLE001
            results[position] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    failures = [result for result in results if isinstance(result, BaseException)]
    if failures:
        raise failures[0]
    return results


def wait_for_somebody_waiting(many: int = 1) -> None:
    """Until that many other connections to this database wait for a lock. The server is shared with other tests."""
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction, too, who is there may change
            cursor.execute(
                "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid) "
                "WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0] >= many:
                return
        time.sleep(0.01)
    raise AssertionError("Nobody waits.")


at_once = pytest.mark.django_db(transaction=True)


@at_once
def test_publishers_at_once_make_one_sequence_of_editions():
    cook = make.occupation("Cook")

    def editor(name: int) -> Callable:
        def work():
            for turn in range(4):
                title = f"Name {name}-{turn}"
                AlternateTitle.objects.create(occupation_id=cook.pk, title=title)
                publish(cook, note=title)
                close_old_connections()
                live = now(cook).live
                assert title in live.also_called

        return work

    in_threads(*(editor(name) for name in range(8)))
    made = list(cook.editions.order_by("number"))
    assert [edition.number for edition in made] == list(range(1, len(made) + 1))
    assert now(cook).live == made[-1]
    assert set(made[-1].also_called) == {f"Name {name}-{turn}" for name in range(8) for turn in range(4)}
    for before, after in pairwise(made):
        assert set(before.also_called) < set(after.also_called)
        assert before.digest != after.digest


@at_once
def test_publishers_at_once_of_one_change_make_one_edition():
    cook = make.occupation("Cook")
    publish(cook)
    make.responsibilities(cook, "Chop.")

    def first():
        with transaction.atomic():
            edition = publish(cook, note="First.")
            wait_for_somebody_waiting()
        return edition.number

    def second():
        wait_until(lambda: held(cook))
        return publish(cook, note="Second.")

    assert in_threads(first, second) == [2, None]
    assert list(cook.editions.order_by("number").values_list("number", "note")) == [(1, ""), (2, "First.")]


def held(cook: Occupation) -> bool:
    """Whether another transaction holds the occupation's row."""
    with transaction.atomic():
        return not Occupation.objects.filter(pk=cook.pk).select_for_update(skip_locked=True).exists()


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("It never came to that.")


@at_once
def test_publish_waits_for_an_editor_who_holds_the_row_and_sees_the_changes():
    cook = make.occupation("Cook")
    publish(cook)
    other = make.category("Health")

    def editor():
        with transaction.atomic():
            locked = editions.lock(cook.pk)
            locked.title, locked.category = "Chef", other
            locked.save()
            make.responsibilities(locked, "Lead.")
            wait_for_somebody_waiting()

    def publisher():
        wait_until(lambda: held(cook))
        return publish(cook)

    edition = in_threads(editor, publisher)[1]
    assert (edition.number, edition.title, edition.category) == (2, "Chef", other)
    assert (published(edition).category.name, published(edition).responsibilities) == ("Health", ("Lead.",))


@at_once
def test_publishers_of_overlapping_sets_do_not_wait_for_each_other_for_ever():
    everyone = [make.occupation(f"Job {number}") for number in range(6)]

    def publisher(name: str, order: list[Occupation]) -> Callable:
        def work():
            for turn in range(5):
                for occupation in order:
                    AlternateTitle.objects.create(occupation_id=occupation.pk, title=f"{name} {turn}")
                publish_all(order, note=name)

        return work

    in_threads(publisher("up", everyone[:5]), publisher("down", everyone[:0:-1]), publisher("all", everyone[::-1]))
    for occupation in everyone:
        numbers = list(occupation.editions.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert set(now(occupation).live.also_called) == set(occupation.alternate_titles.values_list("title", flat=True))
    assert Standing.objects.count() == 6


@at_once
def test_withdrawing_and_publishing_at_once_leave_standings_of_the_public_ones():
    everyone = [make.occupation(f"Job {number}") for number in range(4)]
    publish_all(everyone)

    def swing(occupation: Occupation) -> Callable:
        def work():
            for _ in range(4):
                withdraw(occupation, "Gone.")
                reinstate(occupation)

        return work

    def publisher():
        for turn in range(8):
            AlternateTitle.objects.create(occupation_id=everyone[2].pk, title=f"{turn}")
            publish_all(everyone)

    in_threads(swing(everyone[0]), swing(everyone[1]), publisher)
    withdraw(everyone[3], "Gone.")
    standings = {row.occupation_id: {slug for slug, _ in row.nearest} for row in Standing.objects.all()}
    slugs = {occupation.pk: occupation.slug for occupation in everyone[:3]}
    assert standings == {pk: set(slugs.values()) - {slug} for pk, slug in slugs.items()}


@at_once
def test_loader_and_publisher_do_not_wait_for_each_other_for_ever():
    first, second = make.occupation("Cook"), make.occupation("Waiter")
    file = {
        "source": {"title": "File"},
        "category": "Food and drink",
        "occupations": [
            {"title": "Waiter", "responsibilities": ["Carry."]},
            {"title": "Cook", "responsibilities": ["Chop."]},
        ],
    }

    def publisher():
        with transaction.atomic():
            publish(first)
            wait_for_somebody_waiting()
            publish(second)

    def loader():
        wait_until(lambda: held(first))
        return load(json.dumps(file).encode(), publish=True)

    report = in_threads(publisher, loader)[1]
    assert report.updated == ["Waiter", "Cook"]
    assert {row.title: row.number for row in Edition.objects.filter(number=2)} == {"Waiter": 2, "Cook": 2}


@at_once
def test_loaders_of_one_file_at_once_load_it_once():
    file = {"source": {"title": "File"}, "category": "Food", "occupations": [{"title": "Cook", "growth_percent": 3}]}
    data = json.dumps(file).encode()
    reports = in_threads(*[lambda: load(data, publish=True)] * 3)
    assert sorted(report.unchanged for report in reports) == [False, True, True]
    assert (Occupation.objects.count(), Category.objects.count(), Figure.objects.count(), Edition.objects.count()) == (
        1,
    ) * 4


@at_once
def test_occupations_with_one_address_made_at_once_get_different_ones():
    make.category()
    titles = ("Node.js developer", "Node JS developer", "Node js. developer")
    slugs = in_threads(*[lambda title=title: make.occupation(title).slug for title in titles])
    assert sorted(slugs) == ["node-js-developer", "node-js-developer-2", "node-js-developer-3"]


# Addresses of what is saved without one


@db
def test_titles_that_differ_in_symbols_get_different_addresses():
    titles = ("C developer", "C++ developer", "C# developer")
    assert [make.occupation(title).slug for title in titles] == [
        "c-developer",
        "c-plus-plus-developer",
        "c-sharp-developer",
    ]


@db
def test_title_without_ascii_letters_gets_its_number_as_address():
    nurse = make.occupation("看護師")
    assert nurse.slug == f"occupation-{nurse.pk}"
    assert make.category("健康").slug == f"category-{make.category('健康').pk}"


@db
def test_title_without_ascii_letters_finds_an_address_where_its_own_is_taken():
    last = make.occupation()
    for number in range(1, 4):
        make.occupation(f"Occupation {last.pk + number + 3}")
    assert make.occupation("看護師").slug == f"occupation-{last.pk + 4}-2"


@db
def test_second_title_with_the_same_address_is_numbered():
    make.occupation("Node.js developer")
    assert make.occupation("Node JS developer").slug == "node-js-developer-2"


@db
def test_address_that_led_elsewhere_once_is_not_given_again():
    cook = make.occupation("Chef")
    cook.old_slugs.create(slug="cook")
    assert make.occupation("Cook").slug == "cook-2"


@db
@pytest.mark.parametrize("letters", [70, 73, 74, 75, 79, 80])
def test_second_long_title_with_the_same_address_is_numbered(letters):
    title = "a" * letters + " " + "vsx" * 12
    slugs = [make.occupation(title + dots).slug for dots in ("", ".", "..")]
    assert len(set(slugs)) == 3
    assert all(len(slug) <= 80 for slug in slugs)


@db
def test_verbatim_word_changes_the_next_edition():
    cook = make.occupation("HVACR Boss")
    assert published(publish(cook)).names.running == "HVACR boss"
    VerbatimWord.objects.create(word="Boss")
    assert published(publish(cook)).names.running == "HVACR Boss"


@db
def test_position_of_responsibilities_is_all_that_their_order_depends_on():
    cook = make.occupation()
    make.responsibilities(cook, "One.", "Two.")
    first = publish(cook)
    Responsibility.objects.filter(text="One.").update(position=7)
    assert published(first).responsibilities == ("One.", "Two.")
    assert published(publish(cook)).responsibilities == ("Two.", "One.")


@db
def test_figures_of_an_edition_stay_as_they_were_published():
    cook = make.occupation()
    row = make.figure(value=3, occupation=cook)
    first = publish(cook)
    row.value = 4
    row.save()
    second = publish(cook)
    assert (values_of(published(first), "growth"), values_of(published(second), "growth")) == ([("", 300)], [("", 400)])
