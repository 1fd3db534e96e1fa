"""What publishing writes to the log of edits of each occupation."""

from collections.abc import Mapping

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from occupations.models import Edition, Occupation


def log(by, messages: Mapping[Edition, str]) -> None:
    """Nothing if nobody did it, because they have left."""
    if by is None:
        return
    kind = ContentType.objects.get_for_model(Occupation)
    LogEntry.objects.bulk_create(
        LogEntry(
            user=by,
            content_type=kind,
            object_id=str(edition.occupation_id),
            object_repr=edition.title[:200],
            action_flag=CHANGE,
            change_message=message,
        )
        for edition, message in messages.items()
    )
