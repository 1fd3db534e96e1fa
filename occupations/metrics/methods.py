"""How figures are made, the levels of groups they are for, and the kinds of their numbers."""

import datetime
from enum import StrEnum


class Method(StrEnum):
    """How a figure was made."""

    MEASURED = "measured"
    RATED = "rated"
    MODELLED = "modelled"
    PROJECTED = "projected"
    FILED = "filed"
    DERIVED = "derived"
    EDITOR = "editor"
    UNSTATED = "unstated"


METHOD_NAMES: dict[str, str] = {
    Method.MEASURED: "survey or census",
    Method.RATED: "assessed by analysts or workers",
    Method.MODELLED: "estimated by a model",
    Method.PROJECTED: "projection",
    Method.FILED: "administrative records",
    Method.DERIVED: "calculated from other figures",
    Method.EDITOR: "entered by an editor",
    Method.UNSTATED: "method not stated",
}


class Level(StrEnum):
    """The level of the group that a figure is for."""

    DETAILED = "detailed"
    BROAD = "broad"
    MINOR = "minor"
    MAJOR = "major"
    TOTAL = "total"


METHOD_CHANGED = datetime.date(2021, 5, 31)
"""From this reference period on, the wage survey uses model-based estimates and SOC 2018 only (before: a mix of two
classifications). No line of a trend crosses it."""
