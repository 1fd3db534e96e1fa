"""Creates occupations from the current releases, and maps them to statistical records.

Each O*NET-SOC code that the current release describes becomes an occupation, unless one with that title or mapping
exists. Mappings are only added: an editor's mapping stays, and if a source disagrees, that is reported.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q, QuerySet

from occupations.importers.official_titles import job_title
from occupations.metrics import Method
from occupations.models import (
    Category,
    Classification,
    Occupation,
    OldSlug,
    RecordLink,
    RecordText,
    Release,
    StatisticalRecord,
)
from occupations.profiles.official_records import BEST_FIRST
from occupations.text.english import sentence_start
from occupations.text.slugs import slug_of

LISTED = ("description", "title")
"""The kinds of text by which a source lists an occupation: what it is, or its title alone."""


@dataclass
class Mapped:
    """The result of a run; all lists contain keys or titles."""

    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # occupations whose O*NET record is in no current release
    waiting: list[str] = field(default_factory=list)  # records whose SOC major group has not been imported yet
    conflicts: list[str] = field(default_factory=list)
    classified: int = 0


class Target(NamedTuple):
    key: str
    quality: str
    note: str = ""


def update_catalogue() -> Mapped:
    """Create the occupations and mappings that follow from the current releases. A second run adds nothing."""
    mapped = Mapped()
    records = {record.key: record for record in StatisticalRecord.objects.all()}
    described = _described()
    occupations = _occupations(described, records, mapped)
    targets = Targets(records, described)
    present: dict[int, dict[str, str]] = defaultdict(dict)
    for entry in Classification.objects.filter(occupation__in=occupations.values()).select_related("record"):
        present[entry.occupation_id][entry.record.key] = entry.quality
    new = []
    for key, occupation in occupations.items():
        having = present[occupation.pk]
        for target in targets.of(key):
            quality = having.get(target.key)
            if quality is None:
                new.append(
                    Classification(
                        occupation=occupation, record=records[target.key], quality=target.quality, note=target.note
                    )
                )
            elif quality != target.quality:
                mapped.conflicts.append(
                    f"{occupation.title}: {target.key} is “{quality}” here but “{target.quality}” according to the "
                    "sources"
                )
    Classification.objects.bulk_create(new)
    mapped.classified = len(new)
    Occupation.objects.filter(pk__in={entry.occupation_id for entry in new}).mark_changed()
    mapped.gone = sorted(
        Occupation.objects.filter(classifications__record__system="onet-soc", classifications__quality="exact")
        .exclude(classifications__record__in=[records[key].pk for key in described])
        .values_list("title", flat=True)
    )
    return mapped


def current_occupation_data() -> Release | None:
    """The release with the list of O*NET-SOC occupations."""
    described = _listing_texts()
    return Release.objects.current().filter(pk__in=described.values("release")).newest_first().first()


def _listing_texts() -> QuerySet[RecordText]:
    """Texts by which a publisher lists an occupation. What was written for this project lists none."""
    texts = RecordText.objects.filter(kind__in=LISTED, record__system="onet-soc")
    return texts.exclude(release__method=Method.EDITOR)


def _described() -> dict[str, str]:
    """The O*NET-SOC records that current releases describe: key → official title."""
    texts = _listing_texts().filter(release__in=Release.objects.current()).select_related("record")
    return {text.record.key: text.record.title for text in texts.order_by("record__code")}


def _occupations(
    described: dict[str, str], records: dict[str, StatisticalRecord], mapped: Mapped
) -> dict[str, Occupation]:
    """The occupation for each described record, created if there is none. Titles are made singular."""
    found = {
        entry.record.key: entry.occupation
        for entry in Classification.objects.filter(record__system="onet-soc", quality="exact").select_related(
            "record", "occupation"
        )
    }
    by_title = {title.casefold(): pk for title, pk in Occupation.objects.values_list("title", "pk")}
    categories = _categories(described, records)
    slugs = _Slugs()
    new: dict[str, Occupation] = {}
    for key, official in described.items():
        if key in found:
            continue
        category = categories.get(_major_group(key))
        if category is None:
            mapped.waiting.append(key)
            continue
        title = job_title(official)
        if (namesake := by_title.get(title.casefold())) is not None:
            mapped.conflicts.append(f"{title}: already exists (number {namesake}) but is not mapped to {key}")
            continue
        by_title[title.casefold()] = 0
        new[key] = Occupation(title=title, slug=slugs.free(title), category=category)
    Occupation.objects.bulk_create(new.values())
    mapped.added = [occupation.title for occupation in new.values()]
    return {key: occupation for key, occupation in (found | new).items() if key in described}


class _Slugs:
    """Free slugs for many titles at once, chosen as by Slugged.free_slug."""

    def __init__(self) -> None:
        self.taken = set(Occupation.objects.values_list("slug", flat=True))
        self.taken |= set(OldSlug.objects.values_list("slug", flat=True))

    def free(self, title: str) -> str:
        slug = stem = slug_of(title)
        number = 1
        while slug in self.taken:
            number += 1
            slug = f"{stem[:74].rstrip('-')}-{number}"
        self.taken.add(slug)
        return slug


def _major_group(key: str) -> str:
    """ "onet-soc-2019:11-1011.00" → "soc-2018:11-0000"."""
    return f"soc-2018:{key.partition(':')[2][:2]}-0000"


def _categories(described: dict[str, str], records: dict[str, StatisticalRecord]) -> dict[str, Category]:
    """The category for each SOC major group that is needed and known."""
    by_name = Category.objects.by_name()
    result = {}
    for group in sorted({_major_group(key) for key in described} & records.keys()):
        name = sentence_start(records[group].title.removesuffix(" Occupations").lower())
        category = by_name.get(name.casefold())
        if category is None:
            category = by_name[name.casefold()] = Category.objects.create(name=name)
        result[group] = category
    return result


class Targets:
    """The records that an O*NET-SOC record leads to: itself, its SOC code, and through the sources' links those of the
    wage survey, the projections and the population surveys."""

    def __init__(self, records: dict[str, StatisticalRecord], described: dict[str, str]) -> None:
        self.records = records
        self.links: dict[str, list[Target]] = defaultdict(list)
        current = RecordLink.objects.filter(~Q(quality="related"), release__in=Release.objects.current())
        for link in current.select_related("record", "other").order_by("record", "position", "other"):
            self.links[link.record.key].append(Target(link.other.key, link.quality, link.note))
        # The crosswalk refers to one year of the projections' matrix; its codes mean the same in every year.
        self.matrix: dict[str, list[str]] = defaultdict(list)
        for record in records.values():
            if record.system == "nem":
                self.matrix[record.code].append(record.key)
        self.sharing: dict[str, int] = defaultdict(int)
        for key in described:
            self.sharing[self._soc(key)] += 1

    def of(self, key: str) -> list[Target]:
        """Each record once, with its best quality."""
        soc = self._soc(key)
        own = "shared" if self.sharing[soc] > 1 else "exact"
        best: dict[str, Target] = {}
        for target in (Target(key, "exact"), *self._from(soc, own), *self._linked(Target(key, "exact"))):
            known = best.get(target.key, Target(target.key, BEST_FIRST[-1]))
            if target.key in self.records and BEST_FIRST.index(target.quality) <= BEST_FIRST.index(known.quality):
                best[target.key] = target
        return list(best.values())

    def _soc(self, key: str) -> str:
        return f"soc-2018:{key.partition(':')[2][:7]}"

    def _from(self, soc: str, quality: str) -> Iterator[Target]:
        """The SOC record, the records linked from it, and the wage survey's row for its code."""
        if soc in self.records:
            yield Target(soc, quality)
            yield from self._linked(Target(soc, quality))
        code = soc.partition(":")[2]
        if (same := f"oews-2018:{code}") in self.records:
            yield Target(same, quality)
        elif (broad := f"oews-2018:{code[:6]}0") in self.records:
            yield Target(broad, _worse(quality, "narrower"), "The wage survey publishes the broader group only.")

    def _linked(self, start: Target) -> Iterator[Target]:
        """The records linked from there, and from those in turn; quality never improves along the way. The wage survey
        publishes some groups under the codes of the projections instead of the SOC."""
        seen, ways = {start.key}, [start]
        while ways:
            here = ways.pop()
            for link in self.links[here.key]:
                system, _, code = link.key.partition(":")
                of_matrix = system.startswith("nem-")
                quality = _worse(here.quality, link.quality)
                for key in dict.fromkeys([link.key, *self.matrix[code]] if of_matrix else [link.key]):
                    if key not in seen:
                        seen.add(key)
                        onward = Target(key, quality, link.note or here.note)
                        ways.append(onward)
                        yield onward
                if of_matrix:
                    yield Target(f"oews-2018:{code}", quality, link.note or here.note)


def _worse(one: str, other: str) -> str:
    return max(one, other, key=BEST_FIRST.index)
