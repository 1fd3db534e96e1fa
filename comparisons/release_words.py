"""Words about pairs that read differently with the figures of a new release."""

from collections.abc import Mapping

from comparisons.drafting import Checked, Words, check
from comparisons.models import PairNote
from comparisons.page.assemble import assemble
from comparisons.queries import ComparisonRows
from comparisons.queries import PairWords as Published
from occupations.admin.preview import as_if_live
from occupations.importers.requested.pages import Sides
from occupations.importers.requested.report import PairRow
from occupations.profiles.document import Profile


class WordsOfPairs:
    """As the check of an import asks for them (occupations/importers/requested/pages.py)."""

    def occupations(self) -> set[int]:
        keys = PairNote.objects.filter(live__isnull=False).values_list("first", "second")
        return {key for pair in keys for key in pair}

    def changed(self, sides: Mapping[int, Sides]) -> list[PairRow]:
        notes = PairNote.objects.filter(live__isnull=False, first__in=sides, second__in=sides)
        rows = []
        for note in notes.select_related("first", "second", "live"):
            both = sides[note.first_id], sides[note.second_id]
            if all(one.old is one.new for one in both):
                continue
            before = _read(note, both[0].old, both[1].old)
            after = _read(note, both[0].new, both[1].new)
            faults = [fault for fault in after.faults if fault not in before.faults]
            if faults or before.shown != after.shown:
                rows.append(PairRow(note.pk, str(note), "\n\n".join(before.shown), "\n\n".join(after.shown), faults))
        return rows


def _read(note: PairNote, *profiles: Profile) -> Checked:
    """The published words with these figures."""
    slugs = [note.first.slug, note.second.slug]
    words = Words(note.live.introduction, note.live.verdict) if note.live else Words()
    shown = {slug: as_if_live(slug, profile, 1) for slug, profile in zip(slugs, profiles, strict=True)}
    rows = ComparisonRows(shown, Published(words.introduction, words.verdict, "", slugs[0]))
    return check(assemble(rows, slugs, ""), words)
