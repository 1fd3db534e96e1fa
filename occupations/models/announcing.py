"""What the database says when rows change that public pages show: each machine renews its copy of them then
(occupations/local_copy/)."""

import pgtrigger

CHANNEL = "careersite_public"


def announced() -> pgtrigger.Trigger:
    """For the triggers of a model. It is said once for each transaction, when that is committed."""
    return pgtrigger.Trigger(
        name="announced",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func=f"NOTIFY {CHANNEL}; RETURN NULL;",
    )
