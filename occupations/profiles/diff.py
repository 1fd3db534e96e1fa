"""What publishing would change for readers, in plain words. Pure: two profiles in, a list of changes out."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from occupations.metrics import DURATION, METHOD_NAMES, METRICS, MISSING_SHORT
from occupations.profiles import formatting
from occupations.profiles.document import Figure, Profile, RecordRef, ReleaseRef, SkillRef
from occupations.profiles.edited_lists import who_wrote
from occupations.profiles.skill_lists import edited
from occupations.text.word_diff import Piece, word_diff


class Part(StrEnum):
    """What a change is of. In the background are figures beside those of the occupation (of all workers, and of earlier
    releases), their order, and descriptions of sources."""

    WORDS = "words"
    FIGURES = "figures"
    BACKGROUND = "background"


class Change(NamedTuple):
    """A change for readers; an empty text means that it was added or removed. `difference`: of two values, in percent
    or in their unit."""

    what: str
    before: str
    after: str
    part: Part = Part.WORDS
    difference: str = ""

    @property
    def marked_before(self) -> list[Piece]:
        """The text before, in which what is gone is marked."""
        return [piece for piece in word_diff(self.before, self.after) if piece.kind != "new"]

    @property
    def marked_after(self) -> list[Piece]:
        """The text after, in which what is new is marked."""
        return [piece for piece in word_diff(self.before, self.after) if piece.kind != "gone"]


def changes(old: Profile | None, new: Profile) -> list[Change]:
    """All changes, in page order; without `old`, everything is new. Empty only if the two are equal."""
    if old == new:
        return []
    found = [
        *_keyed(_texts(old), _texts(new)),
        *_listed(
            "Responsibility", "Order of responsibilities", old.responsibilities if old else (), new.responsibilities
        ),
        *_job_titles(old.job_titles if old else (), new.job_titles),
        *_skills(old.skills if old else (), new.skills),
        *_edited_skills(old, new),
        *_keyed(_records(old), _records(new)),
        *_keyed(_related(old), _related(new)),
        *_figures(old, new),
        *_sources(old, new),
    ]
    return found or [Change("Details that are not shown on the page", "as published", "as drafted")]


def _keyed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys((*after, *before)):
        if before.get(what, "") != after.get(what, ""):
            yield Change(what, before.get(what, ""), after.get(what, ""))


def _listed(what: str, order: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Rows that were reworded, added or removed; rows that only moved, in one line."""
    gone, come = [text for text in before if text not in after], [text for text in after if text not in before]
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        reworded = kind == "replace" and b - a == d - c
        for was, now in zip(before[a:b], after[c:d], strict=True) if reworded else ():
            if was in gone and now in come:
                gone.remove(was)
                come.remove(now)
                yield Change(what, was, now)
    yield from (Change(what, text, "") for text in gone)
    yield from (Change(what, "", text) for text in come)
    yield from _moved(order, before, after)


