"""Lists on the page of an occupation: what sources say and what editors wrote, in one order that can be changed.

Every item is a row of the form, whether it is stored or not. An official item without an edit is a row without a key;
it names itself by the source's words (`instead_of`) and is stored only when an editor does something to it.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from occupations.models import Skill
from occupations.models.lists import ListedItem
from occupations.profiles.document import ListEdit
from occupations.profiles.edited_lists import Item, places, with_left_out
from occupations.text.spaces import looks

from .formsets import RowFormSet
from .listed_rows import ListedForm
from .pasting import PastedInto


class Row(NamedTuple):
    """What is to be stored of a row of the form. `text`: the editors' words; empty where the source's stand."""

    form: "ListedForm"
    text: str
    instead_of: str
    hidden: bool
    place: int | None


class ListedFormSet(PastedInto, RowFormSet):
    """`official`: what the source says now; `source`: its name and period; `may_change`: whether the user may;
    `choice`: the field of the occupation that says whether our own list replaces the official one."""

    official: Sequence[str] = ()
    source = ""
    may_change = True
    choice: ClassVar[str]
    own: ClassVar[str]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial_extra = list(self._extra_rows())
        if not self.is_bound:
            self.extra = len(self.initial_extra)

    # What is shown

    @cached_property
    def replaces(self) -> bool:
        """Whether the list leaves out what the source says, as stored."""
        return bool(getattr(self.instance, self.choice))

    @cached_property
    def lines(self) -> list[tuple[Item, ListedItem | None]]:
        """What is stored and what the source says, in the order of the page; without stored rows of which visitors see
        nothing."""
        rows = list(super().get_queryset())
        by_words = {looks(row.instead_of): row for row in rows if row.instead_of}
        by_text = {looks(self.words_of(row)): row for row in rows if not row.instead_of}
        items = with_left_out(() if self.replaces else self.official, [self.edit_of(row) for row in rows])

        def stored(item: Item) -> ListedItem | None:
            if item.edit is None:
                return None
            words = item.edit.instead_of
            return by_words.get(looks(words)) if looks(words) in by_words else by_text.get(looks(item.text or words))

        return [(item, stored(item)) for item in items]

    def get_queryset(self):
        return [row for _, row in self.lines if row is not None]

    def _extra_rows(self) -> Iterator[dict[str, Any]]:
        """The official items that are not stored: as they are shown, or as they were sent."""
        shown = {
            looks(item.official): {"instead_of": item.official, "position": place}
            for place, (item, row) in enumerate(self.lines, start=1)
            if row is None
        }
        if not self.is_bound:
            yield from shown.values()
            return
        for index in range(self.initial_form_count(), self.total_form_count()):
            words = str(self.data.get(f"{self.add_prefix(index)}-instead_of", ""))
            yield shown.get(looks(words), {"instead_of": words}) if words else {}

    def _construct_form(self, i, **kwargs):
        if i < self.initial_form_count():
            sent = self.data.get(f"{self.add_prefix(i)}-{self.model._meta.pk.name}") if self.is_bound else None
            key = sent if self.is_bound else str(self.get_queryset()[i].pk)
            if place := self._places.get(str(key)):
                kwargs["initial"] = {"position": place}
        return super()._construct_form(i, **kwargs)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {str(row.pk): place for place, (_, row) in enumerate(self.lines, start=1) if row is not None}

    @cached_property
    def rows(self) -> list[ListedForm]:
        """The forms in the order of the page."""
        found: list[Any] = self.forms
        for form in found:
            form.name_controls()
            form.has_share = self.replaces or not self.official
        return sorted(found, key=ListedForm.wanted_place)

    @property
    def empty_form(self):
        form = super().empty_form
        form.name_controls()
        form.has_share = self.replaces or not self.official
        return form

    @staticmethod
    def words_of(row: Any) -> str:
        raise NotImplementedError

    def edit_of(self, row: Any) -> ListEdit:
        return ListEdit(text=self.words_of(row), instead_of=row.instead_of, place=row.position or 0, hidden=row.hidden)

    # What was sent

    def remaining_forms(self):
        return [
            form
            for form in self.forms
            if not form.errors and (form.instance.pk or form.has_changed() or form.official) and not form.is_removed
        ]

    def clean(self):
        self.refuse_missing_rows()
        self.refuse_pasted()
        seen: dict[str, int] = {}
        in_order = sorted(self.remaining_forms(), key=ListedForm.wanted_place)
        for number, form in enumerate(in_order, start=1):
            if form.state == "hidden":
                continue
            if (words := looks(form.shown)) in seen:
                form.add_error(self.own, f"This is in the list already, as number {seen[words]}.")
            seen.setdefault(words, number)
        self.to_store = list(self._to_store([form for form in in_order if not form.errors]))
        if self.replaced and self.official and not any(row.text for row in self.to_store):
            raise ValidationError("Our own list is empty. Add to it, or show the official list.", code="empty")

    @property
    def replaced(self) -> bool:
        """Whether the list leaves out what the source says, as sent."""
        return bool(self.data.get(self.choice))

    def _to_store(self, in_order: list[ListedForm]) -> Iterator[Row]:
        """The rows that differ from what the source says."""
        for form in in_order:
            if form.state == "hidden":
                yield Row(form, "", form.official, True, None)
        shown = [form for form in in_order if form.state != "hidden" and (form.text or not self.replaced)]
        if self.replaced or not self.official:
            wanted = list(range(1, len(shown) + 1))
        else:
            wanted = places(self.official, [form.official for form in shown])
        for form, place in zip(shown, wanted, strict=True):
            if form.text or place:
                yield Row(form, form.text, form.official, False, place or None)

    def save(self, commit=True):
        """Stores what differs from what the source says. Rows that the page did not show stay as they are."""
        self.new_objects: list[models.Model] = []
        self.changed_objects: list[tuple[models.Model, list[str]]] = []
        self.deleted_objects: list[models.Model] = []
        if not self.may_change:
            return []
        stored = self.model._default_manager.in_bulk([row.instance.pk for row in self.forms if row.instance.pk])
        keys = {row.form.instance.pk for row in self.to_store}
        self.deleted_objects = [row for key, row in stored.items() if key not in keys]
        self.model._default_manager.filter(pk__in=[row.pk for row in self.deleted_objects]).delete()
        for row in self.to_store:
            values = {"instead_of": row.instead_of, "hidden": row.hidden, "position": row.place, **self.values_of(row)}
            before = stored.get(row.form.instance.pk)
            if before is None:
                made = self.model(**{self.fk.name: self.instance}, **values)
                made.save(force_insert=True)
                self.new_objects.append(made)
            elif changed := [name for name, value in values.items() if getattr(before, name) != value]:
                for name in changed:
                    setattr(before, name, values[name])
                before.save(update_fields=changed)
                self.changed_objects.append((before, changed))
        return [*self.new_objects, *(row for row, _ in self.changed_objects)]

    def values_of(self, row: Row) -> dict[str, Any]:
        """The fields with the editors' words."""
        raise NotImplementedError


