"""Cells on how to enter an occupation that are derived from others: its own level of education, the time it takes to
become one, and the way in. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from occupations.metrics import Method
from occupations.profiles import entry_level, formatting
from occupations.profiles.document import Figure, Profile
from occupations.profiles.preparation import words
from occupations.profiles.preparation.steps import Kind, Step, step, total
from occupations.profiles.sheet import NO_LABELS, Cell, group_note

TIME = "time_to_become"
ENTRY = ("entry_education", "entry_experience", "entry_training")
CODES = ("onet-soc-", "soc-", "nem-")  # beginnings of the keys of records whose codes name an occupation


def ways_in(found: dict[str, list[Cell]], profile: Profile) -> dict[str, list[Cell]]:
    """The cells of the entry education, and of the time to become or, if that is not known, of the way in. A length of
    time from a source or an editor is not replaced; it says what the steps would add up to."""
    official = found.get(ENTRY[0], [])
    if not official:
        return {}
    result = {ENTRY[0]: own_level(found)}
    way = way_in(found | result, official)
    if way is None:
        return result
    derived = time_to_become(way, profile)
    stated = found.get(TIME, [])
    first = _known(stated)
    if first and derived:
        beside = f"Typical entry requirements add up to: {derived.text}"
        result[TIME] = [
            msgspec.structs.replace(cell, notes=(*cell.notes, beside)) if cell is first else cell for cell in stated
        ]
    elif derived:
        result[TIME] = [derived, *stated]
    elif not first and (path := entry_path(way)):
        result["entry_path"] = [path]
    return result


def own_level(found: dict[str, list[Cell]]) -> list[Cell]:
    """The cells of the entry education. Where it is a wider group's, what people in the occupation itself say it
    requires takes its place if they say the same, or contradict the group beyond their error; else it stands beside
    it."""
    group = next((cell for cell in found["entry_education"] if not cell.missing), None)
    answers = next((cell for cell in found.get("education_required", ()) if not (cell.missing or cell.group)), None)
    level = entry_level.middle(answers.figures) if answers else ""
    if group is None or not group.group or answers is None or not level:
        return found["entry_education"]
    answer = answers.figures[0]
    count = f"{answer.sample_size} answers" if answer.sample_size else "the answers"
    contradicted = entry_level.contradicts(answers.figures, group.text)
    if not contradicted and level != group.text:
        beside = f"People in the occupation say it requires: {level} (the median of {count})"
        return [msgspec.structs.replace(group, notes=(*group.notes, beside))]
    own = Figure(
        metric=group.metric,
        label=level,
        release=answer.release,
        record=answer.record,
        sample_size=answer.sample_size,
        population=answers.population,
    )
    return [
        msgspec.structs.replace(
            answers,
            metric=group.metric,
            text=level,
            figures=(own,),
            method=Method.DERIVED.value,
            derivation=f"the median of {count} on the education that the occupation requires",
            answers=answers.figures,
            notes=(
                f"For the wider group {group.group} it is: {group.text}. The answers contradict that"
                if contradicted
                else f"It is the same for the wider group {group.group}",
            ),
            held=NO_LABELS,
            by_label=NO_LABELS,
        )
    ]


class WayIn(NamedTuple):
    """The cells of one source that say how to enter: at least the education. `training_asked`: whether the source says
    anything of training."""

    education: Cell
    experience: Cell | None
    training: Cell | None
    training_asked: bool = True

    @property
    def cells(self) -> list[Cell]:
        return [cell for cell in (self.education, self.experience, self.training) if cell]


def way_in(found: dict[str, list[Cell]], official: Sequence[Cell]) -> WayIn | None:
    """How to enter, from one source: the employment projections or, if people in the occupation contradict the level of
    a wider group, those people. None if the education is not known. `official`: the cells of the entry education as
    published, whose group has the other two as well."""
    education = _known(found.get(ENTRY[0], ()))
    if education is None:
        return None
    if education.answers:
        published = next((cell for cell in official if cell.text == education.text), None)
        if published is None:
            return WayIn(education, _of_same(found.get("experience_required", ()), education), None, False)
        education = published
    experience, training = (_of_same(found.get(key, ()), education) for key in ENTRY[1:])
    return WayIn(education, experience, training)


def _known(cells: Sequence[Cell]) -> Cell | None:
    return next((cell for cell in cells if not cell.missing), None)


def _of_same(cells: Sequence[Cell], other: Cell) -> Cell | None:
    """The first known cell from the same table as `other`."""
    return _known([cell for cell in cells if cell.dataset == other.dataset])


def time_to_become(way: WayIn, profile: Profile) -> Cell | None:
    """The lengths of school and related experience added up; training after hiring is only named. None if the source
    does not say all of it, or nobody how long it takes."""
    if way.experience is None or (way.training is None and way.training_asked):
        return None
    steps = _steps(way, profile)
    lengths = total(steps)
    if lengths is None or any(one.parts is None for one in steps):
        return None
    usual, most = lengths
    first = way.education.figures[0]
    figure = Figure(
        metric=TIME,
        release=first.release,
        record=first.record,
        level=first.level,
        group=first.group,
        low=usual.low,
        high=usual.high,
    )
    sources = "; ".join(dict.fromkeys(one.source for one in steps if one.source))
    answered = f"According to {way.education.population}" if way.education.answers else ""
    varying = f"From the shortest to the longest programs: {words.length(most)}" if most != usual else ""
    notes = (group_note(way.education.group), answered, varying, f"Lengths: {sources}" if sources else "")
    return msgspec.structs.replace(
        way.education,
        metric=TIME,
        text=words.text(steps),
        figures=(figure,),
        method=Method.DERIVED.value,
        derivation=words.formula(steps),
        notes=tuple(note for note in notes if note),
        steps=steps,
    )


def _steps(way: WayIn, profile: Profile) -> tuple[Step, ...]:
    codes = [record.code for record in profile.records if record.quality != "none" and record.key.startswith(CODES)]
    kinds = zip(Kind, (way.education, way.experience, way.training), strict=True)
    return tuple(step(kind, cell.figures[0], codes) for kind, cell in kinds if cell)


def entry_path(way: WayIn) -> Cell | None:
    """Typical entry education, related experience and training as one phrase; None if nothing is needed."""
    parts = [way.education] if way.education.answers else way.cells
    phrases = [_entry_words(part) for part in parts if not formatting.needs_nothing(part.figures[0])]
    if not phrases:
        return None
    phrase = ", then ".join([phrases[0], *(word[0].lower() + word[1:] for word in phrases[1:])])
    return msgspec.structs.replace(
        way.education,
        metric="entry_path",
        text=phrase,
        figures=tuple(msgspec.structs.replace(part.figures[0], note="") for part in parts),
        method=Method.DERIVED.value,
        derivation="typical entry education, related experience and on-the-job training, combined",
    )


def _entry_words(cell: Cell) -> str:
    """ "Less than 5 years" needs to say of what."""
    return f"{cell.text} of related experience" if cell.metric == "entry_experience" else cell.text
