"""The command that looks at all pages of a sample."""

import io

import pytest
from django.core.management import CommandError, call_command

from comparisons.page import formats
from occupations.pages import occupation
from occupations.publishing.publish import publish_all
from tests.http import public
from tests.occupations import factories as make

db = pytest.mark.django_db
COMMAND = "comparisons.management.commands.check_pages"


@pytest.fixture(autouse=True)
def static_files(monkeypatch):
    """They have been collected before the first test, and other tests read them."""
    monkeypatch.setattr(f"{COMMAND}.call_command", lambda *arguments, **options: None)


def run(**options) -> str:
    out = io.StringIO()
    call_command("check_pages", stdout=out, **options)
    return out.getvalue()


def refused(**options) -> tuple[int, str, str]:
    """The exit code, the last word, and what was said before it."""
    out = io.StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("check_pages", stdout=out, **options)
    return raised.value.returncode, str(raised.value), out.getvalue()


@db
def test_pages_that_are_as_they_should_be():
    public.occupations("Cook", "Waiter", "Nurse")
    assert run().endswith("7 pages checked, 0 errors.\n")


@db
def test_made_up_occupations_pass():
    call_command("make_catalogue", occupations=6, quiet=True)
    call_command("publish_changed", quiet=True)
    assert run(quiet=True).endswith("25 pages checked, 0 errors.\n")


@db
def test_a_sample_is_the_same_each_time():
    public.occupations("Cook", "Waiter", "Nurse", "Baker")
    assert run(sample=2).endswith("3 pages checked, 0 errors.\n")
    assert run(sample=2) == run(sample=2)


@db
def test_a_broken_page_is_named_with_what_is_wrong(monkeypatch):
    public.occupations("Cook", "Waiter", "Nurse")

    def render(made, output_format="html"):
        broken = {live.slug for live in made.lives} == {"cook", "nurse"}
        return "<p>None</p>" if broken else formats.render(made, output_format)

    monkeypatch.setattr(f"{COMMAND}.render", render)
    code, word, said = refused()
    assert (code, word) == (1, "Some pages have errors.")
    assert "leftover of a template: 1\n  cook-vs-nurse: None\n" in said
    assert "waiter" not in said
    assert "7 pages checked" in said.splitlines()[-1]


@db
def test_a_page_that_cannot_be_made_is_named_and_the_others_are_looked_at(monkeypatch):
    public.occupations("Cook", "Waiter")

    def fail(*arguments):
        raise ZeroDivisionError("no jobs")

    monkeypatch.setattr(f"{COMMAND}.assemble", fail)
    assert refused() == (
        1,
        "Some pages have errors.",
        "error: ZeroDivisionError: 1\n  cook-vs-waiter: no jobs\n3 pages checked, 1 errors.\n",
    )


@db
def test_one_public_occupation_makes_no_page():
    public.occupations("Cook")
    code, word, said = refused()
    assert (code, word, said) == (1, "There are fewer than two public occupations; publish some first.", "")


@db
def test_a_superlative_and_a_lost_sign_on_an_occupations_own_page_are_named(monkeypatch):
    cook, _ = public.occupations("Cook", "Waiter")
    record, release = make.record("35-2014"), make.release()
    make.classify(cook, record)
    make.figure("top_state", 50_000, label="Ohio", record=record, release=release)
    for name, employment in (("Ohio", 400), ("Texas", 900)):
        state = make.area(name, kind="state")
        make.wage(record=record, release=release, area=state, annual_median=50_000, employment=employment)
    publish_all([cook])
    view = occupation.build_view

    def without_sign(*given):
        made = view(*given)
        said = [text.replace("grow", "decline") for text in made.sentences]
        return made._replace(sentences=said, notices=["One.", "Two."])

    monkeypatch.setattr(f"{COMMAND}.occupation_page.build_view", without_sign)
    _, _, said = refused()
    assert "growth without its sign: 1\n  waiter: Employment is projected" in said
    assert "more than one notice: 2\n  cook: 2 notices\n" in said
    assert (
        "not the highest-paying, or below the floor: 1\n  cook: Ohio has 400 employees and a relative standard error of None%\n"
        in said
    )
