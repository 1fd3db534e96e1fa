"""What the database has of a history: a page of its entries, what changed in them, and what was written at one time.

Each is one statement, however long the history is.
"""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg.sql import SQL, Composable, Identifier, Literal

from .kinds import History, Kind, State, read

PAGE = 25
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)

# The sorts of entries.
CHANGE, WITHDRAWAL, RESTORED, EDITION, LOG = "change", "withdrawal", "restored", "edition", "log"
REVIEW, SCHEDULED = "review", "scheduled"
SAVES = (CHANGE, WITHDRAWAL, RESTORED)


class Entry(NamedTuple):
    """`key`: of a save, by which its changes are found; the number of an edition. `began`: the first change of a save.
    `detail`: of a save, what was noted with it; of an edition, its note and batch; of the log, its message; of a review
    and of what is scheduled, what happened (`event`) and what was said."""

    sort: str
    key: str
    began: datetime.datetime
    at: datetime.datetime
    who: str
    detail: dict[str, Any]

    @property
    def version(self) -> str:
        """By which the state can be asked for; empty if there is none."""
        match self.sort:
            case "edition":
                return f"e{self.key}"
            case "log" | "review" | "scheduled":
                return ""
        return version_at(self.at)


class Page(NamedTuple):
    entries: list[Entry]
    total: int
    people: list[str]  # everybody who is in the history


class Changed(NamedTuple):
    """The rows that a save has changed: before it, and after it."""

    before: State
    after: State


def version_at(at: datetime.datetime) -> str:
    return f"s{(at - EPOCH) // MICROSECOND}"


def time_of(version: str) -> datetime.datetime:
    """Raises ValueError or OverflowError."""
    return EPOCH + int(version.removeprefix("s")) * MICROSECOND


