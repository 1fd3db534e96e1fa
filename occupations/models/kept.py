"""What is published is kept: releases with their rows, editions with what they name, and words about pairs. The
database itself refuses to delete them, also by hand or in a script that was written in a hurry, unless the transaction
says that it is meant."""

import pgtrigger
from django.db import connection

SWITCH = "careersite.allow_deletion"

_UNLESS_MEANT = f"current_setting('{SWITCH}', true) IS DISTINCT FROM 'yes'"
_REFUSAL = f"""
RAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME
USING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL {SWITCH} = ''yes'' in the same transaction.';
"""


def kept(name: str, condition: str = "TRUE") -> list[pgtrigger.Trigger]:
    """The triggers of a table. `condition`: which rows, in SQL, as OLD; TRUNCATE is refused for all of them."""
    return [
        pgtrigger.Trigger(
            name=f"{name}_kept",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition(f"{condition} AND {_UNLESS_MEANT}"),
            func=_REFUSAL,
        ),
        pgtrigger.Trigger(
            name=f"{name}_not_truncated",
            when=pgtrigger.Before,
            level=pgtrigger.Statement,
            operation=pgtrigger.Truncate,
            condition=pgtrigger.Condition(_UNLESS_MEANT),
            func=_REFUSAL,
        ),
    ]


def allow_deletion() -> None:
    """Until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {SWITCH} = 'yes'")
