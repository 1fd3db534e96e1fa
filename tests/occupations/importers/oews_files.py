"""Files in the layouts of the pay survey and of visa filings, small and made up, and a writer of workbooks."""

import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import polars as pl

PAY = {
    "H_MEAN": "24", "A_MEAN": "50000", "MEAN_PRSE": "0.5",
    "H_PCT10": "14", "H_PCT25": "18", "H_MEDIAN": "22", "H_PCT75": "29", "H_PCT90": "36",
    "A_PCT10": "30000", "A_PCT25": "38000", "A_MEDIAN": "46000", "A_PCT75": "60000", "A_PCT90": "75000",
}  # fmt: skip
CELLS = {
    "AREA": "99", "AREA_TITLE": "U.S.", "AREA_TYPE": "1", "PRIM_STATE": "US",
    "NAICS": "000000", "NAICS_TITLE": "Cross-industry", "I_GROUP": "cross-industry", "OWN_CODE": "1235",
    "OCC_CODE": "35-2014", "OCC_TITLE": "Cooks, Restaurant", "O_GROUP": "detailed",
    "TOT_EMP": "1400000", "EMP_PRSE": "0.7", "JOBS_1000": None, "LOC_QUOTIENT": None, "PCT_TOTAL": None, "PCT_RPT": None,
    **PAY, "ANNUAL": None, "HOURLY": None,
}  # fmt: skip
HEADER = list(CELLS)
NO_PAY = dict.fromkeys((name for name in PAY if name != "MEAN_PRSE"), "*")
TOP_CODES = {2020: "$100.00 per hour or $208,000 per year", 2024: "$115.00 per hour or $239,200 per year"}


def row(**cells: str | None) -> dict[str, str | None]:
    """A row of the survey: restaurant cooks of the whole nation, but for the cells named."""
    assert set(cells) <= set(CELLS)
    return CELLS | cells


def state(code: str, name: str, **cells: str | None) -> dict[str, str | None]:
    return row(AREA=code, AREA_TITLE=name, AREA_TYPE="2", **cells)


def metro(code: str, name: str, **cells: str | None) -> dict[str, str | None]:
    return row(AREA=code, AREA_TITLE=name, AREA_TYPE="4", **cells)


def sector(code: str, name: str, **cells: str | None) -> dict[str, str | None]:
    return row(NAICS=code, NAICS_TITLE=name, I_GROUP="sector", OWN_CODE="5", **cells)


def survey(
    path: Path,
    rows: list[dict[str, str | None]],
    *,
    year: int = 2024,
    header: list[str] = HEADER,
    described: bool = True,
) -> Path:
    """A workbook as the agency publishes them, the sheet that tells the year included."""
    descriptions = [
        [f"May {year} OEWS Estimates"],
        ["Field", "Field Description"],
        [f"#  = indicates a wage equal to or greater than {TOP_CODES[2020 if year < 2022 else 2024]} "],
    ]
    sheets: dict[str, list[list[Any]]] = {
        "national": [header, *([cells.get(name) for name in header] for cells in rows)]
    }
    if described:
        sheets["Field Descriptions"] = descriptions
    sheets |= {"UpdateTime": [["alldataupdate"], ["09MAR2021:10:42:00"]], "Filler": []}
    return workbook(path, sheets)


def converted(path: Path, rows: list[tuple[Any, ...]], *, header: tuple[str, ...] = ()) -> Path:
    """The parquet conversion: rows of code, area code, and the five yearly percentiles."""
    names = header or ("SOC", "AREA", "A_PCT10", "A_PCT25", "A_PCT50", "A_PCT75", "A_PCT90")
    schema = {name: pl.String if index < 2 else pl.Float64 for index, name in enumerate(names)}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    frame = frame.with_columns(pl.lit("Cooks").alias("OCC_TITLE"))
    if "AREA" in names:
        frame = frame.with_columns(pl.format("Town {}", "AREA").alias("AREA_NAME"))
    frame.write_parquet(path)
    return path


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """The least that is an Excel workbook; every cell a text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in zip(numbers, sheets, strict=True)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{relations}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers
        )
        + "</Relationships>",
    }
    for number, rows in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{_rows(rows)}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _rows(rows: list[list[Any]]) -> str:
    made = []
    for number, cells in enumerate(rows, 1):
        filled = [(_letters(place), str(cell)) for place, cell in enumerate(cells) if cell is not None]
        made.append(
            f'<row r="{number}">'
            + "".join(f'<c r="{at}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for at, text in filled)
            + "</row>"
        )
    return "".join(made)


def _letters(place: int) -> str:
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
