"""The occupations before and after one in the list that an editor came from, in its order and with its filters."""

from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from occupations.models import Occupation


class Neighbor(NamedTuple):
    title: str
    url: str


class Neighbors(NamedTuple):
    """`place`: of the occupation in the list, from 1; 0 if it is not in it, which a change may have caused."""

    before: Neighbor | None = None
    after: Neighbor | None = None
    place: int = 0
    total: int = 0


def neighbors(admin: ModelAdmin, request: HttpRequest, occupation: Occupation) -> Neighbors:
    filters = request.GET.get("_changelist_filters", "")
    found = Occupation.objects.order_by("title", "-pk")  # the list as it is without filters
    if filters:
        listing = HttpRequest()
        listing.user, listing.GET, listing.method = request.user, QueryDict(filters), "GET"
        try:
            found = admin.get_changelist_instance(listing).queryset
        except IncorrectLookupParameters:
            return Neighbors()
    rows = list(found.values_list("pk", "title"))
    keys = [pk for pk, _ in rows]
    if occupation.pk not in keys:
        return Neighbors(total=len(rows))
    place = keys.index(occupation.pk)

    def at(index: int) -> Neighbor | None:
        if not 0 <= index < len(rows):
            return None
        query = f"?{request.GET.urlencode()}" if filters else ""
        return Neighbor(rows[index][1], reverse("admin:occupations_occupation_change", args=[rows[index][0]]) + query)

    return Neighbors(at(place - 1), at(place + 1), place + 1, len(rows))
