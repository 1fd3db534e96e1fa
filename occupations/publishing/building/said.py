"""What the current releases say in texts about one occupation, without building its profile: with two queries, for the
form of editors, who see it beside what they wrote."""

from occupations.models import Classification, Occupation, RecordText, Release
from occupations.profiles.document import ReleaseRef
from occupations.profiles.official_records import BEST_FIRST
from occupations.publishing.building.official_texts import (
    DIRECT,
    OfficialTexts,
    TextRow,
    official_texts,
    records_with_texts,
)
from occupations.publishing.building.rows import preference


def said_by_sources(occupation: Occupation) -> tuple[OfficialTexts, dict[int, ReleaseRef]]:
    """The texts, and the releases that say so by primary key."""
    mapped = Classification.objects.filter(occupation=occupation, quality__in=["exact", "shared"])
    entries = sorted(
        mapped.select_related("record"), key=lambda entry: (BEST_FIRST.index(entry.quality), entry.record.key)
    )
    current = Release.objects.current().values("pk")
    found = RecordText.objects.filter(record__in=[entry.record_id for entry in entries], release__in=current)
    texts: dict[int, list[RecordText]] = {}
    for text in found.select_related("release__dataset__source").order_by("kind", "position", "pk"):
        texts.setdefault(text.record_id, []).append(text)
    refs: dict[int, ReleaseRef] = {}
    of_records = []
    for record, whole in records_with_texts([(one.record_id, one.quality, one.record.code) for one in entries]):
        rows = sorted(texts.get(record, []), key=lambda text: preference(text.release))
        of_records.append(
            [TextRow(text.release_id, text.kind, text.text) for text in rows if whole or text.kind == DIRECT]
        )
        for text in rows:
            if text.release_id not in refs:
                refs[text.release_id] = text.release.as_ref()
    return official_texts(of_records, [occupation.title, occupation.heading]), refs
