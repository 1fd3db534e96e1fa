"""What a process knows of what is live: the stored model, opened from a file that processes share, and the names of
what was published since. Answers need nothing else, so that they ask the database nothing.

Once a second at most somebody who asks looks whether anything was published; the process that publishes knows at once.
"""

import json
import logging
import tempfile
import threading
import time
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db import DatabaseError, connection

from occupations.caching.live_value import LIVE_EDITIONS
from occupations.models import SearchTitle, TitleModel, TitleOverride, TitleTableRow
from occupations.search.model.ranker import Names, Parameters
from occupations.search.model.segment import Name, build
from occupations.search.model.segment import Occupation as Ranked
from occupations.search.model.stored import Stored, opened
from occupations.search.model.training import learned_from_all
from occupations.search.reading.tables import Edit, tables
from occupations.search.reading.words import fold
from occupations.search.records import Codes, group_of, has_own_record

logger = logging.getLogger(__name__)
FOLDER = "title-models"
_OCCUPATIONS = """
SELECT e.id, o.slug, e.title, e.category_name, e.category_slug, e.records::text,
       coalesce((SELECT size FROM occupations_searchtitle t WHERE t.edition_id = e.id LIMIT 1), 0),
       coalesce(nullif(e.official_title, ''), e.title),
       e.pay, e.pay_at_least, e.pay_metric, e.pay_period_end, coalesce(e.groups->>'pay', ''),
       e.jobs, NULL, e.jobs_metric, e.jobs_period_end, coalesce(e.groups->>'jobs', '')
FROM occupations_occupation o JOIN occupations_edition e ON e.id = o.live_id
WHERE o.withdrawn_at IS NULL
"""
_MODELS = "SELECT concat_ws(' ', max(id), max(id) FILTER (WHERE offered <> '')) FROM occupations_titlemodel"
_OVERRIDES = "SELECT sum(hashtextextended(title, coalesce(occupation_id, 0))) FROM occupations_titleoverride"
_EDITS = """
SELECT sum(hashtextextended(concat_ws('|', "table", words, read_as, kind, "where", off), 0))
FROM occupations_titletablerow
"""
_VERSION = f"SELECT concat_ws(' ', ({LIVE_EDITIONS}), ({_MODELS}), ({_OVERRIDES}), ({_EDITS}))"


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
    """The present value, and when somebody looked last whether it is."""

    def __init__(self) -> None:
        self.live: Live | None = None
        self.version = ""
        self.looked_at = 0.0
        self.lock = threading.Lock()


_known = _Known()


def current() -> Live:
    """As things stand now, or stood a second ago."""
    if _known.live is not None and time.monotonic() - _known.looked_at < settings.TITLES_LOOKED_AT_EVERY:
        return _known.live
    with _known.lock:
        # First, so that nobody waits while this one loads, and what is published meanwhile is looked for next time.
        _known.looked_at = time.monotonic()
        try:
            version = version_now()
            if _known.live is None or version != _known.version:
                _known.live, _known.version = load(), version
        except DatabaseError:
            if _known.live is None:
                raise
            logger.warning("The database cannot be reached; titles are answered from what was loaded last.")
        return _known.live


def latest() -> Live:
    """As things stood when they were last looked at, for what may be a second late."""
    return _known.live or current()


def forget() -> None:
    """Something was published here: the next who asks looks."""
    _known.looked_at = 0.0


def version_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return str(cursor.fetchone()[0])


def live_occupations() -> dict[int, LiveOccupation]:
    with connection.cursor() as cursor:
        cursor.execute(_OCCUPATIONS)
        return {row[0]: _occupation(*row) for row in cursor.fetchall()}


def _occupation(*row: Any) -> LiveOccupation:
    return LiveOccupation._make(
        [*row[:5], json.loads(row[5]), *row[6:8], LiveFigure._make(row[8:13]), LiveFigure._make(row[13:])]
    )


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
        codes=Codes(occupations.values()),
        model=newest.version,
        overrides=_overrides(occupations),
        offered=newest.offered,
    )


def edits_of_tables() -> tuple[Edit, ...]:
    rows = TitleTableRow.objects.order_by("table", "folded")
    return tuple(Edit(*row) for row in rows.values_list("table", "words", "read_as", "kind", "where", "off"))


def _overrides(occupations: dict[int, LiveOccupation]) -> dict[str, Override]:
    rows = TitleOverride.objects.order_by("pk").values_list("title", "occupation", "occupation__live")
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
    rows = SearchTitle.objects.filter(edition__in=editions) if editions else SearchTitle.objects.none()
    return [Name(*row) for row in rows.order_by().values_list("edition", "text", "kind")]


class _Newest(NamedTuple):
    """The newest model; None, and without a version, where there is none that can be read."""

    stored: Stored | None
    version: str
    offered: frozenset[str]


def _newest() -> _Newest:
    rows = list(TitleModel.objects.order_by("-id").values_list("id", "version", "offered"))
    # Those of the last model, until it is known for the present one.
    offered = frozenset(next((text for _, _, text in rows if text), "").split())
    if rows:
        try:
            return _Newest(_opened(*rows[0][:2]), rows[0][1], offered)
        except (OSError, ValueError):
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
