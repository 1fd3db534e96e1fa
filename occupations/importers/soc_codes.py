"""Occupation codes in columns of files: their patterns, and the messages for other values."""

from typing import Any

_GROUP = "(?:[1-4][13579]|5[135])"  # the major groups of the SOC are 11, 13, … 55; other codes do not exist
_TOTAL = "00"  # all occupations

SOC: dict[str, Any] = {"pattern": rf"{_GROUP}-\d{{4}}", "says": "a code of the SOC, such as 11-1021"}
SOC_OR_TOTAL: dict[str, Any] = SOC | {"pattern": rf"(?:{_GROUP}|{_TOTAL})-\d{{4}}"}
SOC_OR_FINER: dict[str, Any] = SOC | {"pattern": rf"{_GROUP}-\d{{4}}(?:\.\d\d)?"}
SOC_OR_NONE: dict[str, Any] = SOC | {"pattern": rf"{_GROUP}-\d{{4}}|99-9999"}  # for "none" in the crosswalk of majors
ONET: dict[str, Any] = {"pattern": rf"{_GROUP}-\d{{4}}\.\d\d", "says": "an O*NET-SOC code, such as 11-1021.00"}
