"""Whether a figure is for the occupation or for a wider group, and how sentences say so. Pure."""

import re
from functools import lru_cache

from occupations.metrics import Level
from occupations.profiles.document import Figure, Names, Profile, RecordRef
from occupations.text import english

UNNAMED = "a broader group of occupations"


def wider_group(profile: Profile, figure: Figure) -> str:
    """The name of the group that a figure is for, if it is not for this occupation alone; else empty.

    A figure is for a group if it says so itself, or if its record does not fit the occupation exactly. An occupation
    that is titled like the group, itself or in a record that fits it exactly, is that group: registered nurses are;
    advanced practice psychiatric nurses, who share their record, are not.
    """
    record = next((one for one in profile.records if one.key == figure.record), None) if figure.record else None
    named = figure.group
    if not named and record is not None and (record.quality != "exact" or figure.level != Level.DETAILED):
        named = record.title
    if not named:
        return "" if figure.level == Level.DETAILED else UNNAMED
    return "" if _folded(named) in _own_titles(profile) else named


def group_of_record(profile: Profile, record: RecordRef) -> str:
    """The name of the group that a record is for, if it is not for this occupation alone; else empty."""
    return "" if record.quality == "exact" or _folded(record.title) in _own_titles(profile) else record.title


def _own_titles(profile: Profile) -> set[str]:
    """The official titles of the occupation, on this site and in the records that fit it exactly, because an editor may
    have renamed it. A short common name is not one of them: it may say less than the group."""
    names = profile.names
    own = (names.official, names.official_plural) if names.official else (names.title, names.plural)
    exact = [record.title for record in profile.records if record.quality == "exact"]
    return {_folded(title) for title in (*own, *exact)}


@lru_cache(maxsize=8192)
def _folded(title: str) -> str:
    return " ".join(title.replace("’", "'").casefold().split())


def whole_group(group: str) -> str:
    """A wider group inside a sentence: "all registered nurses"; a title that does not read well after "all" is quoted:
    "workers in the group “engineers, all other”"."""
    if group == UNNAMED:
        return group
    words = english.running(group, english.DEFAULT_VERBATIM)
    inverted = "," in words and not _JOINED.search(words)  # "cooks, restaurant"
    return f"workers in the group “{words}”" if inverted or _UNREADY.search(words) else f"all {words}"


_JOINED = re.compile(r"\b(?:and|or)\b")
_UNREADY = re.compile(r"^(?:other|miscellaneous|all)\b|\ball other\b|;|\d|, except\b", re.IGNORECASE)


def subject(names: Names, group: str) -> str:
    """The subject of a sentence about a figure: the occupation, or the wider group that the figure is for."""
    return group_subject(group, names.plural) if group else names.plural


def group_subject(group: str, occupations: str) -> str:
    return f"{whole_group(group)} (the closest published group for {occupations})"
