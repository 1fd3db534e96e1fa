"""How far a worker is with what an editor asked for, on the page of a release or a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from occupations.models.worker_tasks import WorkerTask
from occupations.worker.asking import at_work

from .batch_views import counted

LONELY = "No worker has taken it for half a minute. Whoever runs the site has to start one: manage.py db_worker."


def is_part(request: HttpRequest) -> bool:
    """Whether only the part of the page that is renewed is asked for."""
    return request.method == "GET" and request.GET.get("part") == "progress"


def part(request: HttpRequest, task: WorkerTask, safe: Mapping[Any, str], what: str) -> HttpResponse:
    """That part; once the worker is done, the page."""
    if task.working and not task.stalled:
        return TemplateResponse(request, "admin/worker/progress.html", context(task, safe, what))
    return HttpResponse(headers={"HX-Refresh": "true"})


def context(task: WorkerTask, safe: Mapping[Any, str], what: str) -> dict[str, Any]:
    """For worker/head.html and worker/state.html. `safe` and `what` are as in `sentences`."""
    refresh = task.working and not task.stalled
    return {"task": task, "sentences": sentences(task, safe, what), "refresh": refresh}


def sentences(task: WorkerTask, safe: Mapping[Any, str], what: str) -> list[str]:
    """While it is worked on, and where it got stuck. `safe`: what a phase that ended too early has left; `what`: one of
    the kind that waits."""
    if not task.working:
        return []
    if task.stalled:
        return [f"The worker has ended before it was done. {safe[task.phase]}"]
    if task.waiting:
        ahead = at_work(type(task)).filter(asked_at__lt=task.asked_at).exclude(pk=task.pk).count()
        first = f"Waiting: {counted(ahead, f'other {what}')} first." if ahead else "Waiting for the worker."
        return [first, *([LONELY] if task.lonely and not ahead else [])]
    stopping = ["It is being stopped."] if task.stop_asked else []
    known = f" {task.done:,} of {task.total:,}" if task.total else f" {task.done:,}" if task.done else ""
    so_far = int((timezone.now() - task.asked_at).total_seconds())
    return [f"{task.step or 'Beginning'}…{known}", f"{counted(so_far, 'second')} so far.", *stopping]
