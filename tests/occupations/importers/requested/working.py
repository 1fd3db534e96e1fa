"""A worker within a test: it does what is waiting, and says nothing meanwhile."""

from pathlib import Path

from django_tasks_db.models import DBTaskResult

from occupations.importers.requested import jobs
from occupations.models import Occupation, ReleaseImport, StatisticalRecord
from occupations.publishing import publish
from tests.occupations import factories as make
from tests.occupations.importers import oews_files

COOK = "oews-2018:35-2014"


def let_work() -> None:
    """Until nothing waits."""
    while waiting := DBTaskResult.objects.ready().first():
        waiting.claim("test")
        result = waiting.task_result
        waiting.set_successful(waiting.task.call(*result.args, **result.kwargs))


def survey(folder: Path, year: int, *rows: dict[str, str | None]) -> Path:
    """A workbook of the pay survey, of one occupation if no rows are given."""
    return oews_files.survey(folder / f"national_{year}.xlsx", list(rows) or [oews_files.row()], year=year)


def asked(*paths: Path, by=None) -> ReleaseImport:
    return jobs.begin([(path.name, path.read_bytes()) for path in paths], "", by)


def checked(*paths: Path, by=None) -> ReleaseImport:
    run = asked(*paths, by=by)
    let_work()
    run.refresh_from_db()
    return run


def imported(*paths: Path, by=None, reason: str = "") -> ReleaseImport:
    run = checked(*paths, by=by)
    jobs.bring_in(run, by, reason)
    let_work()
    run.refresh_from_db()
    return run


def published_cook() -> Occupation:
    """A public page that draws on what the survey says of restaurant cooks."""
    cook = make.occupation("Restaurant cook", description="Prepares meals.")
    make.classify(cook, StatisticalRecord.objects.by_key(COOK))
    publish.publish(cook)
    cook.refresh_from_db()
    return cook
