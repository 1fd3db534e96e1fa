"""Whose figure it is: that of the occupation, or of a group that is wider than it; and how sentences say so. Pure."""

import re
from functools import lru_cache

from occupations.metrics import Level
from occupations.profiles.document import Figure, Names, Profile
from occupations.text import english

UNNAMED = "a broader group of occupations"


def wider_group(profile: Profile, figure: Figure) -> str:
    """The name of the group that a figure is of, where it is not of this occupation alone; else empty.

    A figure is of a group where it says so itself, or where its record fits the occupation in any other way than
    exactly. An occupation that is titled like the group, itself or in a record that fits it exactly, is that group:
    registered nurses are, advanced practice psychiatric nurses, who share their record, are not.
    """
    record = next((one for one in profile.records if one.key == figure.record), None) if figure.record else None
    named = figure.group
    if not named and record is not None and (record.quality != "exact" or figure.level != Level.DETAILED):
        named = record.title
    if not named:
        return "" if figure.level == Level.DETAILED else UNNAMED
    return "" if _folded(named) in _own_titles(profile) else named


def _own_titles(profile: Profile) -> set[str]:
    """What the occupation is called here, and in the records that it is: an editor may have renamed it."""
    exact = [record.title for record in profile.records if record.quality == "exact"]
    return {_folded(title) for title in (profile.names.title, profile.names.plural, *exact)}


@lru_cache(maxsize=8192)
def _folded(title: str) -> str:
    return " ".join(title.replace("’", "'").casefold().split())


def whole_group(group: str) -> str:
    """A wider group inside a sentence: "all registered nurses"; a title that does not read well after "all" is quoted:
    "the group “engineers, all other”"."""
    if group == UNNAMED:
        return group
    words = english.running(group, english.DEFAULT_VERBATIM)
    inverted = "," in words and not _JOINED.search(words)  # "cooks, restaurant"
    return f"the group “{words}”" if inverted or _UNREADY.search(words) else f"all {words}"


_JOINED = re.compile(r"\b(?:and|or)\b")
_UNREADY = re.compile(r"^(?:other|miscellaneous|all)\b|\ball other\b|;|\d|, except\b", re.IGNORECASE)


def subject(names: Names, group: str) -> str:
    """Whom a figure is said of: the occupation, or by its name the wider group that the figure is for."""
    return group_subject(group, names.plural) if group else names.plural


def group_subject(group: str, occupations: str) -> str:
    return f"{whole_group(group)} (the closest published group for {occupations})"
