"""The table of everything: every figure of every release, filtered by any of its columns."""

from typing import Any

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint, link
from occupations.api.pagination import CURSOR, decoded, encoded, links, unknown
from occupations.api.parameters import Parameter
from occupations.api.problems import Problem
from occupations.api.renderers import CSV, JSON
from occupations.api.schemas import observations as schemas
from occupations.metrics import METHOD_NAMES, Level
from occupations.metrics.statistics import STATISTICS
from occupations.models import StatisticalRecord
from occupations.observations import lines, reading
from occupations.observations.columns import DATASET, SOURCE
from occupations.observations.names import NATION, names, version
from occupations.observations.selecting import ALL, LATEST, NONE, Selection, Unknown, select
from occupations.rendering.live import hidden_metrics

MOST = 10_000  # rows of a page
MOST_VALUES = 100  # of one filter
KINDS = (NATION, "state", "metro")
SYSTEMS = tuple(system for system, _ in StatisticalRecord.SYSTEMS if system != "cip")


def several(name: str, description: str, example: str, longest: int = 3000) -> Parameter:
    """Several values, separated by commas; select() knows which there are."""

    def read(text: str) -> tuple[str, ...]:
        given = text.split(",")
        if not (text.isascii() and text.isprintable()):
            raise ValueError("has other characters than keys have")
        if "" in given:
            raise ValueError("has an empty part between commas")
        if len(given) > MOST_VALUES:
            raise ValueError(f"has more than {MOST_VALUES} values")
        return tuple(dict.fromkeys(given))

    plain = parameters.text(name, f"{description} Several, separated by commas.", longest, example=example)

    def checked(text: str) -> tuple[str, ...]:
        return read(plain.read(text))

    item = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[ -+\--~]+$"}
    schema = {"type": "array", "items": item, "minItems": 1, "maxItems": MOST_VALUES}
    allowed = f"up to {MOST_VALUES} values, separated by commas"
    return plain._replace(read=checked, default=(), schema=schema, allowed=allowed)


FILTERS = (
    several(
        "occupation",
        "Figures that are about these occupations: their slugs. The records that the occupations are matched to, "
        "however well.",
        "registered-nurse,software-developer",
    ),
    several("record", "Figures of these official records: their keys.", "oews-2018:29-1141"),
    several("code", "Figures of records with these codes, in any system.", "29-1141"),
    parameters.choices("system", "Figures of records of these systems.", SYSTEMS, "oews"),
    several(
        "metric",
        "These metrics: their keys, or those of rows and sections of pages. Of equal names, the metric is meant, then "
        "the row.",
        "pay_median,growth",
    ),
    parameters.choices("statistic", "These statistics.", STATISTICS, "median"),
    parameters.text("part", "Figures of this group or item, as the source writes it.", 200, example="Women"),
    several(
        "part_code",
        "Figures of items with these codes: of fields of study in the CIP, of elements of O*NET.",
        "51.3801",
    ),
    several(
        "place",
        f"These places: their keys. `{NATION}` is the whole country.",
        "metro-35620,state-36",
    ),
    parameters.choices("place_kind", "Places of these kinds.", KINDS, "state"),
    several(
        "industry",
        f"These industries: their slugs or codes. `{NONE}`: figures that are of all industries together.",
        "62",
    ),
    several(
        "employer",
        f"These employers: their slugs. `{NONE}`: figures that are of all employers together.",
        "mayo-clinic",
    ),
    several(
        "release",
        f"These releases: their keys. `{LATEST}`, which is the default: the one of each table that pages use. `{ALL}`: "
        "also earlier ones, for series.",
        ALL,
    )._replace(default=(LATEST,)),
    several("dataset", "Releases of these tables: their keys.", DATASET),
    several("source", "Releases of these sources: their keys.", SOURCE),
    parameters.whole("year", "The year in which the reference period ends.", 1900, 2199, example="2025"),
    parameters.choices("method", "Figures made like this.", [str(method) for method in METHOD_NAMES], "measured"),
    parameters.choices("level", "Figures of records of these levels.", [level.value for level in Level], "detailed"),
    parameters.choice("shown", "Only figures that the page of an occupation shows.", ["true"]),
)


class Observations(Endpoint):
    """Every figure of every release, as one row for each record, metric, part, place, industry, employer and release,
    with the same columns whatever is asked for. Rows are in order of the reference period, and keep their `key` for
    ever. Figures that editors of this site entered or derived are not here; nor are those of employers with very few
    applications."""

    summary = "Observations"
    tag = "Observations"
    shape = schemas.ObservationList
    renderer_classes = (JSON, CSV)
    parameters = (*FILTERS, parameters.whole("limit", "Largest number of rows.", 1, MOST, 100), CURSOR)

    def answer(self, params: dict[str, Any]) -> Answer:
        selection = self._selection(params)
        if self.light:
            return Answer(version(), None)
        form = lines.CSV if self.request.accepted_renderer.format == "csv" else lines.JSON
        try:
            page = reading.read(selection, names(), form, params["limit"], _place(params["cursor"]))
        except reading.UnknownPlace:
            raise unknown() from None
        for name in ("part", "part_code"):
            if not page.lines and params[name] and not params["cursor"]:
                raise _no_part(name, params[name])
        following = link(self.request, cursor=encoded([*page.after])) if page.after else None
        headers = links(link(self.request, cursor=None), following)
        return Answer(version(), lambda output_format: _body(page.lines, output_format, following), headers)

    def _selection(self, params: dict[str, Any]) -> Selection:
        """Raises Problem."""
        asked = {name: value for name, value in params.items() if value not in (None, "", ())}
        try:
            return select(asked | {"shown": params["shown"] == "true"}, names(), hidden_metrics())
        except Unknown as why:
            near = [{"key": one.key, "title": one.title} for one in why.near]
            more: dict[str, Any] = {"near": near} if near else {}
            raise Problem("invalid-parameter", str(why), parameter=why.parameter, **more) from None


def _body(rows: list[bytes], output_format: str, following: str | None) -> bytes:
    if output_format == "csv":
        return b"".join([lines.HEADER, *rows])
    return b'{"results":[%s],"next":%s}' % (b",".join(rows), lines.JSON.encode(following))


def _place(cursor: str) -> reading.Place | None:
    """Raises Problem."""
    if not cursor:
        return None
    match decoded(cursor):
        case [("w" | "f") as kind, int(release), int(fact), str(column)] if 0 < fact < 2**63:
            return reading.Place(kind, release, fact, column)
    raise unknown()


def _no_part(name: str, part: str | tuple[str, ...]) -> Problem:
    asked = part if isinstance(part, str) else ", ".join(part)
    return Problem("invalid-parameter", f"No figure that is asked for is of “{asked[:80]}”.", parameter=name)
