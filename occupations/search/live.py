"""What a process knows of what is live: the stored model, opened from a file that processes share, and the names of
what was published since. Answers need nothing else; it is all from the local copy, and loaded again when that changes.
"""

import logging
import tempfile
import threading
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db import DatabaseError
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from occupations.local_copy import renewing, state
from occupations.models import Occupation, SearchTitle, TitleModel, TitleOverride, TitleTableRow
from occupations.search.model.ranker import Names, Parameters
from occupations.search.model.segment import Name, build
from occupations.search.model.segment import Occupation as Ranked
from occupations.search.model.stored import Stored, opened
from occupations.search.model.training import learned_from_all
from occupations.search.reading.tables import Edit, tables
from occupations.search.reading.words import fold
from occupations.search.records import Codes, fields_of_study, former_codes, group_of, has_own_record
from occupations.sql import LIVE

logger = logging.getLogger(__name__)
FOLDER = "title-models"
_TABLES = (
    "occupations_occupation", "occupations_category", "occupations_edition", "occupations_searchtitle",
    "occupations_titlemodel", "occupations_titleoverride", "occupations_titletablerow",
    "occupations_statisticalrecord", "record_link",
)  # fmt: skip
_FIGURES = (
    "live__pay", "live__pay_at_least", "live__pay_metric", "live__pay_period_end",
    "live__jobs", "live__jobs_metric", "live__jobs_period_end",
)  # fmt: skip


class LiveFigure(NamedTuple):
    """A figure of a live edition, in its unit. `at_least`: a bound, where there is no value; `group`: the wider group
    that it is for, empty where it is the occupation's own."""

    value: Decimal | int | None = None
    at_least: Decimal | None = None
    metric: str = ""
    period_end: date | None = None
    group: str = ""


class LiveOccupation(NamedTuple):
    """One live edition. `title`: as its page is headed; `size`: people who work in it, roughly, to rank it by; `pay`:
    US$ a year."""

    edition: int
    slug: str
    title: str
    category: str
    category_slug: str
    records: dict[str, str]  # {key of an official record: quality}
    size: int
    official_title: str
    pay: LiveFigure
    jobs: LiveFigure
    id: int = 0  # the number that it has for ever


class Override(NamedTuple):
    """An editor's word on a title. `edition`: the live one of the occupation that is meant; None: nothing matches."""

    title: str
    edition: int | None


class Live(NamedTuple):
    """`model`: the version of the stored one, or empty. `overrides`: by folded title, those that have an effect.
    `offered`: slugs of titles that search engines should find, as far as that takes a model to say."""

    occupations: dict[int, LiveOccupation]
    names: Names
    parameters: Parameters
    codes: Codes
    model: str
    overrides: dict[str, Override]
    offered: frozenset[str]


class _Known:
    """The present value, and of which generation of the local copy it is."""

    def __init__(self) -> None:
        self.live: Live | None = None
        self.generation = -1
        self.version = ""
        self.lock = threading.Lock()


_known = _Known()


def current() -> Live:
    """As things stand now."""
    generation = state.generation()
    if _known.live is not None and generation == _known.generation:
        return _known.live
    with _known.lock:
        # First, so that nobody waits while this one loads, and what is published meanwhile is looked for next time.
        _known.generation = generation
        version = renewing.versions(_TABLES)
        if _known.live is None or version != _known.version:
            _known.live, _known.version = load(), version
        return _known.live


def live_occupations() -> dict[int, LiveOccupation]:
    size = SearchTitle.objects.using(LIVE).filter(edition=OuterRef("live")).order_by().values("size")[:1]
    found = (
        Occupation.objects.using(LIVE)
        .public()
        .order_by()
        .values_list(
            "live", "slug", "live__title", "live__category_name", "live__category_slug", "live__records",
            Coalesce(Subquery(size), 0), Coalesce(NullIf("live__official_title", Value("")), "live__title"),
            "live__groups", *_FIGURES, "pk",
        )
    )  # fmt: skip
    return {row[0]: _occupation(*row) for row in found.iterator()}


