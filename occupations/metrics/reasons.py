"""Why there is no figure, in a code, a few words and a sentence."""

from enum import StrEnum


class Missing(StrEnum):
    """Why there is no value."""

    NOT_COLLECTED = "not_collected"
    NOT_IMPORTED = "not_imported"
    NO_LONGER = "no_longer"
    SUPPRESSED = "suppressed"
    BASE_TOO_SMALL = "base_too_small"
    TOP_CODED = "top_coded"
    BOTTOM_CODED = "bottom_coded"
    ANNUAL_ONLY = "annual_only"
    HOURLY_ONLY = "hourly_only"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET_ENTERED = "not_yet_entered"
    WITHDRAWN = "withdrawn"


NOT_IN_RELEASE, NOT_GIVEN = "not_in_release", "not_given"
"""Reasons that are never stored: of a place or a year that a reader has chosen."""
MISSING_SENTENCES: dict[str, str] = {
    Missing.NOT_COLLECTED: "No source we use has this figure.",
    Missing.NOT_IMPORTED: "The source has this figure; it has not been brought in yet.",
    Missing.NO_LONGER: "The newest release of the source does not have this figure; an earlier one had it.",
    Missing.SUPPRESSED: "The source does not publish this figure, because it would not be reliable or would reveal who "
    "answered.",
    Missing.BASE_TOO_SMALL: "Too few people were asked for the source to publish this figure.",
    Missing.TOP_CODED: "The source only says that it lies above its highest published amount.",
    Missing.BOTTOM_CODED: "The source only says that it lies below its lowest published amount.",
    Missing.ANNUAL_ONLY: "Published as a yearly amount only: the hours worked in this occupation differ from the "
    "usual.",
    Missing.HOURLY_ONLY: "Published as an hourly amount only: few people in this occupation work all year, full time.",
    Missing.NOT_APPLICABLE: "Does not apply to this occupation.",
    Missing.NOT_YET_ENTERED: "Not entered yet.",
    Missing.WITHDRAWN: "Not shown, by a decision of this site.",
    NOT_IN_RELEASE: "The release has nothing on this occupation there: too few work in it, or too few answered.",
    NOT_GIVEN: "The release gives other figures of this occupation there, and not this one.",
}
NO_RANKING: dict[str, tuple[str, str]] = {
    Missing.TOP_CODED: (
        "cannot be ranked",
        "Some of those that would be ranked lie above the highest published amount, or may: none can be called best.",
    ),
    Missing.NOT_APPLICABLE: ("too few to rank", "Fewer than two have figures that are good enough to be ranked."),
}
"""Why a ranking has no winner, in a few words and in a sentence, where the usual ones would not be true of it."""
MISSING_SHORT: dict[str, str] = {
    Missing.NOT_COLLECTED: "not in our sources",
    Missing.NOT_IMPORTED: "not imported yet",
    Missing.NO_LONGER: "no longer published",
    Missing.SUPPRESSED: "not published",
    Missing.BASE_TOO_SMALL: "too few asked",
    Missing.TOP_CODED: "above the highest published amount",
    Missing.BOTTOM_CODED: "below the lowest published amount",
    Missing.ANNUAL_ONLY: "yearly pay only",
    Missing.HOURLY_ONLY: "hourly pay only",
    Missing.NOT_APPLICABLE: "does not apply",
    Missing.NOT_YET_ENTERED: "not entered yet",
    Missing.WITHDRAWN: "not shown",
    NOT_IN_RELEASE: "not in this release",
    NOT_GIVEN: "not given there",
}
