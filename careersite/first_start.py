"""The first start of a demonstration: the country, or with SMALL=1 the forty occupations of `fixtures/`.

Each step is named, and says what it did. What a start leaves undone, the next one goes on with.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from careersite import demo_words
from occupations.importers.country.load import load
from occupations.importers.occupation_file import load as occupation_file
from occupations.importers.project_texts import load_project_texts
from occupations.models import Occupation, PublishingRun
from occupations.publishing import common_names, opening

FIXTURES = settings.BASE_DIR / "fixtures"
COUNTRY = FIXTURES / "country"


class Step(NamedTuple):
    name: str
    work: Callable[[], str | None]  # returns what it did, where that is worth saying


def steps() -> Iterator[Step]:
    """What is to be done, in order. Each step is to be done before the next is asked for."""
    if not Occupation.objects.exists():
        if settings.SMALL:
            yield Step("Demonstration data", load_small)
            return
        yield Step("Public statistics", load_country)
    if run := opening.unfinished():
        yield Step("Pages", partial(prepare_pages, run))
        yield Step("Lists and search", partial(open_pages, run))


@transaction.atomic
def load_small() -> None:
    """The files of `fixtures/`, published."""
    for file in sorted(FIXTURES.glob("*.json")):
        occupation_file.load(file.read_bytes(), publish=True)


@transaction.atomic
def load_country() -> str:
    """The package, this project's words and the demonstration's, all or nothing; none of it public yet."""
    releases = load(COUNTRY, named=False)
    load_project_texts()
    demo_words.load(FIXTURES / "occupations.json")
    occupation_file.load((FIXTURES / "reference.json").read_bytes(), named=False)
    common_names.update()
    run = opening.begin()
    return f"{len(releases)} releases, {len(run.chosen):,} occupations"


def prepare_pages(run: PublishingRun) -> str:
    opening.prepare(run)
    return f"{len(run.chosen) - len(run.refused):,} occupations"


def open_pages(run: PublishingRun) -> None:
    opening.open_all(run)
