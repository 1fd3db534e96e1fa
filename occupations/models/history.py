"""The history of what editors write: every state of a row is kept, in a table of its own, by triggers.

So it has whatever changes a row: a form, an import, a statement of SQL. Each state says when, and by whom as far as
that is known: `by_person` names whoever has sent a form, and `careersite/environment.py` the commands of manage.py.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

from .kept import kept

Model = TypeVar("Model", bound=type[models.Model])


def with_history(*, exclude: Sequence[str] = (), entered: bool = False) -> Callable[[Model], Model]:
    """For a model. `exclude`: fields that are no words of editors, such as flags. `entered`: only rows without a
    release; those of releases are millions, and never change."""

    def when(row: str) -> dict[str, Any]:
        return {"condition": pgtrigger.Q(**{f"{row}__release__isnull": True})} if entered else {}

    return pghistory.track(
        pghistory.InsertEvent(**when("new")),
        pghistory.UpdateEvent(),  # rows of releases have none
        pghistory.DeleteEvent(**when("old")),
        exclude=list(exclude),
        obj_field=pghistory.ObjForeignKey(related_name="+"),
        # In the row, so that it is kept with it.
        context_field=pghistory.ContextJSONField(),
        meta={"triggers": [pgtrigger.ReadOnly(name="history_immutable"), *kept("history")]},
    )


def by_person(key: int, name: str) -> pghistory.context:
    """What is changed within is that person's; their name stays when the account goes. One save has one `with`."""
    return pghistory.context(person=key, name=name)
