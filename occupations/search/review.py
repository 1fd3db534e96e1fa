"""Titles that were answered with nothing or in doubt, or whose answer was not meant, counted for the editors: only the
words, nothing about who typed them.

A process counts in memory and writes every few seconds in a thread of its own and when it ends, never while a visitor
waits. The counts of all processes come together in the database: under a keyed hash (SeldomTitle), because words that
few have typed may be somebody's name or number. What is counted a fifth time is stored in words. Whatever looks like an
email address or a telephone number is not counted at all. The rarest words are lost if there are too many at a time, on
a day or altogether, and what is not typed again is forgotten.
"""

import datetime
import re
import threading
from collections import Counter
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from occupations import background
from occupations.models import SeldomTitle, TitleToReview
from occupations.models.search import FEWEST
from occupations.search import engine
from occupations.search.engine import LONGEST_QUERY, Found
from occupations.search.reading.words import fold

MOST_COUNTED = 2_000  # of what is counted at a time in a process
MOST_A_DAY = 10_000  # rows of SeldomTitle of one day
MOST_STORED = 5_000  # rows of TitleToReview
SECONDS = 15
MONTH = datetime.timedelta(days=30)  # without being typed again, after which a seldom title is forgotten
YEAR = datetime.timedelta(days=365)  # the same for what is stored in words
NOTHING, UNSURE, REJECTED, MEANT = range(4)
_PRIVATE = re.compile(r"@|(?:\d[\s().+/-]*){7}|://|\bwww\.")

ADD_SELDOM = """
INSERT INTO occupations_seldomtitle AS stored (digest, nothing, unsure, rejected, meant, last_on)
SELECT digest, nothing, unsure, rejected, meant, %s
FROM unnest(%s::text[], %s::int[], %s::int[], %s::int[], %s::int[])
    AS counted (digest, nothing, unsure, rejected, meant)
ORDER BY digest
ON CONFLICT (digest) DO UPDATE SET
    nothing = stored.nothing + excluded.nothing,
    unsure = stored.unsure + excluded.unsure,
    rejected = stored.rejected + excluded.rejected,
    meant = stored.meant + excluded.meant,
    last_on = excluded.last_on
RETURNING digest, nothing, unsure, rejected, meant
"""
ADD = """
INSERT INTO occupations_titletoreview (words, nothing, unsure, rejected, last_on, dismissed)
SELECT words, nothing, unsure, rejected, %s, false
FROM unnest(%s::text[], %s::int[], %s::int[], %s::int[]) AS counted (words, nothing, unsure, rejected) ORDER BY words
ON CONFLICT (words) DO UPDATE SET
    nothing = occupations_titletoreview.nothing + excluded.nothing,
    unsure = occupations_titletoreview.unsure + excluded.unsure,
    rejected = occupations_titletoreview.rejected + excluded.rejected,
    last_on = excluded.last_on
"""
ADD_TO_STORED = """
UPDATE occupations_titletoreview AS stored SET
    nothing = stored.nothing + counted.nothing,
    unsure = stored.unsure + counted.unsure,
    rejected = stored.rejected + counted.rejected,
    last_on = %s
FROM unnest(%s::text[], %s::int[], %s::int[], %s::int[]) AS counted (words, nothing, unsure, rejected)
WHERE stored.words = counted.words
"""
ADD_MEANT = """
INSERT INTO occupations_meantinstead (title_id, occupation_id, count)
SELECT title.id, occupation.id, counted.count
FROM unnest(%s::text[], %s::text[], %s::int[]) AS counted (words, slug, count)
JOIN occupations_titletoreview AS title ON title.words = counted.words
JOIN occupations_occupation AS occupation ON occupation.slug = counted.slug
ORDER BY title.id, occupation.id
ON CONFLICT (title_id, occupation_id) DO UPDATE SET count = occupations_meantinstead.count + excluded.count
"""


Key = tuple[str, str]  # words, and the slug of what was meant or ""


class Counted(NamedTuple):
    """`kind`: NOTHING, UNSURE, REJECTED, or MEANT with the slug of the occupation that was meant instead."""

    words: str
    kind: int
    slug: str = ""


_counts: Counter[Counted] = Counter()
_lock = threading.Lock()


def count(typed: str, found: Found) -> None:
    """A visitor was answered so. Codes are no titles, and what editors decided is not in doubt."""
    if found.title is None or found.by_editors:
        return
    if not found.hits:
        _count(typed, NOTHING)
    elif found.band == "choice":
        _count(typed, UNSURE)


def reject(typed: str) -> None:
    """A visitor did not mean the answer."""
    if fold(typed):
        _count(typed, REJECTED)


