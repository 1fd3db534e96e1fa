"""Answers to titles in a few words, for lists and pages of editors."""

from occupations.search.engine import Found

BANDS = {
    "match": "match",
    "probably": "probably",
    "choice": "could be one of several",
    "ideas": "no match",
    "not_a_title": "not recognized as a title",
}


def answer_in_short(found: Found) -> str:
    """ "Carpenter: match, 98%"."""
    band = BANDS[found.band]
    if found.hits:
        return f"{found.hits[0].title}: {band}, {found.confidence:.0%}"
    return f"{band}; nearest: {found.near[0].title}" if found.near else band
