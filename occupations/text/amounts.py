"""Numbers as people type them."""

import re
from decimal import Decimal

_SIGNS = str.maketrans(
    {"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "}
)
_GROUPED = r"(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,3}(?: [0-9]{3}){1,2})"
_NUMBER = re.compile(rf"(-?)\s*({_GROUPED}(?:\.[0-9]{{1,2}})?)\s*%?")
_MONEY = re.compile(
    rf"(-?)\s*(?:us)?\s*\$?\s*({_GROUPED}(?:\.[0-9]{{1,3}})?)\s*(k|thousand|m|million)?\s*\$?"
    r"\s*(?:(?:a|per|/)\s*(?:year|yr)|annually|usd|dollars)?\+?"
)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


def read_number(text: str) -> Decimal | None:
    """ "−2.5 %", "1,000": at most two decimals, thousands together or set apart; None for anything else."""
    found = _NUMBER.fullmatch(_plain(text))
    return Decimal(found[1] + re.sub("[, ]", "", found[2])) if found else None


def read_money(text: str) -> Decimal | None:
    """ "80k", "$80,000", "80 000 a year", in US$; None for anything else."""
    found = _MONEY.fullmatch(_plain(text))
    if not found:
        return None
    number, unit = re.sub("[, ]", "", found[2]), found[3]
    if not unit and len(number.partition(".")[2]) > len("99"):
        return None  # “80.000”, which is as likely to be 80,000
    amount = Decimal(found[1] + number) * _TIMES.get(unit or "", 1)
    if unit and amount != int(amount):
        return None
    return Decimal(int(amount)) if amount == int(amount) else amount


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split()).casefold()
