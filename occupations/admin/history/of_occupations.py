"""The history of an occupation: its own row, its lists and figures, and its editions."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from psycopg.sql import SQL

from occupations.models import (
    AlternateTitle,
    Classification,
    Edition,
    Figure,
    Occupation,
    OccupationSkill,
    Responsibility,
    Skill,
    WageEstimate,
)
from occupations.publishing import restore

from .kinds import Editions, History, Kind, Row, State, name_then
from .pages import HistoryAdmin

PUBLIC = ("withdrawn_at", "withdrawal_reason", "successor")  # shown as withdrawals, and not restored
RECORD = SQL("(SELECT n.title || ' (' || n.code || ')' FROM occupations_statisticalrecord n WHERE n.id = e.record_id)")
SKILL = name_then("occupations_skillevent", "skill_id", "name")
CATEGORY = name_then("occupations_categoryevent", "category_id", "name")

_EDITIONS = SQL("""
SELECT 'edition' AS sort, n.number::text AS key, n.published_at AS at, coalesce(u.username, '') AS who,
    jsonb_build_object('note', n.note, 'batch', n.batch, 'run', r.batch, 'phase', r.phase) AS detail
FROM occupations_edition n LEFT JOIN auth_user u ON u.id = n.by_id
LEFT JOIN occupations_publishingrun r ON r.batch = n.batch AND r.by_id IS NOT NULL
WHERE n.occupation_id = %(owner)s
UNION ALL
SELECT 'scheduled', 'm' || s.id || happened.event, happened.at, happened.who,
    jsonb_build_object('event', happened.event, 'moment', s.moment, 'text', happened.text)
FROM occupations_schedulededition s LEFT JOIN auth_user u ON u.id = s.by_id CROSS JOIN LATERAL (
    SELECT 'agreed' AS event, s.agreed_at AS at, coalesce(u.username, '') AS who, s.note AS text
    UNION ALL SELECT s.progress, s.ended_at, '', s.reason WHERE s.progress IN ('held', 'canceled')
) happened
WHERE s.occupation_id = %(owner)s
""")

KINDS = (
    Kind(Occupation, owner="id", names={"category": CATEGORY}, without=PUBLIC),
    Kind(
        Responsibility,
        owner="occupation_id",
        one="responsibility",
        many="Responsibilities",
        first=("text",),
        without=("instead_of", "hidden"),
    ),
    Kind(
        OccupationSkill,
        owner="occupation_id",
        one="skill",
        many="Skills",
        first=("skill",),
        names={"skill": SKILL},
        without=("instead_of", "hidden", "release"),
    ),
    Kind(
        AlternateTitle,
        owner="occupation_id",
        one="job title",
        many="Job titles",
        first=("title",),
        without=("instead_of",),
        left_out="left_out",
    ),
    Kind(
        Classification,
        owner="occupation_id",
        one="record",
        many="Official records",
        first=("record", "quality"),
        names={"record": RECORD},
    ),
    Kind(WageEstimate, owner="occupation_id", one="pay", many="Pay entered by editors"),
    Kind(
        Figure,
        owner="occupation_id",
        one="figure",
        many="Figures entered by editors",
        first=("metric", "label", "value"),
    ),
)


def edition_state(owner: int, number: int) -> tuple[datetime.datetime, State] | None:
    """What an edition has of editors, as far as it can be restored."""
    edition = Edition.objects.filter(occupation=owner, number=number).select_related("category").first()
    if edition is None:
        return None
    facts, lists = restore.written_by_editors(edition)
    slug = Occupation.objects.values_list("slug", flat=True).get(pk=owner)  # it stays as it is
    own = Occupation(pk=owner, slug=slug, **facts)
    return edition.published_at, {"occupation": [_row(own)], **{
        str(model._meta.model_name): [_row(one) for one in rows] for model, rows in lists.items()
    }}  # fmt: skip


def _row(one: models.Model) -> Row:
    """As the history has rows, but of one that was never stored."""
    row: Row = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    for field in one._meta.concrete_fields:
        if field.is_relation and (other := one._state.fields_cache.get(field.name)) is not None:
            row[field.name] = f"{other.title} ({other.code})" if field.name == "record" else str(other)
    return row


def _with_skills(rows: Iterable[Row]) -> None:
    """Skills that were deleted since are made again, so that the rows can name them."""
    rows = [row for row in rows if row.get("skill")]
    there = set(Skill.objects.filter(pk__in=[row["skill_id"] for row in rows]).values_list("pk", flat=True))
    for row in rows:
        if row["skill_id"] not in there:
            name = str(row["skill"])
            row["skill_id"] = (Skill.objects.filter(name__iexact=name).first() or Skill.objects.create(name=name)).pk


class OccupationHistoryAdmin(HistoryAdmin):
    history = History(KINDS, Editions(_EDITIONS, edition_state))

    def edition_address(self, obj, number):
        return reverse("admin:occupations_occupation_edition", args=[obj.pk, number])

    def may_restore(self, request, obj, version):
        published = version.startswith("e")
        return super().may_restore(request, obj, version) and (not published or self.has_withdraw_permission(request))

    def before_restoring(self, state):
        _with_skills(state.get("occupationskill", []))
