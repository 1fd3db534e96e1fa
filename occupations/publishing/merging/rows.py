"""Merging what occupations share: skills and categories. What used the one uses the other; drafts change, and are
published as always."""

from collections.abc import Iterator

from django.db import transaction

from occupations.links import category_url
from occupations.models import Category, Edition, Occupation, OccupationSkill, ScheduledEdition, Skill
from occupations.publishing.recheck import recheck_soon

from .effects import ENDS, MOVES, STAYS, Effect, counted, named


def effects_of_skills(one: Skill, into: Skill) -> Iterator[Effect]:
    rows = one.occupation_skills.select_related("occupation").order_by("occupation__title")
    both = set(into.occupation_skills.values_list("occupation", flat=True))
    moving = [str(row.occupation) for row in rows if row.occupation_id not in both]
    twice = [str(row.occupation) for row in rows if row.occupation_id in both]
    if moving:
        yield Effect("Occupations", MOVES, f"{named(moving)}: the skill is “{into}” from now on, at the same place.")
    if twice:
        text = f"{named(twice)} {'have' if len(twice) > 1 else 'has'} both: “{into}” stays, once, and keeps its place."
        yield Effect("Duplicates", ENDS, text)
    yield Effect("The skill", ENDS, f"“{one}” is deleted. Its history stays.")
    if moving or twice:
        yield Effect("Pages", STAYS, "Visitors see the change of each page when it is published.")


@transaction.atomic
def merge_skills(one: Skill, into: Skill) -> int:
    """Returns how many occupations are still to be compared with what visitors see."""
    there = {row.occupation_id: row for row in into.occupation_skills.select_for_update()}
    keys = set()
    for row in one.occupation_skills.select_for_update():
        keys.add(row.occupation_id)
        if row.occupation_id in there:
            _settle(row, there[row.occupation_id])
        else:
            row.skill = into
            row.save(update_fields=["skill"])
    one.delete()
    return recheck_soon(keys)


def _settle(row: OccupationSkill, there: OccupationSkill) -> None:
    """One of two rows of an occupation stays. It gets what only the other one says; an item of a source for which the
    other one stood does not come back."""
    share, release = row.share, row.release
    if row.instead_of and there.instead_of:
        row.skill, row.hidden, row.share, row.release, row.position = None, True, None, None, None
        row.save()
    else:
        row.delete()
        there.instead_of = there.instead_of or row.instead_of
    if there.share is None:
        there.share, there.release = share, release
    there.save()


def effects_of_categories(one: Category, into: Category) -> Iterator[Effect]:
    titles = [str(row) for row in one.occupations.order_by("title")]
    if titles:
        text = f"{counted(len(titles), 'occupation')} ({named(titles)}): the category is “{into}” from now on."
        yield Effect("Occupations", MOVES, text)
        yield Effect("Pages", STAYS, "Visitors see the change of each page when it is published.")
    if one.description and not into.description:
        yield Effect("Description", MOVES, f"“{into}” has none and gets that of “{one}”.")
    if _is_named(one):
        text = f"{category_url(one.slug)} leads to {category_url(into.slug)} as soon as no public page is in “{one}”."
        yield Effect("Address", MOVES, text)
        text = f"“{one}” can no longer be chosen. Its row stays, because editions name it."
        yield Effect("The category", STAYS, text)
    else:
        yield Effect("The category", ENDS, f"“{one}” is deleted: no edition names it. Its history stays.")


def _is_named(one: Category) -> bool:
    """Whether something that is never changed names it."""
    absorbed = one.absorbed.exists()
    return absorbed or any(model.objects.filter(category=one).exists() for model in (Edition, ScheduledEdition))


@transaction.atomic
def merge_categories(one: Category, into: Category) -> int:
    """Returns how many occupations are still to be compared with what visitors see."""
    one, into = (Category.objects.select_for_update().get(pk=row.pk) for row in (one, into))
    keys = list(one.occupations.values_list("pk", flat=True))
    Occupation.objects.filter(pk__in=keys).update(category=into)
    if one.description and not into.description:
        into.description = one.description
        into.save(update_fields=["description"])
    is_named = _is_named(one)
    one.absorbed.update(merged_into=into)
    if is_named:
        one.merged_into = into
        one.save(update_fields=["merged_into"])
    else:
        one.delete()
    return recheck_soon(keys)
