"""What several occupations share. A change is looked for in all that it may touch; publishing them is another step."""

from django.contrib import admin
from django.db import models
from django.db.models import Q, QuerySet

from occupations.admin.edit_conflicts import VersionedAdmin
from occupations.models import Category, KeptWord, Occupation, Skill
from occupations.publishing.recheck import recheck


class TouchingAdmin(VersionedAdmin):
    """An admin of rows that editions of several occupations are made of."""

    def touched(self, obj: models.Model) -> QuerySet[Occupation]:
        """The occupations whose next edition may say something else when this row changes."""
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        if not form.changed_data:
            return
        before = keys_of(self.touched(self.model._default_manager.get(pk=obj.pk))) if change else set()
        super().save_model(request, obj, form, change)
        recheck(before | keys_of(self.touched(obj)))

    def delete_model(self, request, obj):
        before = keys_of(self.touched(obj))
        super().delete_model(request, obj)
        recheck(before)

    def delete_queryset(self, request, queryset):
        before = set().union(*(keys_of(self.touched(obj)) for obj in queryset))
        super().delete_queryset(request, queryset)
        recheck(before)


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


@admin.register(KeptWord)
class KeptWordAdmin(TouchingAdmin):
    search_fields = ["word"]

    def touched(self, obj):
        return Occupation.objects.filter(
            Q(title__icontains=obj.word) | Q(occupation_skills__skill__name__icontains=obj.word)
        )
