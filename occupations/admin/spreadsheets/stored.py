"""What editors wrote about occupations, as rows of a spreadsheet; and beside it what sources say."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Model, QuerySet

from occupations.admin.spreadsheets.shape import LEFT_OUT, YES, Cells, RowKey, item_of
from occupations.models import AlternateTitle, Occupation, OccupationSkill, Responsibility
from occupations.profiles.skill_lists import rated
from occupations.publishing.building import build_all

TEXTS = ("title", "common_name", "description", "plural", "running", "article")
CHOICES = ("own_responsibilities", "own_skills")
MODELS: dict[str, type[Model]] = {
    "titles": AlternateTitle,
    "responsibilities": Responsibility,
    "skills": OccupationSkill,
}


class Stored(NamedTuple):
    """`keys`: primary keys of the rows of lists. `versions`, `titles`: by occupation."""

    rows: dict[RowKey, Cells]
    keys: dict[RowKey, int]
    versions: dict[int, int]
    titles: dict[int, str]


def stored(occupations: Collection[int]) -> Stored:
    """As many queries for many as for one. Occupations that are gone have no rows."""
    found = Stored({}, {}, {}, {})
    rows = Occupation.objects.filter(pk__in=occupations).select_related("category").order_by("title", "pk")
    for occupation in rows.defer("live"):
        found.versions[occupation.pk] = occupation.version
        found.titles[occupation.pk] = occupation.title
        found.rows[RowKey("occupations", occupation.pk, "")] = {
            **{name: getattr(occupation, name) for name in TEXTS},
            "category": occupation.category.name,
            **{name: YES if getattr(occupation, name) else "" for name in CHOICES},
        }
    for sheet, owner, pk, row in _lists(occupations):
        key = RowKey(sheet, owner, item_of(row.get("words", ""), str(pk)))
        found.rows[key], found.keys[key] = row, pk
    return found


def _lists(occupations: Collection[int]) -> Iterator[tuple[str, int, int, Cells]]:
    titles = AlternateTitle.objects.filter(occupation__in=occupations).order_by("occupation", "title")
    for owner, pk, text, hidden in titles.values_list("occupation_id", "pk", "title", "hidden"):
        yield "titles", owner, pk, {"item": str(pk), "text": text, "state": LEFT_OUT if hidden else ""}
    columns = ("occupation_id", "pk", "instead_of", "position", "hidden")
    for owner, pk, words, place, hidden, text in _in_order(Responsibility, occupations).values_list(*columns, "text"):
        yield "responsibilities", owner, pk, _item(pk, words, place, hidden, text)
    skills = _in_order(OccupationSkill, occupations).values_list(*columns, "skill__name", "share")
    for owner, pk, words, place, hidden, text, share in skills:
        yield "skills", owner, pk, {**_item(pk, words, place, hidden, text or ""), "share": _plain(share)}


def _in_order(model: type[Model], occupations: Collection[int]) -> QuerySet:
    return model._default_manager.filter(occupation__in=occupations).order_by("occupation", "position", "pk")


def _item(pk: int, words: str, place: int | None, hidden: bool, text: str) -> Cells:
    return {
        "item": "" if words else str(pk),
        "words": words,
        "text": text,
        "place": str(place or ""),
        "state": LEFT_OUT if hidden else "",
    }


def _plain(share: Decimal | None) -> str:
    return "" if share is None else f"{share.normalize():f}"


def with_sources(found: Stored, occupations: Iterable[Occupation]) -> Stored:
    """With a row for each item of a source that editors left as it is, in the order of the source."""
    own: dict[tuple[str, int], dict[RowKey, Cells]] = {}
    for key, row in found.rows.items():
        own.setdefault((key.sheet, key.occupation), {})[key] = row
    rows: dict[RowKey, Cells] = {}
    for occupation, built in build_all(occupations):
        pk = occupation.pk
        for key, row in own[("occupations", pk)].items():
            rows[key] = {**row, "words": built.official.description}
        rows |= own.get(("titles", pk), {})
        for sheet, words in (
            ("responsibilities", built.official.responsibilities),
            ("skills", [figure.label for figure in rated(built.profile.figures)]),
        ):
            left = dict(own.get((sheet, pk), {}))
            for text in words:
                key = RowKey(sheet, pk, item_of(text, ""))
                rows[key] = left.pop(key, {"words": text})
            rows |= left
    return found._replace(rows=rows)
