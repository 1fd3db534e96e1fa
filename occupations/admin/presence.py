"""Who else has the form of an occupation open: noted when it is opened, and every half a minute by its script.

Somebody counts as here for two minutes after they were last noted. Older rows are deleted when somebody opens a form
that they had not open.
"""

import datetime

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from occupations.models import Occupation, OpenForm

HERE = datetime.timedelta(minutes=2)


def note_and_list(request: HttpRequest, occupation: Occupation) -> list[str]:
    """Note that the user has the form open, and the names of the others who have."""
    now, me = timezone.now(), request.user.pk
    open_forms = OpenForm.objects.filter(occupation=occupation)
    try:
        if not open_forms.filter(user=me).update(seen_at=now):
            OpenForm.objects.filter(seen_at__lt=now - HERE).delete()
            OpenForm.objects.bulk_create(
                [OpenForm(occupation=occupation, user_id=me, seen_at=now)], ignore_conflicts=True
            )
    except DatabaseError:
        # On a standby, editors can read, and nobody can edit.
        return []
    return others_at(request, occupation)


def others_at(request: HttpRequest, *occupations: Occupation) -> list[str]:
    """The names of others who have the form of one of these open."""
    there = OpenForm.objects.filter(occupation__in=occupations, seen_at__gte=timezone.now() - HERE)
    others = there.exclude(user=request.user.pk).select_related("user").order_by("user__username")
    return list(dict.fromkeys(one.user.get_full_name() or one.user.get_username() for one in others))