def _rows(statement: Composable, parameters: dict[str, Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(connection.connection), parameters)
        return cursor.fetchall()


# A command or a form is one save; what was changed by hand, in one second.
_SAVE = SQL("coalesce(e.pgh_context_id::text, date_trunc('second', e.pgh_created_at)::text)")
_PUBLIC_AGAIN = SQL(
    "(e.pgh_label = 'update' AND e.withdrawn_at IS DISTINCT FROM "
    "lag(e.withdrawn_at) OVER (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id))"
)


def _events_of(kind: Kind) -> Composable:
    withdrawal = _PUBLIC_AGAIN if hasattr(kind.model, "withdrawn_at") else SQL("FALSE")
    return SQL(
        "SELECT {save} AS save, e.pgh_created_at AS at, e.pgh_context AS context, {withdrawal} AS withdrawal"
        " FROM {table} e WHERE e.{owner} = %(owner)s"
    ).format(save=_SAVE, withdrawal=withdrawal, table=Identifier(kind.table), owner=Identifier(kind.owner))


_ENTRIES = SQL("""
WITH events AS ({events}),
saves AS (
    SELECT save, min(at) AS began, max(at) AS at, bool_or(withdrawal) AS withdrawal,
        coalesce((array_agg(context ORDER BY at DESC))[1], '{{}}') AS context
    FROM events GROUP BY save),
entries AS (
    SELECT CASE WHEN context ? 'restored' THEN 'restored' WHEN withdrawal THEN 'withdrawal' ELSE 'change' END AS sort,
        save AS key, began, at, coalesce(context->>'name', 'manage.py ' || (context->>'command'), '') AS who,
        context AS detail
    FROM saves
    {editions}
    UNION ALL
    SELECT 'review', 'r' || r.id || happened.event, happened.at, happened.at, coalesce(u.username, ''),
        jsonb_build_object('event', happened.event, 'step', r.step, 'outcome', r.outcome, 'text', happened.text)
    FROM occupations_reviewrequest r CROSS JOIN LATERAL (
        SELECT 'asked' AS event, r.asked_at AS at, r.asked_by_id AS by, r.note AS text
        UNION ALL SELECT 'decided', r.decided_at, r.decided_by_id, r.reason WHERE r.decided_at IS NOT NULL
        UNION ALL SELECT 'said' || c.id, c.written_at, c.by_id, c.text FROM occupations_reviewcomment c
        WHERE c.request_id = r.id
    ) happened LEFT JOIN auth_user u ON u.id = happened.by
    WHERE r.content_type_id = %(kind)s AND r.object_id = %(owner)s::text
    UNION ALL
    SELECT 'log', l.id::text, l.action_time, l.action_time, coalesce(u.username, ''),
        jsonb_build_object('message', l.change_message, 'flag', l.action_flag)
    FROM django_admin_log l LEFT JOIN auth_user u ON u.id = l.user_id
    WHERE l.content_type_id = %(kind)s AND l.object_id = %(owner)s::text
        AND l.action_time < (SELECT coalesce(min(at), 'infinity') FROM events))
SELECT entries.*, count(*) OVER () AS total, (SELECT array_agg(DISTINCT who) FROM entries) AS people
FROM entries
WHERE (%(sorts)s::text[] IS NULL OR sort = ANY(%(sorts)s)) AND (%(who)s::text IS NULL OR who = %(who)s)
ORDER BY at DESC, key DESC LIMIT %(limit)s OFFSET %(offset)s
""")

_WITH_EDITIONS = SQL("UNION ALL SELECT sort, key, at, at, who, detail FROM ({sql}) published")


def page(history: History, owner: int, *, sorts: Sequence[str] = (), who: str | None = None, number: int = 1) -> Page:
    """The entries of a page, newest first; none behind the last page. `sorts`: these only; none for all."""
    statement = _ENTRIES.format(
        events=SQL(" UNION ALL ").join([_events_of(kind) for kind in history.kinds]),
        editions=_WITH_EDITIONS.format(sql=history.editions.sql) if history.editions else SQL(""),
    )
    asked = {
        "owner": owner,
        "kind": ContentType.objects.get_for_model(history.kinds[0].model).pk,
        "sorts": list(sorts) or None,
        "who": who,
        "limit": PAGE,
        "offset": (number - 1) * PAGE,
    }
    rows = _rows(statement, asked)
    entries = [Entry(sort, key, began, at, who, read(detail)) for sort, key, began, at, who, detail, *_ in rows]
    return Page(entries, *(rows[0][6:] if rows else (0, [])))


def _row(kind: Kind, event: str) -> Composable:
    """All of an event of that name, with names for what it refers to."""
    names = SQL(", ").join([SQL("{}, {}").format(Literal(name), sql) for name, sql in kind.names.items()])
    more = SQL(" || jsonb_build_object({})").format(names) if kind.names else SQL("")
    return SQL("to_jsonb({event}){more}").format(event=SQL(event), more=more)


def _changes_of(kind: Kind) -> Composable:
    table = Identifier(kind.table)
    before = SQL("(SELECT {row} FROM (SELECT p.* FROM {table} p WHERE p.pgh_obj_id = now.pgh_obj_id"
                 " AND p.pgh_id < now.pgh_id ORDER BY p.pgh_id DESC LIMIT 1) e WHERE e.pgh_label <> 'delete')").format(
        row=_row(kind, "e"), table=table
    )  # fmt: skip
    return SQL(
        "SELECT {key} AS kind, {save} AS save, e.pgh_id AS id, e.pgh_obj_id AS object,"
        " {before} AS before, CASE WHEN e.pgh_label <> 'delete' THEN {row} END AS after"
        " FROM {table} e, LATERAL (SELECT e.pgh_obj_id, e.pgh_id) now"
        " WHERE e.{owner} = %(owner)s AND {save} = ANY(%(saves)s)"
    ).format(
        key=Literal(kind.key),
        save=_SAVE,
        before=before,
        row=_row(kind, "e"),
        table=table,
        owner=Identifier(kind.owner),
    )


def changes(history: History, owner: int, saves: Sequence[str]) -> dict[str, Changed]:
    """What each of the saves has changed."""
    if not saves:
        return {}
    every = SQL(" UNION ALL ").join([_changes_of(kind) for kind in history.kinds])
    rows = _rows(SQL("{} ORDER BY kind, id").format(every), {"owner": owner, "saves": list(saves)})
    first: dict[tuple[str, str, int], str | None] = {}
    last: dict[tuple[str, str, int], str | None] = {}
    for kind, save, _, key, before, after in rows:
        first.setdefault((save, kind, key), before)
        last[save, kind, key] = after
    found = {save: Changed({}, {}) for save in saves}
    for (save, kind, key), before in first.items():
        for state, text in ((found[save].before, before), (found[save].after, last[save, kind, key])):
            if text is not None:
                state.setdefault(kind, []).append(read(text))
    return found


def _state_of(kind: Kind) -> Composable:
    """A row that belongs to something else by then is not in it."""
    return SQL(
        "SELECT {key} AS kind, {row} AS said FROM (SELECT DISTINCT ON (pgh_obj_id) * FROM {table}"
        " WHERE pgh_obj_id IN (SELECT pgh_obj_id FROM {table} WHERE {owner} = %(owner)s)"
        " AND pgh_created_at <= %(at)s ORDER BY pgh_obj_id, pgh_id DESC) e"
        " WHERE e.pgh_label <> 'delete' AND e.{owner} = %(owner)s"
    ).format(key=Literal(kind.key), row=_row(kind, "e"), table=Identifier(kind.table), owner=Identifier(kind.owner))


def state(history: History, owner: int, at: datetime.datetime) -> State | None:
    """What was written then; None if there was nothing yet."""
    every = SQL(" UNION ALL ").join([_state_of(kind) for kind in history.kinds])
    found: State = {}
    for kind, said in _rows(every, {"owner": owner, "at": at}):
        found.setdefault(kind, []).append(read(said))
    return found if history.kinds[0].key in found else None