def _occupation(*row: Any) -> LiveOccupation:
    groups, pay, jobs = row[8], row[9:13], row[13:16]
    figures = [[*pay, groups.get("pay", "")], [jobs[0], None, *jobs[1:], groups.get("jobs", "")]]
    return LiveOccupation(*[*row[:8], *(LiveFigure(*figure) for figure in figures), row[16]])


def load() -> Live:
    occupations = live_occupations()
    newest = _newest()
    stored = newest.stored
    segments, hidden = [], []
    known: set[int] = set()
    idf = None
    if stored is not None:
        segment = stored.segment
        there = np.array([number in occupations for number in segment.occupations.tolist()], dtype=bool)
        segments.append(segment)
        hidden.append(~there[segment.form_occupation])
        known = set(segment.occupations.tolist())
        idf = dict(zip(segment.words, segment.idf.tolist(), strict=True))
    new = [one for number, one in occupations.items() if number not in known]
    if new or stored is None:
        later = build(names_of({one.edition for one in new}), [ranked(one) for one in new], idf)
        segments.append(later)
        hidden.append(np.zeros(later.forms, dtype=bool))
    labeled = stored.labeled if stored else None
    return Live(
        occupations=occupations,
        names=Names(segments, hidden, groups_of(occupations), labeled, tables(edits_of_tables())),
        parameters=stored.parameters if stored else learned_from_all(),
        codes=Codes(occupations.values(), former_codes(), fields_of_study()),
        model=newest.version,
        overrides=_overrides(occupations),
        offered=newest.offered,
    )


def edits_of_tables() -> tuple[Edit, ...]:
    rows = TitleTableRow.objects.using(LIVE).order_by("table", "folded")
    return tuple(Edit(*row) for row in rows.values_list("table", "words", "read_as", "kind", "where", "off"))


def _overrides(occupations: dict[int, LiveOccupation]) -> dict[str, Override]:
    rows = TitleOverride.objects.using(LIVE).order_by("pk").values_list("title", "occupation", "occupation__live")
    return {
        fold(title): Override(title, edition)
        for title, occupation, edition in rows
        if occupation is None or edition in occupations
    }


def groups_of(occupations: dict[int, LiveOccupation]) -> dict[int, str]:
    return {number: group_of(one.records, one.slug) for number, one in occupations.items()}


def ranked(one: LiveOccupation) -> Ranked:
    return Ranked(one.edition, one.official_title, one.size, has_own_record(one.records))


def names_of(editions: set[int]) -> list[Name]:
    rows = SearchTitle.objects.using(LIVE).filter(edition__in=editions) if editions else SearchTitle.objects.none()
    return [Name(*row) for row in rows.order_by().values_list("edition", "text", "kind")]


class _Newest(NamedTuple):
    """The newest model; None, and without a version, where there is none that can be read."""

    stored: Stored | None
    version: str
    offered: frozenset[str]


def _newest() -> _Newest:
    rows = list(TitleModel.objects.using(LIVE).order_by("-id").values_list("id", "version", "offered"))
    # Those of the last model, until it is known for the present one.
    offered = frozenset(next((text for _, _, text in rows if text), "").split())
    if rows:
        try:
            return _Newest(_opened(*rows[0][:2]), rows[0][1], offered)
        except (OSError, ValueError, DatabaseError):
            logger.exception("The stored title model cannot be read. The next publication has it built again.")
    return _Newest(None, "", offered)


@lru_cache(maxsize=1)
def _opened(pk: int, version: str) -> Stored:
    return opened(_file(pk, version))


def _file(pk: int, version: str) -> Path:
    """This machine's copy, written when it is first asked for."""
    folder = settings.VAR / FOLDER
    path: Path = folder / f"{version}.bin"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        content = TitleModel.objects.values_list("content", flat=True).get(pk=pk)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
        for other in folder.glob("*.bin"):
            if other != path:
                other.unlink(missing_ok=True)  # who has it open keeps its pages
    return path
