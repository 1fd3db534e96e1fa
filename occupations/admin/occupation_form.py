"""The fields of an occupation on its page."""

from django import forms

from occupations.admin.edit_conflicts import VersionedForm
from occupations.admin.given import Given
from occupations.models.fields import LongTextFormField
from occupations.publishing import common_names
from occupations.publishing.building import verbatim_words
from occupations.text import english
from occupations.text.slugs import slug_of
from occupations.text.spaces import looks, tidy


class Boxes(forms.CheckboxSelectMultiple, forms.SelectMultiple):  # type: ignore[misc]
    """A choice of several by boxes, for forms as a list like any other."""

    add_id_index, checked_attribute = True, {"checked": True}


class TitlesLeftOut(forms.MultipleChoiceField):
    """Titles of sources; also those that a source listed when the page was opened, and no longer does."""

    widget = Boxes

    def valid_value(self, value):
        return True


class OccupationForm(VersionedForm):
    """Shows the automatic values of fields that are empty. `given`: what sources say, set for each page."""

    places = {"occupation_common_name_unique": "common_name"}
    given = Given()
    called_before = common_names.NEW  # what editors called it before it was saved
    description_after = LongTextFormField(required=False, widget=forms.HiddenInput)
    left_out = TitlesLeftOut(label="Official job titles to leave out", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "left_out" in self.fields:
            self.fields["left_out"].choices = [(title, title) for title in self.given.titles]
            self.initial["left_out"] = list(self.given.left_out)
        if not self.instance.pk:
            return
        verbatim = verbatim_words()
        running = self.instance.running or english.running(self.instance.heading, verbatim)
        for name, text in (
            ("common_name", self.instance.automatic_name or "none, the title is shown"),
            ("plural", english.plural(running)),
            ("running", english.running(self.instance.heading, verbatim)),
        ):
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = f"automatic: {text}"
        if "article" in self.fields:
            worked_out = f"automatic: {english.article(running)}"
            self.fields["article"].choices = [("", worked_out), ("a", "a"), ("an", "an")]

    def clean(self):
        cleaned = super().clean()
        # An emptied slug is made again from the title, and may be the one it already has.
        if "slug" in cleaned and not cleaned["slug"] and self.initial.get("slug"):
            automatic = slug_of(cleaned.get("title", ""))
            if automatic == self.initial["slug"]:
                cleaned["slug"] = automatic
        for name in ("title", "common_name"):
            if isinstance(cleaned.get(name), str):
                cleaned[name] = tidy(cleaned[name])
        # Words that are not changed stay the source's.
        if looks(cleaned.get("description") or "") in ("", looks(cleaned.get("description_after") or "")):
            cleaned |= dict.fromkeys({"description", "description_after"} & cleaned.keys(), "")
        for field in ("title", "common_name"):
            if (name := cleaned.get(field)) and (refusal := self._refusal(field, name)):
                self.add_error(field, refusal)
        return cleaned

    def _refusal(self, field: str, name: str) -> str:
        """Why the occupation cannot be called so; empty if it can."""
        other = common_names.taken_by(name, self.instance.pk)
        if field == "title":
            taken = other is not None and other.common_name.casefold() == name.casefold()
            return f"“{name}” is the common name of “{other}”." if taken else ""
        if other is not None:
            which = "title" if other.title.casefold() == name.casefold() else "common name"
            whose = "another occupation" if which == "title" else f"“{other}”"
            return (
                f"“{name}” is the {which} of {whose}. Choose another name, or give that occupation another one first."
            )
        wide = common_names.too_wide(name, self.instance.pk)
        if wide and name.casefold() not in (self.instance.automatic_name.casefold(), self.instance.title.casefold()):
            return f"“{name}” could be any of {len(wide)} other occupations, such as “{wide[0]}”. Say which."
        return ""
