"""Codes of official classifications as people write them: “29-1141”, “291141”, “SOC 29-1141”, “29-1141.00”,
“SOC-2018:29-1141”, “CIP 51.3801”. Pure; which codes there are is not known here."""

import re
from typing import NamedTuple

SOC_LIKE = ("soc", "onet-soc", "nem", "oews")
"""Systems whose codes have the form of the SOC."""
SYSTEMS = (*SOC_LIKE, "cps", "acs", "cip")
WHOLE = len("29-1141")  # a code of the SOC, without the part that O*NET adds

_NAMES = {"o*net": "onet-soc", "onet": "onet-soc", "o*net-soc": "onet-soc", "oes": "oews"}
_SOC = r"(?P<group>\d\d)[-–\s]?(?P<rest>\d{4})(?:[.\s-](?P<part>\d\d))?"
_CIP = r"(?P<field>\d\d\.\d{4})"
_ANY_CIP = r"(?P<family>\d\d)(?:\.?(?P<field>\d\d(?:\d\d)?))?"  # also of a group of fields, where the text says CIP
_PREFIX = r"(?:(?P<system>{})(?:[\s-]codes?)?(?:[\s:-]*(?P<vintage>(?:19|20)\d\d)(?=[\s:#-]))?[\s:#-]*)"  # “SOC-2018:”
_OF_SOC = re.compile(_PREFIX.format(r"soc|o\*?net(?:-soc)?|nem|oews|oes") + f"?{_SOC}", re.IGNORECASE)
_OF_CIP = re.compile(_PREFIX.format("cip") + _ANY_CIP, re.IGNORECASE)
_CIP_ALONE = re.compile(_CIP)
_KEY = re.compile(r"(?P<system>cps|acs)-(?P<vintage>[A-Za-z0-9.]+):(?P<code>[a-z0-9][a-z0-9+.-]*)", re.IGNORECASE)
_BEGUN = re.compile(r"(?:soc|o\*?net(?:-soc)?)?[\s:#-]*(\d\d)[-–]?(\d{0,3})", re.IGNORECASE)


class WrittenCode(NamedTuple):
    """`code`: as its system writes it. `system`, `vintage`: empty where the text does not say; then the system is
    one of SOC_LIKE."""

    code: str
    system: str = ""
    vintage: str = ""

    @property
    def stem(self) -> str:
        """The beginning that all codes of a group have: “15-12” of 15-1200; empty for a code that is no group's."""
        if self.system not in ("", *SOC_LIKE) or not self.code.endswith("0") or "." in self.code:
            return ""
        return self.code.rstrip("0")


def read(text: str) -> WrittenCode | None:
    """The code, where the text is one and nothing else."""
    text = text.strip()
    if found := _OF_SOC.fullmatch(text):
        part = f".{found['part']}" if found["part"] else ""
        system = (found["system"] or "").lower()
        return WrittenCode(
            f"{found['group']}-{found['rest']}{part}", _NAMES.get(system, system), found["vintage"] or ""
        )
    if found := _CIP_ALONE.fullmatch(text):
        return WrittenCode(found["field"], "cip")
    if found := _OF_CIP.fullmatch(text):
        code = f"{found['family']}.{found['field']}" if found["field"] else found["family"]
        return WrittenCode(code, "cip", found["vintage"] or "")
    if found := _KEY.fullmatch(text):
        return WrittenCode(found["code"].lower(), found["system"].lower(), found["vintage"])
    return None


def begun(text: str) -> str:
    """“29-11”, “SOC 29”: the beginning of a code, where the text is one and nothing else."""
    found = _BEGUN.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}" if found else ""
