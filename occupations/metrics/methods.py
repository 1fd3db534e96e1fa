"""How figures are made, how fine the groups are that they are of, and what their numbers are."""

import datetime
from enum import StrEnum


class Method(StrEnum):
    """How a figure came about."""

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
    Method.RATED: "rated by analysts or workers",
    Method.MODELLED: "estimated by a model",
    Method.PROJECTED: "projection",
    Method.FILED: "administrative records",
    Method.DERIVED: "calculated from other figures",
    Method.EDITOR: "entered by an editor",
    Method.UNSTATED: "method not stated",
}


class Level(StrEnum):
    """How fine the group is that a figure is of."""

    DETAILED = "detailed"
    BROAD = "broad"
    MINOR = "minor"
    MAJOR = "major"
    TOTAL = "total"


METHOD_CHANGED = datetime.date(2021, 5, 31)
"""From this reference period on the wage survey is estimated by a model and counts SOC 2018 alone (before: occupations
of both classifications, mixed): no line of a trend crosses it."""