class ResponsibilityFormSet(ListedFormSet):
    choice, own = "own_responsibilities", "text"

    @staticmethod
    def words_of(row):
        return row.text

    def values_of(self, row):
        return {"text": row.text}


class SkillFormSet(ListedFormSet):
    """`may_add`: whether the editor may add a skill that does not exist yet. `ratings`: of official skills."""

    ratings: dict[str, str] = {}

    choice, own = "own_skills", "name"
    may_add = False

    @cached_property
    def rows(self):
        for form in self.forms:
            form.rating = self.ratings.get(form.official, "")
        return super().rows

    @staticmethod
    def words_of(row):
        return row.skill.name if row.skill_id else ""

    def clean(self):
        super().clean()
        names = {row.text.lower() for row in self.to_store if row.text}
        found = Skill.objects.annotate(lower=Lower("name")).filter(lower__in=names)
        self.known = {skill.name.lower(): skill for skill in found}
        for row in self.to_store:
            if row.text and row.text.lower() not in self.known and not self.may_add:
                row.form.add_error("name", f"There is no skill “{row.text}”, and you may not add one.")

    def values_of(self, row):
        if not row.text:
            return {"skill": None, "share": None, "release": None}
        skill = self.known.get(row.text.lower())
        if skill is None:
            skill = self.known[row.text.lower()] = Skill.objects.create(name=row.text)
        share = row.form.value("share")
        before = row.form.instance
        # The release states this share for this skill only, not for one that an editor makes of it.
        is_same = before.pk and (before.skill_id, row.form.initial.get("share")) == (skill.pk, share)
        return {"skill": skill, "share": share, "release": before.release if is_same else None}
