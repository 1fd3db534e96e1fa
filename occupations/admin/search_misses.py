"""What visitors look for and do not find: a hint at titles and other names that are wanting."""

from django.contrib import admin

from occupations.models import SearchMiss

from .sources import ReadOnlyAdmin


@admin.register(SearchMiss)
class SearchMissAdmin(ReadOnlyAdmin):
    list_display = ["words", "count", "last_on"]
    search_fields = ["words"]
    show_full_result_count = False
