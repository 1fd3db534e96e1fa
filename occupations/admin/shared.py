"""Rows that several occupations share. Changing one marks the occupations it affects; publishing them is a separate
step."""

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet

from occupations.admin.history.kinds import History, Kind, name_then
from occupations.admin.history.pages import HistoryAdmin
from occupations.models import Category, Edition, Occupation, OccupationSkill, Skill
from occupations.publishing.merging import rows
from occupations.publishing.recheck import recheck_soon

from .edit_conflicts import VersionedForm
from .merge_rows import Merging, RowMergingAdmin
from .uses import Usage, UsedByAdmin
from .using import using


class TouchingAdmin(UsedByAdmin, HistoryAdmin):
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


class SharedForm(VersionedForm):
    sayings = {
        name: f"There is already a {noun} with this name. To make one of the two, merge them."
        for name, noun in {"skill_name_unique": "skill", "category_name_unique": "category"}.items()
    }


@admin.register(Category)
class CategoryAdmin(RowMergingAdmin, TouchingAdmin):
    form = SharedForm
    history = History(
        (
            Kind(
                Category,
                owner="pgh_obj_id",
                names={"merged_into": name_then("occupations_categoryevent", "merged_into_id", "name")},
            ),
        )
    )
    list_display = ["name", "slug", "uses", "merged_into"]
    list_select_related = ["merged_into"]
    search_fields = ["name"]
    fields = ["name", "slug", "description"]
    used_by = (
        Usage(
            "occupation", Occupation.objects.all, "category", "title", query=lambda key: {"category__id__exact": key}
        ),
        Usage("edition", Edition.objects.all, "category", table="occupations_edition"),
    )
    instead = "Merge it into another category instead."
    merging = Merging(rows.effects_of_categories, rows.merge_categories)

    def merge_refusal(self, one, into):
        for category in (one, into):
            if category.merged_into_id:
                return f"“{category}” was merged into “{category.merged_into}” already. Choose another one."
        return super().merge_refusal(one, into)

    def touched(self, obj):
        return Occupation.objects.filter(category=obj)


@admin.register(Skill)
class SkillAdmin(RowMergingAdmin, TouchingAdmin):
    form = SharedForm
    list_display = ["name", "uses"]
    search_fields = ["name"]
    used_by = (
        Usage(
            "occupation", OccupationSkill.objects.all, "skill", "occupation__title",
            query=lambda key: using("skill", key), distinct="occupation",
        ),
    )  # fmt: skip
    instead = "Merge it into another skill instead."
    merging = Merging(rows.effects_of_skills, rows.merge_skills)

    def touched(self, obj):
        return Occupation.objects.filter(occupation_skills__skill=obj)
