"""Parameters of the API. Each is declared once, and the declaration is used to read, reject and describe it."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import QueryDict

from occupations.api.problems import Problem
from occupations.text import codes
from occupations.text.asked import LIKELIEST, MATCH, MATCHES, SURE
from occupations.text.likeness import most_alike
from occupations.text.slugs import is_slug, slug_of

# Like the gate: no control characters; and not only spaces.
_ANY = r"[^\x00-\x1f\x7f-\x9f]*"
TEXT = rf"^{_ANY}[^\s\x00-\x1f\x7f-\x9f]{_ANY}$"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_SHOWN = 60
LONGEST_GIVEN = 400  # characters of a value that are held against those allowed
MOST_NEAR = 5


class Parameter(NamedTuple):
    """`read` turns the text into a value or raises ValueError with the end of a sentence about the error. `schema` is
    JSON Schema. `allowed` lists all values or describes their form, if that is short."""

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
    return Parameter(name, description, schema, read, list(values), default, example=example or next(iter(values)))


def choices(name: str, description: str, values: Sequence[str], example: str = ""):
    """Several of these values, separated by commas."""

    def read(text: str) -> tuple[str, ...]:
        if not text:
            raise ValueError("is empty")
        given = text.split(",")
        if wrong := next((one for one in given if one not in values), None):
            raise ValueError(f"has {quoted(wrong)}, which is not an allowed value")
        if "" in given:
            raise ValueError("has an empty part between commas")
        if len(given) > len(values):
            raise ValueError(f"has more than {len(values)} values")
        return tuple(dict.fromkeys(given))

    schema = _list_of({"type": "string", "enum": list(values)}, len(values))
    return Parameter(name, description, schema, read, list(values), (), example=example or ",".join(values[:2]))


def _list_of(item: dict[str, Any], most: int, least: int = 1) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least, "maxItems": most}


def match(slugs: str) -> Parameter:
    """Whether slugs of no occupations are taken for job titles. `slugs`: the parameter that has them."""
    description = (
        f"Take what is no occupation in {slugs} for a job title (`senior-nurse` or `Senior nurse`): `{SURE}` only if "
        f"it is sure which occupation is meant, `{LIKELIEST}` for the likeliest. `taken` says for which."
    )
    return choice(MATCH, description, MATCHES)._replace(default="")


def slugs_or_titles(name: str, description: str, most: int, least: int, example: str) -> Parameter:
    """Several slugs, or titles as people write them, separated by commas; titles come as slugs."""
    plain = slugs(name, description, most, least, required=True, example=example)

    title = r"([0-9-]*[A-Za-z][A-Za-z0-9À-ÿ .+#/&()':*-]*|[0-9]{2}-[0-9]{4}([.][0-9]{2})?|[0-9]{1,18})"
    pattern = re.compile(f"{title}(,{title}){{{least - 1},{most - 1}}}")

    def read(text: str) -> tuple[str, ...]:
        if not pattern.fullmatch(text):
            raise ValueError(f"is not a list of {least} to {most} slugs or titles separated by commas")
        return plain.read(",".join(part if is_slug(part) else _slug_of(part) for part in text.split(",")))

    allowed = f"{least} to {most} slugs, permanent numbers, codes, or titles without commas, separated by commas"
    schema = _list_of({"type": "string", "pattern": f"^{title}$", "maxLength": 120}, most, least)
    return plain._replace(schema=schema, read=_shorter(read, 2000), allowed=allowed)


def _slug_of(title: str) -> str:
    """Codes and permanent numbers have no letters that a slug could be made of."""
    if title.isdecimal():
        return title
    code = codes.read(title)
    return code.code.replace(".", "-") if code and not code.system else slug_of(title)


def slugs(name: str, description: str, most: int, least: int = 1, *, required: bool = False, example: str = ""):
    """Several slugs, separated by commas."""
    pattern = re.compile(f"{SLUG}(,{SLUG}){{{least - 1},{most - 1}}}", re.ASCII)

    def read(text: str) -> tuple[str, ...]:
        if not pattern.fullmatch(text):
            raise ValueError(f"is not a list of {least} to {most} slugs separated by commas")
        return tuple(dict.fromkeys(text.split(",")))

    schema = _list_of({"type": "string", "pattern": f"^{SLUG}$", "maxLength": 80}, most, least)
    allowed = f"{least} to {most} slugs (lowercase letters, digits and hyphens) separated by commas"
    return Parameter(name, description, schema, _shorter(read, 2000), allowed, (), required, example)


def place(name: str, description: str, example: str = ""):
    form = r"(state|metro)-[0-9]{1,10}"

    def read(given: str) -> str:
        if not re.fullmatch(form, given, re.ASCII):
            raise ValueError("is not the key of an area, such as metro-35620")
        return given

    schema = {"type": "string", "pattern": f"^{form}$"}
    return Parameter(name, description, schema, read, "the key of an area", None, example=example)


def texts(name: str, description: str, most: int, example: str):
    """Several texts, separated by commas. What is read is the whole text, because one of them may have a comma, too:
    legal_values.py tells them apart."""
    item = {"type": "string", "minLength": 1, "maxLength": 120, "pattern": TEXT}
    longest = 2000
    allowed = f"up to {most} texts separated by commas"
    return Parameter(name, description, _list_of(item, most), _shorter(str, longest), allowed, "", example=example)


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
    example = example or str(lowest if default is None else default)
    return Parameter(name, description, schema, read, f"{lowest} to {highest}", default, example=example)


def decimal(name: str, description: str, lowest: int, highest: int, example: str = ""):
    """A number as JSON writes it."""
    form = r"-?[0-9]{1,20}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?"

    def read(given: str) -> Decimal:
        if not re.fullmatch(form, given, re.ASCII) or not lowest <= Decimal(given) <= highest:
            raise ValueError(f"is not a number from {lowest:,} to {highest:,}")
        return Decimal(given)

    schema = {"type": "number", "minimum": lowest, "maximum": highest}
    example = example or str(highest)
    return Parameter(name, description, schema, read, f"{lowest} to {highest}", None, example=example)


def day(name: str, description: str, example: str = ""):
    def read(given: str) -> datetime.date:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
                return datetime.date.fromisoformat(given)
        except ValueError:
            pass
        raise ValueError("is not a date such as 2026-01-31")

    return Parameter(name, description, {"type": "string", "format": "date"}, read, "YYYY-MM-DD", None, example=example)


_ABOUT_BOM = "`1` begins CSV with a byte order mark, by which Excel recognizes UTF-8."
BOM = choice("bom", _ABOUT_BOM, ["0", "1"], example="1")

RENAMED = {
    "salary_min": "pay_median_min or pay_mean_min",
    "salary_max": "pay_median_max or pay_mean_max",
    "salary": "pay_median or pay_mean",
    "-salary": "-pay_median or -pay_mean",
    "hourly": "hourly_median or hourly_mean",
    "salary_percentile": "pay_median_percentile",
    "salary_percentile_of": "pay_median_percentile_of",
}
"""Old names, which did not say which statistic they meant, and the names to use instead."""


def renamed(name: str) -> str:
    """For an old name, a sentence with the name to use instead; else empty."""
    return f" Use {RENAMED[name]}." if name in RENAMED else ""


def _shorter(read: Callable[[str], Any], longest: int) -> Callable[[str], Any]:
    def checked(given: str) -> Any:
        if not given.strip():
            raise ValueError("is empty")
        if len(given) > longest:
            raise ValueError(f"is longer than {longest:,} characters")
        return read(given)

    return checked


def quoted(given: str) -> str:
    return f"“{given[:LONGEST_SHOWN]}…”" if len(given) > LONGEST_SHOWN else f"“{given}”"


def read(query: QueryDict, known: Iterable[Parameter]) -> dict[str, Any]:
    """The values of all parameters. Raises Problem for one that is unknown, repeated, missing or not allowed."""
    parameters = {parameter.name: parameter for parameter in known}
    for name in query:
        if name not in parameters:
            raise Problem(
                "unknown-parameter",
                f"This resource has no parameter {quoted(name)}.{renamed(name)}",
                parameter=name[:LONGEST_SHOWN],
                allowed=sorted(parameters),
            )
    return {name: _value(parameter, query.getlist(name)) for name, parameter in parameters.items()}


def _value(parameter: Parameter, given: list[str]) -> Any:
    if not given:
        if parameter.required:
            raise _invalid(parameter, f"The parameter {parameter.name} is required.")
        return parameter.default
    if len(given) > 1 and parameter.schema["type"] == "array":
        given = [",".join(given)]  # as some clients write lists
    if len(given) > 1:
        raise _invalid(parameter, f"The parameter {parameter.name} occurs {len(given)} times; it may occur once.")
    try:
        return parameter.read(given[0])
    except ValueError as why:
        hints = "".join(dict.fromkeys(map(renamed, given[0].split(","))))
        alike = _near(parameter, given[0])
        hints += f" Similar: {', '.join(alike)}." if alike and not hints else ""
        near = {"near": [{"key": one, "title": one} for one in alike]} if alike else {}
        raise _invalid(parameter, f"{parameter.name}: {quoted(given[0])} {why}.{hints}", **near) from None


def _near(parameter: Parameter, given: str) -> list[str]:
    """The allowed values that are most like those that are not."""
    if not isinstance(parameter.allowed, list):
        return []
    wrong = [part for part in given[:LONGEST_GIVEN].split(",") if part not in parameter.allowed]
    return list(dict.fromkeys(one for part in wrong for one in most_alike(part, parameter.allowed, str)))[:MOST_NEAR]


def _invalid(parameter: Parameter, detail: str, **more: Any) -> Problem:
    return Problem("invalid-parameter", detail, parameter=parameter.name, **allowed_of(parameter), **more)


def allowed_of(parameter: Parameter) -> dict[str, Any]:
    """The members of a problem that say what a parameter may be."""
    known = "allowed" if isinstance(parameter.allowed, list) else "allowed_form"
    return {known: parameter.allowed}


def described(parameter: Parameter) -> Mapping[str, Any]:
    """The parameter in OpenAPI."""
    listed = parameter.schema["type"] == "array"
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        **({"required": True} if parameter.required else {}),
        "schema": parameter.schema,
        **({"style": "form", "explode": False} if listed else {}),
        "example": _typed(parameter.example, parameter.schema),
    }


def _typed(example: str, schema: Mapping[str, Any]) -> Any:
    """The example as its schema has it."""
    match schema["type"]:
        case "array":
            return example.split(",")
        case "integer":
            return int(example)
        case "number":
            return float(example)
    return example
