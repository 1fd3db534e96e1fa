"""What has failed when the database raises an error: a kind for each thing that a person can do about it."""

from enum import Enum, auto

from django.db.utils import DataError, Error, IntegrityError, InterfaceError, OperationalError


class Failure(Enum):
    AWAY = auto()  # killed, frozen, restarted in the middle, or all its connections are used
    SLOW = auto()  # a statement was ended
    LOCKED = auto()  # somebody else has locked what was needed, for longer than we wait
    CLASH = auto()  # two transactions would have undone each other
    READ_ONLY = auto()  # a standby, or maintenance
    FULL = auto()  # no room on the disk or in memory
    TWICE = auto()  # the same was saved at the same moment
    GONE = auto()  # what it refers to was deleted at the same moment
    REFUSED = auto()  # a value breaks a rule of the database that no form knows


STATES = {
    "57014": Failure.SLOW,
    "55P03": Failure.LOCKED,
    "40001": Failure.CLASH,
    "40P01": Failure.CLASH,
    "25006": Failure.READ_ONLY,
    "53100": Failure.FULL,
    "53200": Failure.FULL,
    "23505": Failure.TWICE,
    "23P01": Failure.TWICE,
    "23503": Failure.GONE,
}
"""By SQLSTATE; the other errors by Django's class."""

PASSING = set(Failure) - {Failure.TWICE, Failure.GONE, Failure.REFUSED}
"""Nothing that a request did wrong, and over after a while."""


def failure_of(error: BaseException | None) -> Failure | None:
    """None: not the database, or a mistake of ours in asking it."""
    if not isinstance(error, Error):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    if found := STATES.get(state or ""):
        return found
    if isinstance(error, OperationalError | InterfaceError):
        return Failure.AWAY
    return Failure.REFUSED if isinstance(error, IntegrityError | DataError) else None
