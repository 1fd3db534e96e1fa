"""When a bulk release is made: after publishing, once for all that is published within a short while, and by a worker.
Loaded by web processes, so it does not load what writes the files."""

import datetime

from django.db.models import Min
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from occupations.bulk import releases
from occupations.bulk.state import current
from occupations.models import Occupation

SETTLED = datetime.timedelta(minutes=2)  # so long nothing has been published before one is made
LATEST = datetime.timedelta(minutes=20)  # so long it waits at most while publishing goes on
LONELY = datetime.timedelta(minutes=10)  # so long a worker may take
RETRIED = datetime.timedelta(hours=1)  # so long after a failure another is tried


@task()
def make_bulk() -> str:
    """For the worker. Returns the name of the release."""
    from occupations.bulk.export import Busy, make  # loads polars

    try:
        return make().name
    except (Busy, ValueError):  # another process makes it, or nothing is public any more
        return ""


def is_due(now: datetime.datetime) -> bool:
    """Whether something has been published since the last one, and nobody goes on publishing."""
    state, latest = current(), releases.latest()
    if state is None or (latest is not None and latest.digest == state.digest):
        return False
    if now - state.newest >= SETTLED:
        return True
    public = Occupation.objects.public()
    since = public.filter(live__published_at__gt=latest.published) if latest else public
    first = since.aggregate(at=Min("live__published_at"))["at"]
    return first is not None and now - first >= LATEST


def ask_for(now: datetime.datetime) -> bool:
    """Have a worker make one if it is due. Returns whether none has taken it for a while, so that the caller has to."""
    if not is_due(now):
        return False
    asked = DBTaskResult.objects.filter(task_path=make_bulk.module_path).order_by("enqueued_at")
    if asked.failed().filter(finished_at__gt=now - RETRIED).exists():
        return False
    first = asked.filter(finished_at=None).values_list("enqueued_at", flat=True).first()
    if first is None:
        make_bulk.enqueue()
    return first is not None and now - first >= LONELY


def at_once(now: datetime.datetime) -> str:
    """Make it here, in a process that does not answer visitors, and ask nobody any more. Returns its name, or
    nothing."""
    name = make_bulk.call()
    asked = DBTaskResult.objects.filter(task_path=make_bulk.module_path, finished_at=None)
    asked.filter(enqueued_at__lte=now - LONELY).delete()
    return name
