"""What several occupations share. A change marks those that it touches as changed; publishing them is another step."""

from django.contrib import admin
from django.db import models
from django.db.models import Q, QuerySet

from occupations.admin.edit_conflicts import VersionedAdmin
from occupations.models import Category, KeptWord, Occupation, Skill


class TouchingAdmin(VersionedAdmin):
    """An admin of rows that editions of several occupations are made of."""

    def touched(self, obj: models.Model) -> QuerySet[Occupation]:
        """The occupations whose next edition may say something else when this row changes."""
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        if not form.changed_data:
            return
        if change:
            mark_changed(self.touched(self.model._default_manager.get(pk=obj.pk)))
        super().save_model(request, obj, form, change)
        mark_changed(self.touched(obj))

    def delete_model(self, request, obj):
        mark_changed(self.touched(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            mark_changed(self.touched(obj))
        super().delete_queryset(request, queryset)


def mark_changed(occupations: QuerySet[Occupation]) -> None:
    # In the order of their keys, as publishing takes them, so that neither waits for the other for ever.
    held = Occupation.objects.filter(pk__in=occupations.values("pk")).order_by("pk").select_for_update()
    Occupation.objects.filter(pk__in=list(held.values_list("pk", flat=True))).mark_changed()


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
