"""Writes changed cells into the rows of occupations: all of them, or none with what is wrong."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction

from occupations.admin.occupation_form import OccupationForm
from occupations.admin.spreadsheets.comparing import Change
from occupations.admin.spreadsheets.edits import Edit
from occupations.admin.spreadsheets.reading import Problems
from occupations.admin.spreadsheets.shape import LEFT_OUT, SHEETS, YES, Cells, Place, RowKey
from occupations.admin.spreadsheets.stored import CHOICES, MODELS, Stored, stored
from occupations.importers.errors import FileError
from occupations.models import Category, Occupation, OccupationSkill, Skill
from occupations.publishing import common_names
from occupations.publishing.publish import lock_all
from occupations.publishing.recheck import recheck_soon
from occupations.text.spaces import looks
from occupations.text.word_diff import word_diff

LISTED_ONCE = ("text", "place")


@transaction.atomic
def write(
    changes: Sequence[Change], file: str, on_progress: Callable[[int], None] = lambda occupations: None
) -> list[Edit]:
    """Returns the edits that undo it. `on_progress` is given the number of occupations newly done. Raises Problems, and
    has then written nothing."""
    try:
        return _write(changes, file, on_progress)
    except IntegrityError as error:  # what the forms could not know
        said = f"cannot be saved together: {str(error).splitlines()[0]}"
        raise Problems([FileError(Path(file), said)]) from error


def _write(changes: Sequence[Change], file: str, on_progress: Callable[[int], None]) -> list[Edit]:
    by_owner: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_owner[change.edit.row.occupation].append(change)
    keys = lock_all(by_owner)
    called = common_names.called(keys)
    before = stored(keys)
    writer = _Writer(file, before)
    for occupation in Occupation.objects.filter(pk__in=keys).select_related("category").order_by("pk"):
        writer.occupation(occupation, by_owner[occupation.pk])
        on_progress(1)
    writer.check_lists(keys)
    if writer.errors:
        raise Problems(writer.errors)
    with connection.cursor() as cursor:
        # What is checked at the end is checked now.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    if any(change.edit.column in ("title", "common_name") or change.edit.row.sheet == "titles" for change in changes):
        transaction.on_commit(partial(common_names.update, called), robust=True)
    recheck_soon(keys)
    words = {(change.edit.row, change.edit.column): change.edit.words for change in changes}
    undone = undoing(changes, before, stored(keys), writer.new)
    return [edit._replace(words=words.get((edit.row, edit.column), "")) for edit in undone]


def undoing(changes: Iterable[Change], before: Stored, after: Stored, new: Mapping[RowKey, RowKey]) -> list[Edit]:
    """The edits that would make the rows what they were. `new`: the rows that new ones of the file have become."""
    rows = dict.fromkeys(new.get(change.edit.row, change.edit.row) for change in changes)
    return [edit for row in rows for edit in _undoing(row, before, after)]


def _undoing(row: RowKey, before: Stored, after: Stored) -> list[Edit]:
    was, now = before.rows.get(row, {}), after.rows.get(row, {})
    said = was or now
    says = said.get("words") or said.get("text", "") if row.item else before.titles[row.occupation]
    place = Place(SHEETS[row.sheet].name, 0)
    if not was and not row.is_official:  # the file added it
        return [Edit(row, "text", now.get("text", ""), "", place, says)]
    if not now and not row.is_official:  # the file removed it
        row = RowKey(row.sheet, row.occupation, f"+{row.item}")
    pairs = [(column.key, now.get(column.key, ""), was.get(column.key, "")) for column in SHEETS[row.sheet].editable]
    return [Edit(row, column, one, other, place, says) for column, one, other in pairs if one != other]


class _Writer:
    def __init__(self, file: str, before: Stored) -> None:
        self.file, self.before = Path(file), before
        self.errors: list[FileError] = []
        self.new: dict[RowKey, RowKey] = {}
        self.places: dict[tuple[RowKey, str], Edit] = {}
        self.categories = Category.objects.by_name()

    def occupation(self, occupation: Occupation, changes: Sequence[Change]) -> None:
        by_row: dict[RowKey, list[Edit]] = defaultdict(list)
        for change in changes:
            by_row[change.edit.row].append(change.edit)
            self.places[change.edit.row, change.edit.column] = change.edit
        own = by_row.pop(RowKey("occupations", occupation.pk, ""), [])
        if own:
            self._fields(occupation, own)
        for row in sorted(by_row, key=lambda row: self._cells(row, by_row[row])["text"] != ""):  # what goes comes first
            self._item(occupation, row, by_row[row])
        Occupation.objects.filter(pk=occupation.pk).update(version=models.F("version") + 1)

    def _fields(self, occupation: Occupation, edits: Sequence[Edit]) -> None:
        data: dict[str, Any] = {}
        for edit in edits:
            if edit.column != "category":
                data[edit.column] = edit.after == YES if edit.column in CHOICES else edit.after
            elif category := self.categories.get(edit.after.casefold()):
                data["category"] = category.pk
            else:
                names = ", ".join(f"“{one.name}”" for one in self.categories.values())
                self.fail(edit, f"is no category; expected one of {names[:300]}")
            if edit.column == "description":
                data["description_after"] = edit.words if _made_from(edit.after, edit.words) else ""
        if not data:
            return
        form = forms.modelform_factory(Occupation, form=OccupationForm, fields=list(data))(data, instance=occupation)
        if form.is_valid():
            form.save()
            return
        for name, messages in form.errors.items():
            for message in messages:
                self.fail(_of(edits, name), f"cannot be saved. {message}")

    def _cells(self, row: RowKey, edits: Iterable[Edit]) -> Cells:
        known = self.before.rows.get(row, {})
        return {"text": "", "words": "", **known, **{edit.column: edit.after for edit in edits}}

    def _item(self, occupation: Occupation, row: RowKey, edits: Sequence[Edit]) -> None:
        model = MODELS[row.sheet]
        cells = self._cells(row, edits)
        pk = self.before.keys.get(row)
        if not any(cells.get(column.key) for column in SHEETS[row.sheet].editable) or not (
            cells["text"] or row.is_official
        ):
            model._default_manager.filter(pk=pk).delete()
            return
        if cells.get("state") == LEFT_OUT and cells["text"] and row.sheet != "titles":
            self.fail(_of(edits, "state"), "cannot be saved. Expected words of ours, or “left out”.")
            return
        instance: Any = model._default_manager.get(pk=pk) if pk else model(occupation=occupation)
        if row.is_official and not pk:
            instance.instead_of = edits[0].says
        try:
            with transaction.atomic():
                _fill(instance, row.sheet, cells, {edit.column for edit in edits})
                instance.full_clean(exclude=["position", "skill"])  # they may swap: see check_lists
                instance.save()
        except ValidationError as error:
            self._explain(edits, error)
            return
        self.new[row] = RowKey(row.sheet, row.occupation, row.item if row.is_official else str(instance.pk))

    def _explain(self, edits: Sequence[Edit], error: ValidationError) -> None:
        columns = {"title": "text", "skill": "text", "name": "text", "position": "place", "hidden": "state"}
        for name, messages in error.message_dict.items():
            edit = _of(edits, columns.get(name, name))
            said = "This occupation has it already." if name == NON_FIELD_ERRORS and "already" in messages[0] else ""
            self.fail(edit, f"cannot be saved. {said or ' '.join(messages)}")

    def check_lists(self, keys: Sequence[int]) -> None:
        """No two items of a list may say the same or stand at the same place."""
        seen: dict[tuple[str, int, str, str], RowKey] = {}
        in_file = {new: old for old, new in self.new.items()}
        for row, cells in stored(keys).rows.items():
            for column in LISTED_ONCE if row.sheet != "occupations" else ():
                said = looks(cells.get(column, ""))
                other = seen.setdefault((row.sheet, row.occupation, column, said), row)
                if said and other != row:
                    places = [self.places.get((in_file.get(one, one), column)) for one in (row, other)]
                    if edit := places[0] or places[1]:
                        self.fail(edit, "is in the list of this occupation twice; expected it once")

    def fail(self, edit: Edit, expected: str) -> None:
        header = SHEETS[edit.row.sheet].by_key[edit.column].header
        self.errors.append(
            FileError(self.file, expected, sheet=edit.place.sheet, row=edit.place.row, column=header, value=edit.after)
        )


def _made_from(text: str, words: str) -> bool:
    """Whether at least half of a text is a source's, so that pages have to say so."""
    return bool(words) and 2 * sum(len(one.text) for one in word_diff(words, text) if one.kind == "same") >= len(text)


def _of(edits: Sequence[Edit], column: str) -> Edit:
    """The edit of that column, or else the first."""
    return next((edit for edit in edits if edit.column == column), edits[0])


def _fill(instance: Any, sheet: str, cells: Cells, changed: set[str]) -> None:
    instance.hidden = cells.get("state") == LEFT_OUT
    if sheet == "titles":
        instance.title = cells["text"]
        return
    instance.position = int(cells["place"]) if cells.get("place") else None
    if not isinstance(instance, OccupationSkill):
        instance.text = cells["text"]
        return
    instance.skill = _skill(cells["text"])
    instance.share = Decimal(cells["share"]) if cells.get("share") else None
    if {"text", "share"} & changed:
        instance.release = None  # it stated this share for this skill only


def _skill(name: str) -> Skill | None:
    if not name:
        return None
    skill = Skill.objects.filter(name__iexact=name).first() or Skill(name=name)
    if skill.pk is None:
        skill.full_clean()
        skill.save()
    return skill
