"""Acronyms and names that keep their capitals: who uses each, and what a search for one answers."""

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.html import format_html

from occupations.models import Occupation, VerbatimWord
from occupations.search.engine import find
from occupations.text.english import DEFAULT_VERBATIM

from .edit_conflicts import VersionedForm
from .shared import TouchingAdmin
from .title_tryout import address_of
from .titles_in_words import answer_in_short
from .uses import NAMED, Usage
from .using import naming, using

KNOWN = {word.casefold(): word for word in DEFAULT_VERBATIM}


class Naming(Usage):
    """Occupations that name one, which no key says."""

    def counts(self, keys: Collection[Any]) -> dict[int, int]:
        words = VerbatimWord.objects.in_bulk(keys)
        wanted = {f"n{key}": Count("pk", filter=naming(row.word)) for key, row in words.items()}
        found = Occupation.objects.aggregate(**wanted) if wanted else {}
        return {int(name.removeprefix("n")): number for name, number in found.items() if number}

    def names(self, key: Any) -> list[str]:
        word = VerbatimWord.objects.values_list("word", flat=True).get(pk=key)
        titles = Occupation.objects.filter(naming(word)).order_by("title").values_list("title", flat=True)
        return list(titles[:NAMED])


class AcronymForm(VersionedForm):
    sayings = {"verbatimword_unique_in_any_letters": "It is in the list already, perhaps in other letters."}

    def clean_word(self):
        word = self.cleaned_data["word"]
        if known := KNOWN.get(word.casefold()):
            raise ValidationError(f"The site writes “{known}” so by itself, without this list.")
        return word


@admin.register(VerbatimWord)
class VerbatimWordAdmin(TouchingAdmin):
    form = AcronymForm
    list_display = ["word", "uses"]
    search_fields = ["word"]
    fields = ["word", "search"]
    readonly_fields = ["search"]
    used_by = (
        Naming("occupation", Occupation.objects.all, "", query=lambda key: using("acronym", key), keeps=False),
    )  # fmt: skip

    @admin.display(description="a search for it answers")
    def search(self, acronym):
        if not acronym.pk:
            return "Known when it is saved."
        answer = answer_in_short(find(acronym.word))
        return format_html('{} <a href="{}">Why</a>', f"{answer}.", address_of(acronym.word))

    def touched(self, obj):
        return Occupation.objects.filter(naming(obj.word))
