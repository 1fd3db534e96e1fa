"""Finds what must never be on the page of a comparison, in its HTML. Pure."""

from collections.abc import Callable, Iterable, Iterator

from comparisons.page_checks import markup, sentences, verdicts
from comparisons.page_checks.checked_page import CheckedPage

Check = Callable[[CheckedPage], Iterable[str]]
CHECKS: dict[str, Check] = {
    "leftover of a template": markup.leftovers,
    "empty element": markup.empty,
    "bare dash": markup.dashes,
    "id used twice": markup.repeated_ids,
    "figure without a source": markup.unsourced,
    "broken sentence": markup.doubled,
    "more than one notice": markup.several_notices,
    "about the same, yet far apart": markup.far_apart,
    "uncertain, yet counted as the same": markup.uncertain_and_same,
    "skill that does not matter for both, counted as if": markup.miscounted_skills,
    "months in place of years": markup.months_and_years,
    "most people, for the most common": markup.most_people,
    "amount that is not in the table": sentences.strange_amounts,
    "amount of a wider group that is not named": sentences.unnamed_groups,
    "pay without its statistic": sentences.unnamed_statistics,
    "amounts out of order": sentences.amounts_out_of_order,
    "figure of a wider group that is not marked": sentences.unmarked_in_rows,
    "verdict on the figure of a wider group": verdicts.decided_for_groups,
    "verdict inside its error": verdicts.inside_their_error,
    "untrue reason for no verdict": verdicts.untrue_refusals,
    "untrue reason for no figure": verdicts.untrue_gaps,
}


def problems(page: CheckedPage) -> Iterator[tuple[str, str]]:
    """(kind, detail) for every error on a page."""
    for kind, check in CHECKS.items():
        for what in check(page):
            yield kind, what
