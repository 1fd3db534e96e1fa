"""Reads what editors wrote in the lists of occupations, for many with as many queries as for one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from occupations.models import AlternateTitle, OccupationSkill, Responsibility
from occupations.profiles.document import ListEdit


class SkillRow(NamedTuple):
    """A skill of the editors or of a file, or an edit of a rated one."""

    edit: ListEdit
    share: Decimal | None  # percent
    release: int | None


class ListEdits(NamedTuple):
    """Of one occupation. `left_out`: titles of sources that nobody sees."""

    also_called: list[str]
    left_out: list[str]
    responsibilities: list[ListEdit]
    skills: list[SkillRow]


def read_edits(owners: Sequence[int]) -> dict[int, ListEdits]:
    """By occupation; all of `owners` are there."""
    found = {owner: ListEdits([], [], [], []) for owner in owners}
    of_owners = {"occupation__in": owners}
    titles = AlternateTitle.objects.filter(**of_owners).order_by("title")
    for owner, title, hidden in titles.values_list("occupation_id", "title", "hidden"):
        (found[owner].left_out if hidden else found[owner].also_called).append(title)
    columns = ("instead_of", "position", "hidden")
    responsibilities = Responsibility.objects.filter(**of_owners).order_by("position", "pk")
    for owner, text, *edit in responsibilities.values_list("occupation_id", "text", *columns):
        found[owner].responsibilities.append(_edit(text, *edit))
    skills = OccupationSkill.objects.filter(**of_owners).order_by("position", "pk")
    for owner, share, release, name, *edit in skills.values_list(
        "occupation_id", "share", "release_id", "skill__name", *columns
    ):
        found[owner].skills.append(SkillRow(_edit(name or "", *edit), share, release))
    return found


def _edit(text: str, instead_of: str, position: int | None, hidden: bool) -> ListEdit:
    return ListEdit(text=text, instead_of=instead_of, place=position or 0, hidden=hidden)
