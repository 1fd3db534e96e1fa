"""Small workbooks laid out as the Bureau of Labor Statistics lays out its own."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | float | None
Rows = list[list[Cell]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """A workbook of those sheets: texts as texts, numbers as numbers, None as no cell."""
    numbers = range(1, len(sheets) + 1)
    types = "".join(f'<Override PartName="/xl/s{n}.xml" ContentType="{KIND}.worksheet+xml"/>' for n in numbers)
    names = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    parts = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="s{n}.xml"/>' for n in numbers)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>{types}</Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{parts}</Relationships>'
        )
        for number, rows in enumerate(sheets.values(), 1):
            book.writestr(
                f"xl/s{number}.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{_rows(rows)}</sheetData></worksheet>'
            )
    return path


def _rows(rows: Sequence[Sequence[Cell]]) -> str:
    return "".join(
        f'<row r="{number}">{"".join(_cell(f"{chr(65 + place)}{number}", cell) for place, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )


def _cell(place: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


OUTLOOK_HEADER: list[Cell] = [
    "2024 National Employment Matrix title",
    "2024 National Employment Matrix code",
    "Occupation type",
    "Employment, 2024",
    "Employment, 2034",
    "Employment change, percent, 2024–34",
    "Occupational openings, 2024–34 annual average",
    "Median annual wage, dollars, 2024[1]",
]
OUTLOOK: Rows = [
    ["Total, all occupations", "00-0000", "Summary", 169956.1, 175167.9, 3.1, 18863.3, 49500],
    ["  Management occupations", "11-0000", "Summary", 13607.6, 14441, 6.1, 1147.9, 122090],
    ["    Top executives", "11-1000", "Summary", 4049.9, 4228.1, 4.4, 333.1, 104990],
    ["    Computer occupations", "15-1200", "Summary", 5047.4, 5541, 9.8, 317.7, 105990],
    ["      Physicians[2]", "29-1210", "Summary", 785.6, 807.7, 2.8, 22.3, ">=$239,200"],
    ["        Prosthodontists", "29-1024", "Line item", 0.8, 0.8, 0, 0, ">=$239,200"],
    ["      Home health and personal care aides", "31-1120", "Line item", 4347.7, 5087.5, 17, 765.8, 34900],
    ["        Telephone operators", "43-2021", "Line item", 0, 2.9, -27.5, "—", 39130],
]
FOOT: Rows = [
    ["Footnotes:"],
    ["[1] Data are from the Occupational Employment and Wage Statistics program."],
    ['Note: Data is unavailable for values denoted with a "—".'],
    ["Source: Employment Projections program, U.S. Bureau of Labor Statistics"],
]


def outlook(rows: Rows = OUTLOOK, header: list[Cell] = OUTLOOK_HEADER, foot: Rows = FOOT) -> Rows:
    """Table 1.2."""
    return [["Table 1.2 Occupational projections, 2024–2034, and worker characteristics, 2024"], header, *rows, *foot]


ATTAINMENT_HEADER: list[Cell] = [
    *OUTLOOK_HEADER[:2],
    "Less than high school diploma",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
]
ATTAINMENT: Rows = [
    ["Total, all occupations", "00-0000", 7.4, 22.5, 18.6, 9.5, 25.2, 11.9, 4.9],
    ["Astronomers[1]", "19-2011", 0, 0, 0, 0, 20.9, 24.2, 55],
    ["Physicists[1]", "19-2012", 0, 0, 0, 0, 20.9, 24.2, 55],
    ["Atmospheric scientists", "19-2021", 0, 0, 0, 0, 20.9, 24.2, 55],
    ["Mathematicians[1]", "15-2021", 0.4, 2.6, 6.3, 4.1, 40, 35.4, 11.2],
    ["Statisticians[1]", "15-2041", 0.4, 2.6, 6.3, 4.1, 40, 35.4, 11.2],
    ["Data scientists[1]", "15-2051", 0.4, 2.6, 6.3, 4.1, 40, 35.4, 11.2],
    ["Home health and personal care aides[1]", "31-1120", 17, 35.5, 23.7, 9.4, 10.8, 2.9, 0.7],
    ["Judges[1]", "23-1023", 0.4, 2.6, 6.3, 4.1, 40, 35.4, 11.2],
    ["Chief executives[1]", "11-1011", "—", "—", "—", "—", "—", "—", "—"],
    ["Legislators[1]", "11-1031", "—", "—", "—", "—", "—", "—", "—"],
]
ACS_FOOT: Rows = [
    ["Footnotes:"],
    ["[1] This occupation is not an exact match with ACS; see the crosswalk for details"],
    ["Data Source: 2022 and 2023 American Community Survey Public Use Microdata"],
    ["Table Source: Employment Projections program, U.S. Bureau of Labor Statistics"],
]


def attainment(rows: Rows = ATTAINMENT, header: list[Cell] = ATTAINMENT_HEADER, foot: Rows = ACS_FOOT) -> Rows:
    """Table 5.3."""
    title = "Table 5.3 Educational attainment for workers 25 years and older by detailed occupation, 2022–23 (Percent)"
    return [[title], header, *rows, *foot]


ENTRY_HEADER: list[Cell] = [
    *OUTLOOK_HEADER[:2],
    "Typical education needed for entry",
    "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
]
ENTRY: Rows = [
    ["Chief executives", "11-1011", "Bachelor's degree", "5 years or more", "None"],
    ["Electricians", "47-2111", "High school diploma or equivalent", "None", "Apprenticeship"],
    ["Legislators", "11-1031", "—", "Less than 5 years", "None"],
]


def entry(rows: Rows = ENTRY, header: list[Cell] = ENTRY_HEADER) -> Rows:
    """Table 5.4."""
    title = "Table 5.4 Education and training assignments by detailed occupation, 2024"
    return [[title], header, *rows, ["Source: Employment Projections program, U.S. Bureau of Labor Statistics"]]


CPS_NOTE = "NOTE: Dash indicates no data or data that do not meet publication criteria."
CPS_11: Rows = [
    ["Total, 16 years and over", 158291, 46.8, 77, 12.6, 6.7, 18.5],
    [],
    ["Management,  professional, and related occupations", 68099, 51.5, 77.7, 10.2, 9, 10.9],
    ["Management occupations", 20199, 40.5, 81.6, 9, 6.6, 11.5],
    ["Chief executives", 1780, 29.2, 85.9, 5.9, 6.7, 6.8],
    ["Legislators", 14, "–", "–", "–", "–", "–"],
    ["Marketing managers", 656, 58.9, 83.9, 6.8, "–", 11.4],
    ["Other mathematical science occupations", 314, 43, 74.1, 5.7, 17.5, 7],
    ["Cashiers", 2719, 71.6, 68.6, 17, 7.1, 24.9],
    ["Model makers and patternmakers, metal and plastic", 0, "–", "–", "–", "–", "–"],
    ["Tree trimmers and pruners", 104, 7.2, 96, 1.7, 0, 35.6],
    ["Lawyers", 1141, 38.5, 87.8, 6.3, 3.8, 6.5],
]
CPS_11_HEADER: Rows = [
    ["Occupation", 2022],
    [None, "Total\nemployed", "Percent of total employed"],
    [None, None, "Women", "White", "Black or\nAfrican\nAmerican", "Asian", "Hispanic\nor Latino"],
    [""],
]


def cps_11(rows: Rows = CPS_11, header: Rows = CPS_11_HEADER, note: str = CPS_NOTE) -> Rows:
    """Table 11."""
    title = (
        "HOUSEHOLD DATA\nANNUAL AVERAGES\n"
        "11. Employed persons by detailed occupation, sex, race, and Hispanic or Latino ethnicity"
    )
    return [[title], ["[Numbers in thousands]"], [""], *header, *rows, [""], [note]]


def cps_11b() -> Rows:
    """Table 11b, of the year of which one month is missing."""
    title = "HOUSEHOLD DATA\n ANNUAL AVERAGES\n 11b. Employed people by detailed occupation and age"
    return [
        [title],
        ["[Numbers in thousands]"],
        [""],
        ["Occupation", 2025],
        [None, "Total, 16 years and over", "16 to 19 years", "65 years and over", "Median age"],
        [""],
        ["Total employed", 163493, 5551, 11374, 42.1],
        ["Chief executives", 1802, 0, 254, 51.6],
        ["Legislators", 23, 0, 6, "–"],
        [""],
        ["NOTE: Annual estimates for 2025 are 11-month averages that exclude October."],
    ]


def cps_39() -> Rows:
    """Table 39."""
    title = (
        "HOUSEHOLD DATA\n ANNUAL AVERAGES\n "
        "39. Median weekly earnings of full-time wage and salary workers by detailed occupation and sex"
    )
    return [
        [title],
        ["[Numbers in thousands]"],
        [""],
        ["Occupation", 2025],
        [None, "Total", None, "Men", None, "Women", None],
        [None, *["Number of workers", "Median weekly earnings"] * 3],
        [""],
        ["Total, full-time wage and salary workers", 121470, 1204, 66979, 1326, 54491, 1089],
        [],
        ["Chief executives", 1307, 2853, 870, 3050, 437, 2483],
        [""],
        [CPS_NOTE],
    ]
