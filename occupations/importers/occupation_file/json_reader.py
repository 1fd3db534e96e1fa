"""Reads JSON so that every error message has the path, the line, the value found and what was expected."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from occupations.importers.errors import LoadError

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class At:
    """A JSON value together with its place in the file."""

    def __init__(self, value: Any, path: tuple[str | int, ...] = ()) -> None:
        self.value = value
        self.path = path

    def fail(self, expected: str) -> NoReturn:
        found = json.dumps(self.value, ensure_ascii=False, default=float)
        raise PlacedError(self.path, f"{found if len(found) <= 80 else found[:77] + '…'} {expected}")

    def get(self, key: str) -> "At | None":
        """The member with that name; None if it is missing or null."""
        value = self.mapping().get(key)
        return None if value is None else At(value, (*self.path, key))

    def need(self, key: str) -> "At":
        member = self.get(key)
        if member is None:
            raise PlacedError((*self.path, key), "is missing")
        return member

    def mapping(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            self.fail("is not an object")
        return self.value

    def only(self, *allowed: str) -> None:
        for key in self.mapping():
            if key not in allowed:
                raise PlacedError((*self.path, key), f"is not a known key; known keys are {', '.join(allowed)}")

    def members(self) -> "Iterator[tuple[str, At]]":
        for key, value in self.mapping().items():
            yield key, At(value, (*self.path, key))

    def items(self) -> "list[At]":
        if not isinstance(self.value, list):
            self.fail("is not a list")
        return [At(value, (*self.path, index)) for index, value in enumerate(self.value)]

    def text(self, longest: int = 200, *, lines: bool = False) -> str:
        """Without surrounding space; `lines`: whether it may have several lines."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail("is not a text")
        text = self.value.strip()
        if len(text) > longest:
            self.fail(f"is longer than {longest} characters")
        if any(ord(character) < 32 and character not in "\n\t" for character in text):
            self.fail("has a control character")
        if not lines and ("\n" in text or "\t" in text):
            self.fail("has a line break or tab")
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.fail("has an incomplete character (a lone surrogate)")
        return text

    def named_members(self) -> "Iterator[tuple[str, At]]":
        """The members, if their keys are texts that readers will see."""
        for name, member in self.members():
            yield At(name, member.path).text(), member

    def choice(self, *allowed: str) -> str:
        if self.value not in allowed:
            self.fail(f"is not one of {', '.join(allowed)}")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.fail("is not true or false")
        return self.value

    def number(self, least: int | None = None, most: int | None = None, *, digits: int = 12) -> Decimal:
        """`digits`: how many the database stores before the decimal point. After it, digits from the 13th on are
        dropped."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            self.fail("is not a number")
        number = Decimal(self.value)
        if (least is not None and number < least) or (most is not None and number > most):
            limits = f"between {least} and {most}" if most is not None else f"{least} or more"
            self.fail(f"is not {limits}")
        if number.adjusted() >= digits or abs(number) >= 10**digits - 1:
            self.fail("is too large")
        tiny = number.as_tuple().exponent < -12  # type: ignore[operator]  # numbers of JSON are finite
        return round(number, 12) if tiny else number

    def whole(self) -> int:
        number = self.number(least=0)
        if number != number.to_integral_value():
            self.fail("is not a whole number")
        return int(number)

    def url(self) -> str:
        text = self.text()
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            self.fail("is not an http or https address")
        return text

    def date(self) -> datetime.date:
        try:
            return datetime.date.fromisoformat(self.text())
        except ValueError:
            self.fail("is not a date such as 2026-11-22")

    def period(self) -> tuple[datetime.date, datetime.date]:
        """First and last day of "2024", "2024-05", "2024-05-31" or ["2024", "2034"]."""
        if isinstance(self.value, list):
            if len(self.value) != 2:
                self.fail("is not a pair of a first and a last period")
            first, last = (item.period() for item in self.items())
            if first[0] > last[1]:
                self.fail("ends before it starts")
            return first[0], last[1]
        match = _PERIOD.fullmatch(str(self.value))
        if not match:
            self.fail("is not a period such as 2024, 2024-05 or 2024-05-31")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            start = datetime.date(year or 0, month or 1, day or 1)
            if day:
                return start, start
            after = datetime.date(start.year + (not month or month == 12), (month or 12) % 12 + 1, 1)
        except ValueError:
            self.fail("is not a period such as 2024, 2024-05 or 2024-05-31")
        return start, after - datetime.timedelta(days=1)


class PlacedError(Exception):
    """An error at one place in the file; becomes a LoadError once the line is known."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def unique(keys: Iterable[tuple[str, At]], what: str) -> None:
    """Raise an error for the second of two equal keys."""
    seen = set()
    for key, at in keys:
        if key in seen:
            raise PlacedError(at.path, f"is {what} that the file already has ({key})")
        seen.add(key)


def member_text(at: At, key: str, longest: int = 200) -> str:
    """The text of a member; empty if it is missing."""
    member = at.get(key)
    return member.text(longest) if member is not None else ""


def parse(data: bytes) -> At:
    """The top-level value of the file. Raises LoadError if it is not JSON in UTF-8 or has a key twice."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError(f"byte {error.start + 1} is not UTF-8") from error
    try:
        return At(
            json.loads(text, parse_int=_whole, parse_float=_decimal, parse_constant=_refuse, object_pairs_hook=_once)
        )
    except json.JSONDecodeError as error:
        raise LoadError(f"line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise LoadError("the file is nested too deeply") from error


def _whole(text: str) -> int | Decimal:
    # Python turns no more than 4300 digits into an integer.
    return int(text) if len(text) < 100 else Decimal(text)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        _refuse(text)


def _refuse(constant: str) -> NoReturn:
    raise LoadError(f"{constant} is not a number that JSON knows")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise LoadError(_printable(f"the key “{twice}” occurs twice in one object"))
    return result


def located(error: PlacedError, data: bytes) -> LoadError:
    """The error with path and line: `line 12: occupations[3].growth_percent: "6%" is not a number`."""
    where = spell(error.path)
    line = line_of(error.path, data.decode("utf-8-sig"))
    return LoadError(_printable(f"line {line}: {where + ': ' if where else ''}{error.message}"))


def _printable(text: str) -> str:
    """Escapes lone surrogates, which are allowed in JSON but not in terminals."""
    return text.encode("utf-8", "backslashreplace").decode()


def spell(path: tuple[str | int, ...]) -> str:
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _NAME.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text


def line_of(path: tuple[str | int, ...], text: str) -> int:
    """The line on which the value at that path starts, or the last existing value on the way to it."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    for step in path:
        inside = _skip(text, at + 1)
        position = 0
        while text[inside] not in "]}":
            key: str | int = position
            if text[at] == "{":
                key, inside = decoder.raw_decode(text, inside)
                inside = _skip(text, _skip(text, inside) + 1)
            if key == step:
                break
            _, inside = decoder.raw_decode(text, inside)
            inside = _skip(text, inside)
            if text[inside] == ",":
                inside = _skip(text, inside + 1)
            position += 1
        else:
            break
        at = inside
    return text.count("\n", 0, at) + 1


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
