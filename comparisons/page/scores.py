"""The scoreboard of a comparison as lines for its template."""

from collections.abc import Mapping, Sequence

from comparisons.page.fragments import ComparisonFragments
from comparisons.prose.difference_phrases import phrase
from comparisons.rules.difference import Outcome, Reason
from comparisons.rules.scoreboard import Score
from occupations.profiles.measures import Entry
from occupations.profiles.preparation.words import before_hiring, parts_of
from occupations.rendering.scores import ScoreLine, score_line
from occupations.rendering.sources import Sources

AHEAD = (Outcome.HIGHER, Outcome.LOWER)
SAID = (Outcome.SAME, Outcome.TOO_UNCERTAIN, Outcome.NOT_COMPARABLE, Outcome.NOT_SEPARATED)


def score_lines(
    scores: Sequence[Score],
    parts: Sequence[ComparisonFragments],
    sources: Sources,
    scopes: Mapping[str, str],
    *,
    one_record: bool,
) -> list[ScoreLine]:
    """`scopes`: slot → what its figures are for, if that has to be said; `one_record`: whether the page says that one
    official record covers the sides."""
    return [
        score_line(
            score.measure,
            score.label,
            score.slot,
            score.entries,
            score.bars,
            lambda side, cell: parts[side].cell(cell),
            sources,
            places=score.places,
            marks=score.marks,
            remark=_remark(score, said=one_record),
            shared=score.shared,
            scopes=scopes,
            notes=[_notes(score, entry) for entry in score.entries],
        )
        for score in scores
    ]


def _remark(score: Score, said: bool) -> str:
    """For two sides: their difference, where none is ahead, and cautions beside a verdict. `said`: whether the page
    says that one official record covers both."""
    cells = score.row.cells
    if len(cells) > 2 or any(cell.missing for cell in cells):
        return ""
    difference = score.row.differences[0, 1]
    text, note = phrase(difference, *cells)
    if said and difference.outcome is Outcome.NOT_SEPARATED:
        return ""
    if difference.outcome in AHEAD:
        return note
    if difference.reason is Reason.WIDER_GROUP:
        return ""  # the cells name the group
    if difference.outcome in SAID:
        return f"{text}: {note}" if note else text
    return note if difference.outcome is Outcome.NO_VERDICT else ""


def _notes(score: Score, entry: Entry) -> list[str]:
    """How a time to become is added up, where that is more than one step."""
    several = len(parts_of(before_hiring(entry.cell.steps))) > 1
    return [entry.cell.derivation] if score.measure.less and several else []
