"""What becomes of words about pairs, and of places on the home page, when an occupation is merged into another.

Words were checked against the figures of their own pair, so they stay with it, and are public again if the merge is
taken back. About the new pair they are a draft, which somebody checks and publishes.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q

from comparisons.models import PairNote
from comparisons.prose.claims import with_sides_swapped
from occupations.models import Occupation
from occupations.publishing.merging.effects import CHOOSE, ENDS, MOVES, STAYS, Choices, Effect, counted, named


class _Moving(NamedTuple):
    """Words about the one and a third, and those about the other and the third, if there are any."""

    note: PairNote
    third: Occupation
    there: PairNote | None


def _with(one: Occupation) -> list[PairNote]:
    notes = PairNote.objects.filter(Q(first=one) | Q(second=one))
    return list(notes.select_related("first", "second").order_by("pk"))


def _third(note: PairNote, one: Occupation) -> Occupation:
    return note.second if note.first_id == one.pk else note.first


def _moving(one: Occupation, into: Occupation) -> tuple[list[_Moving], list[PairNote]]:
    """What moves, and what is about the two themselves."""
    there = {_third(note, into).pk: note for note in _with(into)}
    notes = [(note, _third(note, one)) for note in _with(one)]
    moving = [_Moving(note, third, there.get(third.pk)) for note, third in notes if third.pk != into.pk]
    return moving, [note for note, third in notes if third.pk == into.pk]


def _has_words(note: PairNote) -> bool:
    return bool(note.introduction or note.verdict)


def _words_for(note: PairNote, one: Occupation, into: Occupation, third: Occupation) -> dict[str, str]:
    """Its words for the new pair, which may be stored the other way round."""
    swapped = (one.pk < third.pk) != (into.pk < third.pk)
    words = {"introduction": note.introduction, "verdict": note.verdict}
    return {name: with_sides_swapped(text) if swapped else text for name, text in words.items()}


class WordsOfPairs:
    key, choice = "pairs", "words"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        moving, own = _moving(one, into)
        free = [str(row.third) for row in moving if _has_words(row.note) and not (row.there and _has_words(row.there))]
        taken = [str(row.third) for row in moving if _has_words(row.note) and row.there and _has_words(row.there)]
        featured = [str(row.third) for row in moving if row.note.featured]
        if free:
            text = f"The words about {one} and {named(free)} become drafts about {into}, to be checked and published."
            yield Effect("Words about pairs", MOVES, text)
        if taken:
            text = (
                f"Both have words about {named(taken)}. Those of {one} replace the draft of {into}; else its own stays."
            )
            yield Effect("Words about pairs", CHOOSE, text, self.choice)
        if own:
            yield Effect("Words about both", ENDS, f"There is no comparison of {one} and {into} any more.")
        if featured:
            pairs = f"{counted(len(featured), 'pair')} with {one} on the home page ({named(featured)})"
            yield Effect("Home page", MOVES, f"{pairs}: {into} takes its place.")

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> list[dict[str, Any]]:
        moving, own = _moving(one, into)
        done = [self._move(row, one, into, choices) for row in moving if _has_words(row.note) or row.note.featured]
        for note in own:
            done.append({"note": note.pk, "featured": note.featured, "place": note.place})
            _feature(note, False, None)
        return done

    def _move(self, row: _Moving, one: Occupation, into: Occupation, choices: Choices) -> dict[str, Any]:
        note, there = row.note, row.there or PairNote(first=into, second=row.third)
        before = {"introduction": there.introduction, "verdict": there.verdict} if row.there else None
        was = {"featured": note.featured, "place": note.place}
        words = _words_for(note, one, into, row.third)
        if _has_words(note) and (choices.words or not _has_words(there)):
            there.introduction, there.verdict = words["introduction"], words["verdict"]
        takes_place = note.featured and not there.featured
        if takes_place:
            there.featured, there.place = True, note.place
        there.version += 1 if row.there else 0
        there.save()
        _feature(note, False, None)
        now = {"introduction": there.introduction, "verdict": there.verdict}
        return {"note": note.pk, **was, "there": there.pk, "before": before, "now": now, "took_place": takes_place}

    def back(self, one: Occupation, into: Occupation, moved: list[dict[str, Any]]) -> None:
        for row in moved or []:
            note = PairNote.objects.filter(pk=row["note"]).first()
            there = PairNote.objects.filter(pk=row["there"]).first() if "there" in row else None
            if note is not None:
                _feature(note, row["featured"], row["place"])
            if there is not None:
                _give_back(there, row)


def _give_back(there: PairNote, row: dict[str, Any]) -> None:
    """What somebody has changed or published since stays."""
    is_as_moved = {name: getattr(there, name) for name in row["now"]} == row["now"]
    if row["took_place"]:
        there.featured, there.place = False, None
    if is_as_moved and row["before"] is None and not there.published.exists():
        there.delete()
        return
    if is_as_moved and row["before"] is not None:
        there.introduction, there.verdict = row["before"]["introduction"], row["before"]["verdict"]
    there.version += 1
    there.save()


def _feature(note: PairNote, featured: bool, place: int | None) -> None:
    if (note.featured, note.place) != (featured, place):
        note.featured, note.place = featured, place
        note.save(update_fields=["featured", "place"])


def words_that_name(occupation: Occupation, title: str) -> Iterator[Effect]:
    """Words about pairs that write the title out, which nobody changes but editors."""
    name = occupation.title
    own = PairNote.objects.filter(Q(first=occupation) | Q(second=occupation)).select_related("first", "second")
    written = Q(introduction__icontains=name) | Q(verdict__icontains=name)
    written |= Q(live__introduction__icontains=name) | Q(live__verdict__icontains=name)
    if pairs := [str(note) for note in own.filter(written)]:
        yield Effect("Words about pairs", STAYS, f"They write “{name}” out: {named(pairs)}. Change them by hand.")
