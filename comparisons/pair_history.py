"""The history of words about a pair: drafts that were saved, and what was published of them."""

import datetime

from psycopg.sql import SQL

from comparisons.models import PairNote, PublishedWords
from occupations.admin.history.kinds import Editions, History, Kind, State, name_then
from occupations.admin.history.pages import HistoryAdmin

_EDITIONS = SQL("""
SELECT 'edition' AS sort, n.number::text AS key, n.published_at AS at, coalesce(u.username, '') AS who,
    '{}'::jsonb AS detail
FROM comparisons_publishedwords n LEFT JOIN auth_user u ON u.id = n.by_id WHERE n.pair_id = %(owner)s
""")


def words_of(owner: int, number: int) -> tuple[datetime.datetime, State] | None:
    """The published words of that number, and everything else as it is."""
    words = PublishedWords.objects.filter(pair=owner, number=number).select_related("pair").first()
    if words is None:
        return None
    note = {field.attname: getattr(words.pair, field.attname) for field in PairNote._meta.concrete_fields}
    return words.published_at, {"pairnote": [note | {"introduction": words.introduction, "verdict": words.verdict}]}


_HISTORY = History(
    (
        Kind(
            PairNote,
            owner="pgh_obj_id",
            names={
                "first": name_then("occupations_occupationevent", "first_id", "title"),
                "second": name_then("occupations_occupationevent", "second_id", "title"),
            },
        ),
    ),
    Editions(_EDITIONS, words_of),
)


class PairHistoryAdmin(HistoryAdmin):
    history = _HISTORY
