"""The form that confirms a batch: a note, and what looks like a mistake, ticked once for each kind."""

from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundWidget
from django.urls import reverse

from occupations.models import PublishingRun
from occupations.publishing.cautions import Kind

from .publish_form import TICK
from .reviewing import ReviewFields

# What is said of one page, and of several.
_WORDS = {
    Kind.CONTRADICTION: (
        "page has figures that contradict each other",
        "pages have figures that contradict each other",
    ),
    Kind.FAR_FROM_OFFICIAL: (
        "page has a figure of an editor that is far from the official one",
        "pages have a figure of an editor that is far from the official one",
    ),
    Kind.MOVED_FAR: (
        "page has a figure that moves further than is usual",
        "pages have a figure that moves further than is usual",
    ),
    Kind.NUMBER_WITHOUT_FIGURE: (
        "page names a number that its figures do not have",
        "pages name a number that their figures do not have",
    ),
}


class CautionedPage(NamedTuple):
    title: str
    address: str
    sentences: list[str]


class CautionKind(NamedTuple):
    """`box`: to tick, with the words of the kind."""

    box: BoundWidget
    pages: list[CautionedPage]


class BatchForm(ReviewFields):
    note = forms.CharField(
        required=False,
        max_length=300,
        help_text="For other editors, in the history of editions: what changed, and why.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, run: PublishingRun, **kwargs):
        super().__init__(*args, initial={"note": run.note}, **kwargs)
        self.found = {kind: pages for kind in _WORDS if (pages := run.cautions.get(kind))}
        self.fields["checked"] = forms.MultipleChoiceField(
            choices=[(kind.value, words(kind, len(pages))) for kind, pages in self.found.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self):
        cleaned = super().clean()
        if self.takes_step and self.found.keys() - set(cleaned.get("checked", [])):
            self.add_error("checked", TICK)
        return cleaned

    def cautions(self) -> list[CautionKind]:
        return [
            CautionKind(box, [CautionedPage(title, _publish_page(key), sentences) for key, title, sentences in pages])
            for box, pages in zip(self["checked"], self.found.values(), strict=True)
        ]


def words(kind: Kind, pages: int) -> str:
    """ "12 pages name a number that their figures do not have" """
    return f"{pages:,} {_WORDS[kind][pages != 1]}"


def _publish_page(key: int) -> str:
    return reverse("admin:occupations_occupation_publish", args=[key])
