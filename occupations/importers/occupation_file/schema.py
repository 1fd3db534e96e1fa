"""The JSON file of `load_occupations` as checked, typed objects; nothing is written here. docs/data.md describes its
format."""

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal

from occupations.importers.batch import SourceEntry
from occupations.importers.occupation_file.facts import (
    LABELS,
    NUMBERS,
    PAY,
    StatedFacts,
    check_figures_once,
    own_facts,
    read_figures,
    read_wages,
)
from occupations.importers.occupation_file.json_reader import At, PlacedError, member_text, unique
from occupations.importers.releases import DatasetEntry
from occupations.metrics import Level, Method
from occupations.models import Classification, StatisticalRecord
from occupations.models.record_keys import key_of
from occupations.models.records import VINTAGE_PATTERN
from occupations.text.slugs import TITLE_LENGTH

SYSTEMS = [system for system, _ in StatisticalRecord.SYSTEMS]
QUALITIES = [quality for quality, _ in Classification.QUALITIES]

TOPICS = ("description_topics", "duty_topics")


@dataclass
class RecordEntry:
    key: str
    system: str
    vintage: str
    code: str
    title: str
    level: str
    is_total: bool
    facts: StatedFacts


@dataclass
class OccupationEntry:
    """None for a text or list means that the file does not give it."""

    title: str
    category: str
    plural: str | None
    article: str | None
    description: str | None
    also_called: list[str] | None
    responsibilities: list[str] | None
    skills: list[tuple[str, Decimal | None]] | None
    classification: list[tuple[str, str, str]] | None
    facts: StatedFacts


@dataclass
class OccupationFile:
    source: DatasetEntry
    datasets: dict[str, DatasetEntry]
    records: list[RecordEntry]
    occupations: list[OccupationEntry]
    notices: list[str]


def read_file(top: At, digest: str) -> OccupationFile:
    """The whole file. `digest`: of its bytes. Raises PlacedError at the first error."""
    top.only("note", "source", "category", "datasets", "records", "occupations")
    own = _file_source(top.need("source"), digest)
    datasets = {key: _dataset(at) for key, at in (top.get("datasets") or At({})).members()}
    record_places = (top.get("records") or At([])).items()
    records = [_record(at, datasets) for at in record_places]
    unique([(record.key, at) for record, at in zip(records, record_places, strict=True)], "a record")
    _digest_datasets(top, datasets)
    default = top.get("category")
    category = default.text(80) if default else None
    places = top.need("occupations").items()
    known = {record.key for record in records}
    notices: dict[str, int] = {}
    occupations = [_occupation(at, category, known, notices) for at in places]
    unique([(entry.title.casefold(), at) for entry, at in zip(occupations, places, strict=True)], "an occupation")
    return OccupationFile(
        own,
        datasets,
        records,
        occupations,
        [f"“{key}” of {count} occupation(s) is ignored: it is an outline, not text" for key, count in notices.items()],
    )


def _source(at: At) -> SourceEntry:
    return SourceEntry(
        title=at.need("title").text(),
        publisher=member_text(at, "publisher"),
        url=url.url() if (url := at.get("url")) else "",
        license=member_text(at, "license"),
        attribution=member_text(at, "attribution", 1000),
    )


def _file_source(at: At, digest: str) -> DatasetEntry:
    at.only("title", "publisher", "url", "license", "attribution", "period", "method")
    period = at.get("period")
    method = at.get("method")
    return DatasetEntry(
        source=_source(at),
        title="",
        table="file",
        method=method.choice(*Method) if method else Method.UNSTATED.value,
        period=period.period() if period else None,
        digest=digest,
    )


def _dataset(at: At) -> DatasetEntry:
    at.only("source", "title", "table", "geography", "period", "method", "population", "retrieved", "next_expected")
    source = at.need("source")
    source.only("title", "publisher", "url", "license", "attribution")
    retrieved, expected = at.get("retrieved"), at.get("next_expected")
    return DatasetEntry(
        source=_source(source),
        title=at.need("title").text(),
        table=at.need("table").text(120),
        geography=member_text(at, "geography", 120),
        method=at.need("method").choice(*Method),
        population=member_text(at, "population"),
        period=at.need("period").period(),
        retrieved=retrieved.date() if retrieved else None,
        next_expected=expected.date() if expected else None,
    )


def _digest_datasets(top: At, datasets: dict[str, DatasetEntry]) -> None:
    """Digests of each dataset's own part of the file, so that a change elsewhere does not make a new release of it."""
    for key, entry in datasets.items():
        rows = []
        for record in top.value.get("records") or []:
            wages = record.get("wages")
            figures = [figure for figure in record.get("figures") or [] if figure.get("dataset") == key]
            if figures or (wages and wages.get("dataset") == key):
                head = [record[name] for name in ("system", "vintage", "code")]
                rows.append([head, wages if wages and wages.get("dataset") == key else None, figures])
        text = json.dumps([top.value["datasets"][key], rows], sort_keys=True, default=str)
        entry.digest = hashlib.sha256(text.encode()).hexdigest()


