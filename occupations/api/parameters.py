"""Parameters of the API. Each is declared once; reading it, refusing it and describing it all follow from that."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import QueryDict

from occupations.api.problems import Problem

# As the gate: no control characters.
TEXT = r"^[^\x00-\x1f\x7f-\x9f]+$"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_SHOWN = 60


class Parameter(NamedTuple):
    """`read` turns the text into a value or raises ValueError with what is wrong, as the end of a sentence. `schema`
    is JSON Schema; `allowed`, where it is short enough to tell, all values or their form."""

    name: str
    description: str
    schema: dict[str, Any]
    read: Callable[[str], Any]
    allowed: list[str] | str
    default: Any = None
    required: bool = False
    example: str = ""


def choice(name: str, description: str, values: Collection[str], default: str | None = None, example: str = ""):
    def read(text: str) -> str:
        if text not in values:
            raise ValueError("is not an allowed value")
        return text

    schema = {"type": "string", "enum": list(values)}
    if default is not None:
        schema["default"] = default
    return Parameter(name, description, schema, read, list(values), default, example=example)


def choices(name: str, description: str, values: Sequence[str], example: str = ""):
    """Several of these, separated by commas."""

    def read(text: str) -> tuple[str, ...]:
        given = text.split(",")
        if wrong := next((one for one in given if one not in values), None):
            raise ValueError(f"has {quoted(wrong)}, which is not an allowed value")
        if "" in given:
            raise ValueError("has an empty part between commas")
        return tuple(dict.fromkeys(given))

    any_of = "|".join(map(re.escape, values)).replace(r"\-", "-")
    schema = {"type": "string", "pattern": f"^({any_of})(,({any_of}))*$", "maxLength": 1000}
    return Parameter(name, description, schema, _shorter(read, 1000), list(values), (), example=example)


def slugs(name: str, description: str, most: int, least: int = 1, *, required: bool = False, example: str = ""):
    """Several addresses, separated by commas."""
    pattern = re.compile(f"{SLUG}(,{SLUG}){{{least - 1},{most - 1}}}", re.ASCII)

    def read(text: str) -> tuple[str, ...]:
        if not pattern.fullmatch(text):
            raise ValueError(f"is not a list of {least} to {most} slugs separated by commas")
        return tuple(dict.fromkeys(text.split(",")))

    schema = {"type": "string", "pattern": f"^{pattern.pattern}$", "maxLength": 2000}
    allowed = f"{least} to {most} slugs (lowercase letters, digits and hyphens) separated by commas"
    return Parameter(name, description, schema, _shorter(read, 2000), allowed, (), required, example)


def slug(name: str, description: str, example: str = ""):
    def read(text: str) -> str:
        if not re.fullmatch(SLUG, text, re.ASCII):
            raise ValueError("has characters other than lowercase letters, digits and hyphens")
        return text

    schema = {"type": "string", "pattern": f"^{SLUG}$", "maxLength": 120}
    return Parameter(name, description, schema, _shorter(read, 120), "a slug", None, example=example)


def place(name: str, description: str, example: str = ""):
    form = r"(state|metro)-[0-9]{1,10}"

    def read(given: str) -> str:
        if not re.fullmatch(form, given, re.ASCII):
            raise ValueError("is not the key of an area, such as metro-35620")
        return given

    schema = {"type": "string", "pattern": f"^{form}$"}
    return Parameter(name, description, schema, read, "the key of an area", None, example=example)


def text(name: str, description: str, longest: int, *, required: bool = False, example: str = ""):
    schema = {"type": "string", "minLength": 1, "maxLength": longest, "pattern": TEXT}
    allowed = f"1 to {longest} characters"
    return Parameter(name, description, schema, _shorter(str, longest), allowed, "", required, example)


def whole(name: str, description: str, lowest: int, highest: int, default: int | None = None, example: str = ""):
    """A whole number."""

    def read(given: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", given, re.ASCII) or not lowest <= int(given) <= highest:
            raise ValueError(f"is not a whole number from {lowest:,} to {highest:,}")
        return int(given)

    schema: dict[str, Any] = {"type": "integer", "minimum": lowest, "maximum": highest}
    if default is not None:
        schema["default"] = default
    return Parameter(name, description, schema, read, f"{lowest} to {highest}", default, example=example)


def decimal(name: str, description: str, lowest: int, highest: int, example: str = ""):
    form = r"-?[0-9]{1,9}(\.[0-9]{1,2})?"

    def read(given: str) -> Decimal:
        if not re.fullmatch(form, given, re.ASCII) or not lowest <= Decimal(given) <= highest:
            raise ValueError(f"is not a number from {lowest:,} to {highest:,} with at most two decimals")
        return Decimal(given)

    # As text with a form: "1e3" is a number of JSON, and none that anyone should write here.
    schema = {"type": "string", "pattern": _within(lowest, highest)}
    return Parameter(name, description, schema, read, f"{lowest} to {highest}", None, example=example)


def _within(lowest: int, highest: int) -> str:
    """A pattern of decimals that lie between the two, which are 0 or -100 and a power of ten."""
    digits = len(str(highest)) - 1
    negative = r"|-[0-9]{1,2}(\.[0-9]{1,2})?" if lowest < 0 else ""
    return rf"^([0-9]{{1,{digits}}}(\.[0-9]{{1,2}})?{negative})$"


def day(name: str, description: str, example: str = ""):
    def read(given: str) -> datetime.date:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
                return datetime.date.fromisoformat(given)
        except ValueError:
            pass
        raise ValueError("is not a date such as 2026-01-31")

    return Parameter(name, description, {"type": "string", "format": "date"}, read, "YYYY-MM-DD", None, example=example)


def _shorter(read: Callable[[str], Any], longest: int) -> Callable[[str], Any]:
    def checked(given: str) -> Any:
        if not given:
            raise ValueError("is empty")
        if len(given) > longest:
            raise ValueError(f"is longer than {longest:,} characters")
        return read(given)

    return checked


def quoted(given: str) -> str:
    return f"“{given[:LONGEST_SHOWN]}…”" if len(given) > LONGEST_SHOWN else f"“{given}”"


def read(query: QueryDict, known: Iterable[Parameter]) -> dict[str, Any]:
    """The values of all known parameters. Raises Problem for what is unknown, repeated, missing or not allowed."""
    parameters = {parameter.name: parameter for parameter in known}
    for name in query:
        if name not in parameters:
            raise Problem(
                "unknown-parameter",
                f"This resource has no parameter {quoted(name)}.",
                parameter=name[:LONGEST_SHOWN],
                allowed=sorted(parameters),
            )
    return {name: _value(parameter, query.getlist(name)) for name, parameter in parameters.items()}


def _value(parameter: Parameter, given: list[str]) -> Any:
    if not given:
        if parameter.required:
            raise _invalid(parameter, f"The parameter {parameter.name} is required.")
        return parameter.default
    if len(given) > 1:
        raise _invalid(parameter, f"The parameter {parameter.name} occurs {len(given)} times; it may occur once.")
    try:
        return parameter.read(given[0])
    except ValueError as why:
        raise _invalid(parameter, f"{parameter.name}: {quoted(given[0])} {why}.") from None


def _invalid(parameter: Parameter, detail: str) -> Problem:
    return Problem("invalid-parameter", detail, parameter=parameter.name, allowed=parameter.allowed)


def described(parameter: Parameter) -> Mapping[str, Any]:
    """As OpenAPI describes it."""
    example = {"example": parameter.example} if parameter.example else {}
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        **({"required": True} if parameter.required else {}),
        "schema": parameter.schema,
        # For people: a pattern says the same, and less clearly.
        **({"x-values": parameter.allowed} if isinstance(parameter.allowed, list) else {}),
        **example,
    }
