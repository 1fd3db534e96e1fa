"""The texts and lists of a profile: what editors wrote, and what sources say where editors left it to them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from occupations.metrics import METRICS
from occupations.models import Occupation
from occupations.profiles.document import Figure, SkillRef
from occupations.profiles.edited_lists import combine, in_effect
from occupations.profiles.skill_lists import OWN, rated
from occupations.publishing.building.figures import scaled
from occupations.publishing.building.list_edits import ListEdits, SkillRow
from occupations.publishing.building.official_texts import OfficialTexts
from occupations.text import english

Index = Callable[[int | None], int]  # primary key of a release → its index in the profile, -1 for none


def description(occupation: Occupation, official: OfficialTexts, index: Index) -> dict[str, Any]:
    own = occupation.description.strip()
    if not own:
        return {"description": official.description, "description_release": index(official.description_release)}
    after = occupation.description_after
    return {
        "description": own,
        "description_after": after,
        "description_after_release": index(official.description_release) if after else -1,
    }


def responsibilities(occupation: Occupation, edits: ListEdits, official: OfficialTexts, index: Index) -> dict[str, Any]:
    own = occupation.own_responsibilities and any(edit.text for edit in edits.responsibilities)
    given = () if own else official.responsibilities
    adapted = own and any(edit.text and edit.instead_of for edit in edits.responsibilities)
    return {
        "responsibilities": tuple([item.text for item in combine(given, edits.responsibilities)]),
        "responsibilities_release": index(official.responsibilities_release) if given or adapted else -1,
        "responsibilities_edits": in_effect(given, edits.responsibilities) if given or adapted else (),
        "responsibilities_ours": adapted,
    }


def skills(
    occupation: Occupation, edits: ListEdits, figures: Iterable[Figure], index: Index, verbatim: frozenset[str]
) -> dict[str, Any]:
    named = [row for row in edits.skills if row.edit.text]
    given = () if occupation.own_skills and named else [figure.label for figure in rated(figures)]
    if given:
        return {"skills_edits": in_effect(given, [row.edit for row in edits.skills])}
    return {"skills": _own_skills(named, index, verbatim)}


def _own_skills(rows: Sequence[SkillRow], index: Index, verbatim: frozenset[str]) -> tuple[SkillRef, ...]:
    unit = METRICS[OWN].unit
    return tuple(
        [
            SkillRef(
                name=row.edit.text,
                running=english.running(row.edit.text, verbatim),
                share=None if row.share is None else scaled(row.share, unit),
                release=index(row.release),
            )
            for row in rows
        ]
    )
