"""What the keys of an occupation's official records say: its minor group, and whose pay it shares. Pure."""

import re
from collections.abc import Mapping

BEST_FIRST = ("exact", "shared", "narrower", "broader", "approximate", "none")
"""How well a record fits."""
PAY_SURVEYS = ("oews",)  # systems of the records that pay, the first figure of a page, comes from
_MINOR_GROUP = re.compile(r"(?:onet-soc|soc|oews|nem)-\d{4}:(\d\d-\d)")


def minor_group(records: Mapping[str, str]) -> str:
    """ "29-1": the minor group of the classification to which the record that fits best belongs; empty if none has a
    code of the classification. `records`: key → quality."""
    ranked = sorted(records, key=lambda key: (BEST_FIRST.index(records[key]), key))
    return next((found[1] for key in ranked if (found := _MINOR_GROUP.match(key))), "")


def paid_by(records: Mapping[str, str]) -> frozenset[str]:
    """The records that pay may come from. Official statistics do not separate two that have one in common."""
    return frozenset(key for key in records if key.partition("-")[0] in PAY_SURVEYS)
