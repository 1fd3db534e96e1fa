"""What visitors look for and do not find, counted for the editors; the words alone, nothing about who typed them.

A process counts in memory and writes every few minutes, by a thread of its own, never while somebody waits. Only words
that were looked for five times become a row: before that they may be somebody's name or number, and are stored nowhere.
Each process counts by itself, so that with four of them a word may need up to seventeen searches to be stored; whatever
was counted after it was stored is added to it. What a process has not yet written when it ends is lost, and so are the
rarest words where there are too many different ones.
"""

import logging
import threading
import time
from collections import Counter

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from occupations.models.search import FEWEST

MOST_WORDS = 2_000  # different ones that a process counts at a time
SECONDS = 300
logger = logging.getLogger(__name__)

ADD = """
INSERT INTO occupations_searchmiss (words, count, last_on)
SELECT words, count, %s FROM unnest(%s::text[], %s::int[]) AS counted (words, count) ORDER BY words
ON CONFLICT (words) DO UPDATE
SET count = occupations_searchmiss.count + excluded.count, last_on = excluded.last_on
"""
ADD_TO_STORED = """
UPDATE occupations_searchmiss AS stored SET count = stored.count + counted.count, last_on = %s
FROM unnest(%s::text[], %s::int[]) AS counted (words, count)
WHERE stored.words = counted.words
RETURNING stored.words
"""

_counts: Counter[str] = Counter()
_lock = threading.Lock()


def count(query: str) -> None:
    """`query`: at most as long as a SearchMiss."""
    words = " ".join(query.casefold().split())
    with _lock:
        _counts[words] += 1
        if len(_counts) > MOST_WORDS:
            for rare, _ in _counts.most_common()[MOST_WORDS // 2 :]:
                del _counts[rare]


def write() -> None:
    """Make rows of the words that came five times, and add the others to the rows that they have already."""
    with _lock:
        counted = dict(_counts)
    frequent = {words: times for words, times in counted.items() if times >= FEWEST}
    seldom = {words: times for words, times in counted.items() if times < FEWEST}
    today = timezone.localdate()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD, [today, list(frequent), list(frequent.values())])
        cursor.execute(ADD_TO_STORED, [today, list(seldom), list(seldom.values())])
        written = [*frequent, *(words for (words,) in cursor.fetchall())]
    with _lock:
        for words in written:
            _counts[words] -= counted[words]
            if _counts[words] <= 0:
                del _counts[words]


def start_writing() -> None:
    """For a process that serves: write now and then, as long as it lives."""
    threading.Thread(target=_write_now_and_then, name="search misses", daemon=True).start()


def _write_now_and_then() -> None:
    while True:
        time.sleep(SECONDS)
        try:
            write()
        except DatabaseError:
            logger.warning("What was looked for in vain could not be written; it is tried again later.")
        finally:
            connection.close()
