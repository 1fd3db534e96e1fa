"""Which values the filters of the list of occupations may have, and what is said of others: no filter finds nothing
because its value is one that nothing has."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from occupations.api.parameters import MOST_NEAR
from occupations.api.problems import Problem
from occupations.browse.catalogue import ENTRY, catalogue
from occupations.browse.filters import choice_key
from occupations.directory.members import roster
from occupations.publishing.columns import USES, use_key
from occupations.text.likeness import most_alike

SHORT = 60  # a list of values that is named in full


class LegalValue(NamedTuple):
    """A value of a filter, its name for readers, and how many occupations it finds alone."""

    key: str
    name: str
    occupations: int


def _categories() -> list[LegalValue]:
    return [LegalValue(*one) for one in catalogue().categories]


def _entries(name: str) -> Callable[[], list[LegalValue]]:
    def values() -> list[LegalValue]:
        counts: Counter[str] = Counter()
        labels: dict[str, str] = {}
        for label, count in catalogue().entries[name]:
            counts[choice_key(label)] += count
            labels.setdefault(choice_key(label), label)
        return [LegalValue(key, labels[key], count) for key, count in counts.most_common()]

    return values


def _uses() -> list[LegalValue]:
    found = roster().uses.values()
    return sorted(LegalValue(use.key, use.name, len(use.users)) for use in found)


def _records() -> list[LegalValue]:
    found = roster().by_record.items()
    return sorted(LegalValue(key, key.partition(":")[2], len(members)) for key, members in found)


VALUES: dict[str, Callable[[], list[LegalValue]]] = {
    "category": _categories,
    **{name: _entries(name) for name in ENTRY},
    "skill": _uses,
    "record": _records,
}
"""Filter → all of its values."""


def chosen(parameter: str, text: str) -> list[str]:
    """The keys that a filter has been given, separated by commas, or one with a comma of its own. Raises Problem for
    one that nothing has."""
    legal = {value.key: value for value in VALUES[parameter]()}
    if keys := _keys(parameter, text, legal):
        return keys
    found = []
    for part in text.split(","):
        if not (keys := _keys(parameter, part, legal)):
            raise unknown(parameter, part, list(legal.values()))
        found += keys
    return list(dict.fromkeys(found))


def _keys(parameter: str, given: str, legal: dict[str, LegalValue]) -> list[str]:
    """Skills may be given by name, which several kinds of them can have."""
    if given in legal:
        return [given]
    named = [use_key(kind, given) for kind in USES] if parameter == "skill" and given.strip() else []
    return [key for key in named if key in legal]


def unknown(parameter: str, given: str, legal: Sequence[LegalValue]) -> Problem:
    """What to say of a value that nothing has."""
    near = [{"key": value.key, "title": value.name} for value in _near(given, legal)]
    every = (
        {"allowed": [value.key for value in legal]}
        if len(legal) <= SHORT
        else {"allowed_form": f"a key that values/?parameter={parameter} lists"}
    )
    detail = f"{parameter}: nothing has the value “{given[:80]}”."
    if near:
        detail += f" Similar: {', '.join(one['key'] for one in near)}."
    return Problem("invalid-parameter", detail, parameter=parameter, near=near, **every)


def _near(given: str, legal: Sequence[LegalValue]) -> list[LegalValue]:
    """Those with the same code or the beginning of one, then those with similar names or keys."""
    code = given.rpartition(":")[2].casefold().strip()
    of_code = [value for value in legal if ":" in value.key and code and value.name.casefold().startswith(code)]
    words = given.replace("-", " ")
    alike = most_alike(words, legal, lambda value: value.name) + most_alike(given, legal, lambda value: value.key)
    return list(dict.fromkeys([*of_code, *alike]))[:MOST_NEAR]
