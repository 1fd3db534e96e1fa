"""Who leads: “VP of Engineering”, “Head of People”, “Warehouse lead”. What is led says which occupation it is."""

from typing import NamedTuple

from occupations.search.reading.tables import Phrase, Tables

LONGEST_LEADER = 3


class Led(NamedTuple):
    rank: str = ""
    read_as: tuple[Phrase, ...] = ()


def led(words: Phrase, known: Tables) -> Led:
    """Of the words of one part; nothing where they name no leader."""
    rank, what = _leader(words, known)
    if not rank:
        return Led()
    table = known.functions if rank == "manager" else known.supervisors
    if not what:
        return Led(rank)
    # The longest phrase decides, and of equals the last: in English it is nearest to what the title is about.
    for length in range(min(4, len(what)), 0, -1):
        for start in range(len(what) - length, -1, -1):
            inside = what[start : start + length]
            if inside in known.general and len(what) > 1 and start + 1 < len(what):
                continue
            if found := table.get(inside):
                return Led(rank, found)
    return Led(rank)


def _leader(words: Phrase, known: Tables) -> tuple[str, Phrase]:
    """(rank, what is led)."""
    if len(words) > 2 and words[0] == "chief" and words[-1] == "officer":
        return "manager", words[1:-1]
    leaders = known.leaders
    for length in range(min(LONGEST_LEADER, len(words)), 0, -1):
        if rank := leaders.get(words[-length:]):
            return rank, words[:-length]
    for length in range(min(LONGEST_LEADER, len(words)), 0, -1):
        # “Lead”, “chief” and “captain” before other words are a level.
        if (rank := leaders.get(words[:length])) and words[:length] not in (("lead",), ("chief",), ("captain",)):
            return rank, words[length:]
    return "", ()
