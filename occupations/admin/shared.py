"""Rows that several occupations share. Changing one marks the occupations it affects; publishing them is a separate
step."""

from django.contrib import admin, messages
from django.db import models
from django.db.models import Q, QuerySet

from occupations.admin.history.pages import HistoryAdmin
from occupations.models import Category, Occupation, Skill, VerbatimWord
from occupations.publishing.recheck import recheck_soon


class TouchingAdmin(HistoryAdmin):
    """An admin for rows that editions of several occupations are built from."""

    def touched(self, obj: models.Model) -> QuerySet[Occupation]:
        """The occupations whose next edition may change when this row changes."""
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        if not form.changed_data:
            return
        before = keys_of(self.touched(self.model._default_manager.get(pk=obj.pk))) if change else set()
        super().save_model(request, obj, form, change)
        self.recheck(request, before | keys_of(self.touched(obj)))

    def delete_model(self, request, obj):
        before = keys_of(self.touched(obj))
        super().delete_model(request, obj)
        self.recheck(request, before)

    def delete_queryset(self, request, queryset):
        before = set().union(*(keys_of(self.touched(obj)) for obj in queryset))
        super().delete_queryset(request, queryset)
        self.recheck(request, before)

    def recheck(self, request, keys: set[int]) -> None:
        if waiting := recheck_soon(keys):
            text = (
                f"{waiting:,} occupations use it. They count as changed until each is compared with its live edition, "
                "within a minute or so."
            )
            self.message_user(request, text, messages.INFO)


def keys_of(occupations: QuerySet[Occupation]) -> set[int]:
    return set(occupations.values_list("pk", flat=True))


@admin.register(Category)
class CategoryAdmin(TouchingAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    fields = ["name", "slug", "description"]

    def touched(self, obj):
        return Occupation.objects.filter(category=obj)


@admin.register(Skill)
class SkillAdmin(TouchingAdmin):
    search_fields = ["name"]

    def touched(self, obj):
        return Occupation.objects.filter(occupation_skills__skill=obj)


@admin.register(VerbatimWord)
class VerbatimWordAdmin(TouchingAdmin):
    search_fields = ["word"]

    def touched(self, obj):
        return Occupation.objects.filter(
            Q(title__icontains=obj.word)
            | Q(common_name__icontains=obj.word)
            | Q(automatic_name__icontains=obj.word)
            | Q(occupation_skills__skill__name__icontains=obj.word)
        )
