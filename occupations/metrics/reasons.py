"""Reasons for missing figures: a code, a few words and a sentence for each."""

from enum import StrEnum


class Missing(StrEnum):
    """The reason why a value is missing."""

    NOT_COLLECTED = "not_collected"
    NOT_IMPORTED = "not_imported"
    NO_ROW = "no_row"
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


NO_RELEASE, NOT_IN_RELEASE, NOT_GIVEN = "no_release", "not_in_release", "not_given"
"""Reasons that are never stored, for a place or a year that a reader has chosen."""
MISSING_SENTENCES: dict[str, str] = {
    Missing.NOT_COLLECTED: "Our sources do not have this figure.",
    Missing.NOT_IMPORTED: "A source publishes this figure; we have not imported it yet.",
    Missing.NO_ROW: "The source publishes these figures for other occupations, but has no row for this one.",
    Missing.NO_LONGER: "Earlier releases of the source had this figure; the latest one does not.",
    Missing.SUPPRESSED: "The source withholds this figure because it would be unreliable or could identify "
    "respondents.",
    Missing.BASE_TOO_SMALL: "The survey reached too few people for the source to publish this figure.",
    Missing.TOP_CODED: "The source says only that the figure is above its limit for publishing such amounts.",
    Missing.BOTTOM_CODED: "The source says only that the figure is below the lowest amount it publishes.",
    Missing.ANNUAL_ONLY: "The source publishes yearly pay only, because people in this occupation do not work "
    "the usual year-round, full-time hours.",
    Missing.HOURLY_ONLY: "The source publishes hourly pay only, because few people in this occupation work full "
    "time all year.",
    Missing.NOT_APPLICABLE: "This does not apply to the occupation.",
    Missing.NOT_YET_ENTERED: "Our editors have not entered this yet.",
    Missing.WITHDRAWN: "We have decided not to show this figure.",
    NO_RELEASE: "We have no release of this survey for that year and place.",
    NOT_IN_RELEASE: "The release has no figures for this occupation here, and does not say why: too few people may "
    "work in it, too few may have answered the survey, or that year counts them under another code.",
    NOT_GIVEN: "The release has other figures for this occupation in this place, but not this one.",
}
NO_RANKING: dict[str, tuple[str, str]] = {
    Missing.TOP_CODED: (
        "cannot be ranked",
        "Some candidates are, or may be, above the limit to which the source publishes amounts, so none can be called "
        "the highest.",
    ),
    Missing.NOT_APPLICABLE: ("too few to rank", "Fewer than two candidates have figures reliable enough to rank."),
}
"""Why a ranking has no highest place, in a few words and in a sentence, if the usual reasons would be wrong."""
MISSING_SHORT: dict[str, str] = {
    Missing.NOT_COLLECTED: "not in our sources",
    Missing.NOT_IMPORTED: "not imported yet",
    Missing.NO_ROW: "not listed by the source",
    Missing.NO_LONGER: "no longer published",
    Missing.SUPPRESSED: "not published",
    Missing.BASE_TOO_SMALL: "sample too small",
    Missing.TOP_CODED: "above the publishing limit",
    Missing.BOTTOM_CODED: "below the lowest published amount",
    Missing.ANNUAL_ONLY: "yearly pay only",
    Missing.HOURLY_ONLY: "hourly pay only",
    Missing.NOT_APPLICABLE: "does not apply",
    Missing.NOT_YET_ENTERED: "not entered yet",
    Missing.WITHDRAWN: "not shown",
    NO_RELEASE: "no such release",
    NOT_IN_RELEASE: "not in this release",
    NOT_GIVEN: "not published there",
}