def _record(at: At, datasets: dict[str, DatasetEntry]) -> RecordEntry:
    at.only("system", "vintage", "code", "title", "level", "total", "wages", "figures")
    system, vintage, code = at.need("system").choice(*SYSTEMS), _vintage(at.need("vintage")), at.need("code").text(120)
    level, total, wages, figures = (at.get(key) for key in ("level", "total", "wages", "figures"))
    facts = StatedFacts()
    if wages:
        wages.only("dataset", "employment", "employment_rse", "annual", "hourly", "annual_only", "hourly_only")
        facts.wages.append((_dataset_key(wages, datasets), read_wages(wages)))
    for figure in figures.items() if figures else []:
        key = _dataset_key(figure, datasets)
        facts.figures += [(key, fields) for fields in read_figures(figure, "dataset")]
    check_figures_once(facts, figures)
    return RecordEntry(
        key=key_of(system, vintage, code),
        system=system,
        vintage=vintage,
        code=code,
        title=at.need("title").text(300),
        level=level.choice(*Level) if level else Level.DETAILED.value,
        is_total=total.flag() if total else False,
        facts=facts,
    )


def _vintage(at: At) -> str:
    vintage = at.text(10)
    if not re.fullmatch(VINTAGE_PATTERN, vintage):
        at.fail("is not made of letters, digits and dots")
    return vintage


def _dataset_key(at: At, datasets: dict[str, DatasetEntry]) -> str:
    return at.need("dataset").choice(*datasets)


def _occupation(at: At, category: str | None, records: set[str], notices: dict[str, int]) -> OccupationEntry:
    at.only(
        "title", "plural", "article", "category", "also_called", "description", "responsibilities", "classification",
        "figures", "number_of_jobs", "number_of_jobs_means", "degree", "highest_paying", "gender_percent",
        "race_percent", "skills_percent", "top_skills", *NUMBERS, *LABELS, *PAY, *TOPICS,
    )  # fmt: skip
    for key in TOPICS:
        if at.get(key) is not None:
            notices[key] = notices.get(key, 0) + 1
    own_category = at.get("category")
    if own_category is None and category is None:
        raise PlacedError((*at.path, "category"), "is missing, and the file has no default category")
    plural, article, description = at.get("plural"), at.get("article"), at.get("description")
    return OccupationEntry(
        title=at.need("title").text(TITLE_LENGTH),
        category=own_category.text(80) if own_category else category or "",
        plural=plural.text(TITLE_LENGTH + 10) if plural else None,
        article=article.choice("a", "an") if article else None,
        description=description.text(20_000, lines=True) if description else None,
        also_called=_texts(at, "also_called", TITLE_LENGTH),
        responsibilities=_texts(at, "responsibilities", 400),
        skills=_skills(at),
        classification=_classification(at, records),
        facts=own_facts(at),
    )


def _texts(at: At, key: str, longest: int) -> list[str] | None:
    member = at.get(key)
    if member is None:
        return None
    texts = member.items()
    unique([(text.text(longest).casefold(), text) for text in texts], "a text")
    return [text.text(longest) for text in texts]


def _skills(at: At) -> list[tuple[str, Decimal | None]] | None:
    shares, named = at.get("skills_percent"), at.get("top_skills")
    if shares is None and named is None:
        return None
    skills: dict[str, tuple[str, Decimal | None]] = {}
    for pair in shares.items() if shares else []:
        if not isinstance(pair.value, list) or len(pair.value) != 2:
            pair.fail("is not a pair of a name and a percentage")
        name, share = pair.items()
        if name.text(80).casefold() in skills:
            name.fail("is a skill that is already listed here")
        skills[name.text(80).casefold()] = (name.text(80), None if share.value is None else share.number(0, 100))
    for name in named.items() if named else []:
        skills.setdefault(name.text(80).casefold(), (name.text(80), None))
    return list(skills.values())


def _classification(at: At, records: set[str]) -> list[tuple[str, str, str]] | None:
    entries = at.get("classification")
    if entries is None:
        return None
    result = []
    for entry in entries.items():
        entry.only("record", "quality", "note")
        record = entry.need("record")
        key = record.text(150)
        if key not in records and not _stored(key):
            record.fail("is neither a record in this file nor one loaded before")
        result.append((key, entry.need("quality").choice(*QUALITIES), member_text(entry, "note", 300)))
    unique([(key, entries) for key, _, _ in result], "a record")
    return result


def _stored(key: str) -> bool:
    try:
        return StatisticalRecord.objects.by_key(key) is not None
    except StatisticalRecord.DoesNotExist:
        return False