def _moved(what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    was, now = [item for item in before if item in after], [item for item in after if item in before]
    if was != now:
        yield Change(what, _numbered(was), _numbered(now))


def _numbered(items: Sequence[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def _texts(profile: Profile | None) -> dict[str, str]:
    if profile is None:
        return {}
    names = profile.names
    return {
        "Title": names.official_title,
        "Common name": names.title if names.official else "",
        "In a sentence": f"{names.article} {names.running}; {names.plural}",
        "Category": profile.category.name,
        "Address of the category": profile.category.slug,
        "Also called": "; ".join(profile.also_called),
        "Description": profile.description,
        "Source of the description": _from(profile, [profile.description_release]),
        "Source that the description was adapted from": _from(profile, [profile.description_after_release]),
        "Source of the responsibilities": _from(profile, [profile.responsibilities_release]),
        "Who wrote the responsibilities": who_wrote(profile.responsibilities, profile.responsibilities_edits),
        "Source of the job titles": _from(profile, profile.job_titles_releases),
        "Job titles left out": "; ".join(profile.job_titles_hidden),
        "Job titles reported by people in the occupation": str(profile.job_titles_reported or ""),
    }


def _from(profile: Profile, releases: Sequence[int]) -> str:
    """The releases with these indexes; empty for an editor's own."""
    return "; ".join([formatting.release(profile.releases[index]) for index in releases if index >= 0])


def _job_titles(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """One line for what was removed and one for what was added, because there are dozens of titles."""
    if gone := [title for title in old if title not in new]:
        yield Change("Job titles", "; ".join(gone), "")
    if come := [title for title in new if title not in old]:
        yield Change("Job titles", "", "; ".join(come))
    yield from _moved("Order of job titles", old, new)


def _records(profile: Profile | None) -> dict[str, str]:
    def text(record: RecordRef) -> str:
        return f"{record.title}, {record.quality}{f' ({record.note})' if record.note else ''}"

    return {f"Record {ref.system} {ref.code}": text(ref) for ref in profile.records} if profile else {}


def _skills(old: Sequence[SkillRef], new: Sequence[SkillRef]) -> Iterator[Change]:
    def shown(skills: Sequence[SkillRef]) -> dict[str, str]:
        unit = METRICS["skill_share"].unit
        return {
            f"Skill: {skill.name}": "named"
            if skill.share is None
            else formatting.number(skill.share, unit, formatting.decimals(METRICS["skill_share"]))
            for skill in skills
        }

    yield from _keyed(shown(old), shown(new))
    yield from _moved("Order of skills", [skill.name for skill in old], [skill.name for skill in new])


def _edited_skills(old: Profile | None, new: Profile) -> Iterator[Change]:
    """Edits of a list of rated skills, beside the list without them where one of the two has none."""
    if not new.skills_edits and not (old and old.skills_edits):
        return
    before, after = (
        [figure.label for figure in edited(profile.figures, profile.skills_edits)] if profile else []
        for profile in (old, new)
    )
    yield from _listed("Skill", "Order of skills", before, after)


class _Shown(NamedTuple):
    name: str
    text: str
    figure: Figure
    part: Part


def _figures(old: Profile | None, new: Profile) -> Iterator[Change]:
    before, after = _figures_shown(old), _figures_shown(new)
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        if (was and was.text) != (now and now.text):
            name, _, _, part = was or now or after[key]
            apart = difference(was.figure, now.figure) if was and now else ""
            yield Change(name, was.text if was else "", now.text if now else "", part, apart)
    first = [before[key].name for key in before if key in after]
    then = [after[key].name for key in after if key in before]
    if first != then:
        yield Change("Order of preference of figures", _numbered(first), _numbered(then), Part.BACKGROUND)


def moved_figures(old: Profile, new: Profile) -> Iterator[tuple[str, Figure, Figure]]:
    """The figures of the occupation itself that have another value: name, before and after."""
    before, after = _figures_shown(old), _figures_shown(new)
    for key, (name, _, now, part) in after.items():
        if key in before and part is Part.FIGURES and difference(before[key].figure, now):
            yield name, before[key].figure, now


def _figures_shown(profile: Profile | None) -> dict[Hashable, _Shown]:
    """By the identity of a figure: what it is for and from which table."""
    if profile is None:
        return {}
    shown: dict[Hashable, _Shown] = {}
    twins: Counter[Hashable] = Counter()
    tables = (
        ("", profile.figures, Part.FIGURES),
        ("All workers, ", profile.benchmarks, Part.BACKGROUND),
        ("Earlier, ", profile.history, Part.BACKGROUND),
    )
    for prefix, figures, part in tables:
        for figure in figures:
            ref = profile.releases[figure.release] if figure.release >= 0 else None
            # Later releases of a table replace earlier ones, except in the history, which has them all.
            table = (ref.key if figures is profile.history else ref.dataset) if ref else ""
            key = (prefix, figure.metric, figure.label, table, figure.record)
            twins[key] += 1
            shown[(*key, twins[key])] = _Shown(prefix + _name(profile, figure), _says(profile, figure), figure, part)
    return shown


def difference(old: Figure, new: Figure) -> str:
    """How far the value of a figure has moved, with a sign: "+1.3%", "−2.5 points"; empty if it has not, or if one has
    no value."""
    if old.value is None or new.value is None or old.value == new.value:
        return ""
    metric = METRICS[new.metric]
    sign = "+" if new.value > old.value else formatting.MINUS
    moved = abs(new.value - old.value)
    if metric.unit.ratio and metric.unit is not DURATION and old.value > 0:
        percent = Decimal(100 * moved) / old.value
        return f"{sign}{percent:,.1f}%" if percent >= Decimal("0.1") else f"{sign}0.1% or less"
    return f"{sign}{formatting.gap(moved, metric.unit, formatting.decimals(metric))}"


def _name(profile: Profile, figure: Figure) -> str:
    name = METRICS[figure.metric].name
    source = profile.releases[figure.release].source if figure.release >= 0 else "our editors"
    return f"{name[:1].upper()}{name[1:]}{f': {figure.label}' if figure.label else ''} ({source})"


def _says(profile: Profile, figure: Figure) -> str:
    """The number with everything that readers see next to it."""
    release = profile.releases[figure.release] if figure.release >= 0 else None
    number = formatting.value(figure, METRICS[figure.metric].unit)
    if figure.missing:
        number = MISSING_SHORT[figure.missing]
    start, end = figure.period_start, figure.period_end
    if release and start is None:
        start, end = release.period_start, release.period_end
    parts: Iterable[str] = (
        number or "named",
        formatting.period(start, end) if start else "",
        METHOD_NAMES.get(figure.method, ""),
        figure.population,
        f"group {figure.group}" if figure.group else "",
        f"{figure.sample_size:,} respondents" if figure.sample_size is not None else "",
        f"of {figure.base:,} people" if figure.base is not None else "",
        figure.note,
        f"reason: {figure.reason}" if figure.reason else "",
        f"until {formatting.day(figure.expires_on)}" if figure.expires_on else "",
    )
    return "; ".join(text for text in parts if text)


def _related(profile: Profile | None) -> dict[str, str]:
    return {"Related occupations": ", ".join(profile.related)} if profile and profile.related else {}


def _sources(old: Profile | None, new: Profile) -> Iterator[Change]:
    """Releases whose description has changed; new ones appear with their figures."""

    def text(ref: ReleaseRef) -> str:
        parts = (formatting.release(ref), ref.url, ref.license, ref.attribution, ref.geography, ref.population)
        return "; ".join(part for part in parts if part)

    known = {ref.key: text(ref) for ref in old.releases} if old else {}
    for ref in new.releases:
        if ref.key in known and known[ref.key] != text(ref):
            yield Change(f"Source {ref.source}", known[ref.key], text(ref), Part.BACKGROUND)
