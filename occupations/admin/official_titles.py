"""Job titles of sources. One that an editor takes over is left out, and a title of our own stands for it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundWidget
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from occupations.text.slugs import TITLE_LENGTH
from occupations.text.spaces import looks, tidy

from .commands import LEFT_OUT, Command
from .formsets import RowForm, RowFormSet
from .official_values import add_row
from .pasting import PastedInto

OWN = "alternate_titles"  # the list of our own
MOST_ROWS = 2_000


class TitleForm(RowForm):
    not_looked_at = ("position", "title")  # a title that was left out may become ours
    instead_of = forms.CharField(required=False, max_length=TITLE_LENGTH, widget=forms.HiddenInput)

    def clean_title(self):
        return tidy(self.cleaned_data["title"])


class AlternateTitleFormSet(PastedInto, RowFormSet):
    once = ("title",)

    def clean(self):
        self.refuse_pasted()
        super().clean()

    def _should_delete_form(self, form):
        # Words that are not changed stay the source's.
        title, official = (form.cleaned_data.get(name) or "" for name in ("title", "instead_of"))
        return super()._should_delete_form(form) or (official != "" and looks(title) == looks(official))


class OfficialTitle(NamedTuple):
    """`is_taken`: whether a title of our own stands for it; `take_id`: of the button that takes it over."""

    box: BoundWidget
    is_taken: bool
    take_id: str


def listed(form: forms.BaseForm, own: BaseInlineFormSet) -> list[OfficialTitle]:
    """As the page shows them."""
    taken = {
        looks(str(row["instead_of"].value() or ""))
        for row in own.forms
        if "instead_of" in row.fields and not (DELETION_FIELD_NAME in row.fields and row[DELETION_FIELD_NAME].value())
    }
    return [
        OfficialTitle(box, looks(str(box.data["value"])) in taken, _take_id(number))
        for number, box in enumerate(form[LEFT_OUT])
    ]


def change_title(data: QueryDict, command: Command, titles: Sequence[str]) -> str:
    """Take one of the titles of sources over, or give it back, as a button says. Returns the id of what gets the focus;
    empty if nothing is done."""
    found = next((number for number, title in enumerate(titles) if looks(title) == looks(command.title)), None)
    if found is None:
        return ""
    if command.what == "take":
        return _take_over(data, titles[found])
    return _give_back(data, titles[found], found) if command.what == "back" else ""


def _take_over(data: QueryDict, title: str) -> str:
    """Leave the title out, and add one of our own with its words."""
    data.setlist(LEFT_OUT, [*_others_left_out(data, title), title])
    row = next(_standing_for(data, title), None)
    if row is None:
        row = f"{OWN}-{add_row(data, OWN, {'title': title, 'instead_of': title})}"
    data.pop(f"{row}-{DELETION_FIELD_NAME}", None)
    return f"id_{row}-title"


def _give_back(data: QueryDict, title: str, number: int) -> str:
    """Undo both."""
    data.setlist(LEFT_OUT, _others_left_out(data, title))
    for row in _standing_for(data, title):
        if data.get(f"{row}-id"):
            data[f"{row}-{DELETION_FIELD_NAME}"] = "on"
        else:
            data[f"{row}-title"] = data[f"{row}-instead_of"] = ""
    return _take_id(number)


def _take_id(number: int) -> str:
    return f"id_{LEFT_OUT}-take-{number}"


def _others_left_out(data: QueryDict, title: str) -> list[str]:
    return [one for one in data.getlist(LEFT_OUT) if looks(one) != looks(title)]


def _standing_for(data: QueryDict, title: str) -> Iterator[str]:
    """The prefixes of the rows of our own that stand for it."""
    total = data.get(f"{OWN}-TOTAL_FORMS", "")
    for index in range(min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 10 else 0):
        if looks(data.get(f"{OWN}-{index}-instead_of", "")) == looks(title):
            yield f"{OWN}-{index}"
