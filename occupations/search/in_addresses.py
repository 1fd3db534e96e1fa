"""Titles in addresses: the words of one as people write it, and what readers may have asked for."""

from collections.abc import Collection, Sequence

from occupations.search import live
from occupations.search.engine import Found, names_at, read_addresses
from occupations.text.asked import quoted, with_signs
from occupations.text.english import DEFAULT_VERBATIM, running


def written(slug: str) -> str:
    """The title with this slug as it stands in a sentence: "C++ developer", "RN". A known name says which letters and
    signs it has."""
    names = names_at(slug, live.current())
    return running(names[0], DEFAULT_VERBATIM) if names else with_signs(slug)


def quoted_slugs(slugs: Sequence[str]) -> str:
    """“C++ developer” and “nurse”."""
    return quoted([written(slug) for slug in slugs])


def asked_for(slugs: Sequence[str]) -> str:
    """ "You asked for “nurse” and “doctor”." """
    return f"You asked for {quoted_slugs(list(dict.fromkeys(slugs)))}."


def not_sure(slugs: Sequence[str]) -> str:
    """ "It is not sure which occupation “nurse” means", to be continued."""
    return f"It is not sure which occupation {quoted_slugs(slugs)} {'mean' if len(slugs) > 1 else 'means'}"


def can_mean(titles: Sequence[str], occupations: Collection[str]) -> dict[str, Found] | None:
    """How each title was answered that is no occupation, if a reader who asked for these titles can have been led to
    these occupations: each title may mean one of them, and each of them is meant. Otherwise None. All are slugs."""
    public, found = read_addresses(titles)
    meant = [{title} if title in public else {hit.slug for hit in found[title].hits} for title in titles]
    covered = set(occupations) <= set().union(*meant)
    return found if covered and all(one & set(occupations) for one in meant) else None
