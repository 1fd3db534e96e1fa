"""An observation as a line of JSON or CSV, made of pieces that many share and that are encoded once."""

import csv
import datetime
import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from occupations.observations.columns import NAMES
from occupations.rendering.formats import inert

_json = msgspec.json.Encoder()


class Form(NamedTuple):
    """A format. `cell`: a name and an encoded value as bytes; `encode`: a value that is no number; `nothing`: the
    encoded value of a cell that says nothing; `empty_list`: that of a list. A line is `begin`, cells joined by
    `between`, and `end`; lines are joined by `joined`."""

    cell: Callable[[str, bytes], bytes]
    encode: Callable[[Any], bytes]
    nothing: bytes
    empty_list: bytes
    begin: bytes
    between: bytes
    end: bytes
    joined: bytes

    def cells(self, values: dict[str, Any]) -> bytes:
        """Some cells in a row, with what follows each."""
        return b"".join(
            self.cell(name, self.nothing if value is None or value == "" else self.encode(value)) + self.between
            for name, value in values.items()
        )

    def raw_cells(self, names: Sequence[str], values: Sequence[bytes | None]) -> bytes:
        """The same of values that are encoded already."""
        return b"".join(
            self.cell(name, self.nothing if value is None else value) + self.between
            for name, value in zip(names, values, strict=True)
        )


def _csv_cell(value: Any) -> bytes:
    if isinstance(value, (list, tuple)):
        value = "; ".join(value)
    if isinstance(value, datetime.date):
        return value.isoformat().encode()
    if not isinstance(value, str):
        return str(value).encode()
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([inert(value)])
    return out.getvalue().encode()


JSON = Form(
    cell=lambda name, value: b'"%s":%s' % (name.encode(), value),
    encode=_json.encode,
    nothing=b"null",
    empty_list=b"[]",
    begin=b"{",
    between=b",",
    end=b"}",
    joined=b",",
)
CSV = Form(
    cell=lambda name, value: value,
    encode=_csv_cell,
    nothing=b"",
    empty_list=b"",
    begin=b"",
    between=b",",
    end=b"\r\n",
    joined=b"",
)
HEADER = ",".join(NAMES).encode() + b"\r\n"