def mean(typed: str, slug: str) -> None:
    """A visitor says which occupation was meant instead; to be called beside `reject`."""
    _count(typed, MEANT, slug)


def _count(typed: str, kind: int, slug: str = "") -> None:
    words = " ".join(typed[:LONGEST_QUERY].casefold().split())[:LONGEST_QUERY]
    if _PRIVATE.search(words) or not words.isprintable():
        return
    with _lock:
        _counts[Counted(words, kind, slug)] += 1
        if len(_counts) > MOST_COUNTED:
            for rare, _ in _counts.most_common()[MOST_COUNTED // 2 :]:
                del _counts[rare]


def write() -> None:
    """Add what was counted to what all processes have counted, and store in words what that makes five times."""
    with _lock:
        counted = dict(_counts)
    if not counted:
        return
    with transaction.atomic():
        _store(counted)
    with _lock:
        for one, times in counted.items():
            _counts[one] -= times
            if _counts[one] <= 0:
                del _counts[one]


def _store(counted: dict[Counted, int]) -> None:
    """To be called in a transaction."""
    new: dict[Key, list[int]] = {}
    for one, times in counted.items():
        new.setdefault((one.words, one.slug), [0, 0, 0, 0])[one.kind] += times
    keys = {_digest(key): key for key in new}
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(ADD_SELDOM, [today, list(keys), *_columns(list(new.values()))])
        totals = {keys[digest]: times for digest, *times in cursor.fetchall()}
        titles = {words: times for (words, slug), times in totals.items() if not slug}
        often = {words: times for words, times in titles.items() if sum(times) >= FEWEST}
        seldom = {words: times for words, times in titles.items() if words not in often}
        for sql, some in ((ADD, often), (ADD_TO_STORED, seldom)):
            cursor.execute(sql, [today, list(some), *_columns(list(some.values()))[:MEANT]])
        stored = set(
            TitleToReview.objects.filter(words__in={words for words, _ in new}).values_list("words", flat=True)
        )
        meant = [
            (words, slug, times[MEANT])
            for (words, slug), times in totals.items()
            if slug and words in stored and times[MEANT] >= FEWEST
        ]
        cursor.execute(ADD_MEANT, [list(column) for column in zip(*meant, strict=True)] or [[], [], []])
    written = [(words, "") for words in titles if words in stored] + [(words, slug) for words, slug, _ in meant]
    SeldomTitle.objects.filter(digest__in=map(_digest, written)).delete()
    SeldomTitle.objects.filter(last_on__lt=today - MONTH).delete()
    of_today = SeldomTitle.objects.filter(last_on=today).order_by(
        -(F("nothing") + F("unsure") + F("rejected") + F("meant")), "pk"
    )
    SeldomTitle.objects.filter(pk__in=list(of_today.values_list("pk", flat=True)[MOST_A_DAY:])).delete()


def forget() -> int:
    """Deletes words that nobody has typed for a year, and the rarest of too many. Returns how many."""
    old = Q(last_on__lt=timezone.localdate() - YEAR)
    rarest = TitleToReview.objects.order_by("-dismissed", "-count", "pk").values_list("pk", flat=True)[MOST_STORED:]
    return TitleToReview.objects.filter(old | Q(pk__in=list(rarest))).delete()[1].get(TitleToReview._meta.label, 0)


def _digest(key: Key) -> str:
    return salted_hmac("occupations.search.review", "\0".join(key), algorithm="sha256").hexdigest()


def _columns(rows: list[list[int]]) -> list[list[int]]:
    return [[times[kind] for times in rows] for kind in (NOTHING, UNSURE, REJECTED, MEANT)]


def start_writing() -> None:
    """For a serving process: write periodically as long as it lives, and what is left when it ends."""
    what = "Writing titles to review"
    background.every(SECONDS, what, write)
    background.at_end(what, write)


def solved_by(title: str) -> int:
    """An editor has said what this title means: it leaves the queue, however it is spelled. Returns how many rows."""
    folded = fold(title)
    solved = [pk for pk, words in TitleToReview.objects.values_list("pk", "words") if fold(words) == folded]
    return TitleToReview.objects.filter(pk__in=solved).delete()[1].get(TitleToReview._meta.label, 0)


def remove_answered() -> int:
    """What is answered well by now leaves the queue. Returns how many."""
    open_titles = TitleToReview.objects.filter(rejected=0, dismissed=False).values_list("pk", "words")
    answered = [pk for pk, words in open_titles if is_answered(engine.find(words))]
    return TitleToReview.objects.filter(pk__in=answered).delete()[1].get(TitleToReview._meta.label, 0)


def is_answered(found: Found) -> bool:
    return found.by_editors or (bool(found.hits) and found.band != "choice")
