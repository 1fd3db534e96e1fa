"""How to cite a page: in words, in APA style and in BibTeX."""

import datetime

from occupations.rendering.citation import Citation, tex

CITED = Citation(
    "“C# developer vs R&D manager.” …",
    "https://example.com/compare/c-sharp-developer-vs-r-and-d-manager/?as_of=2026-05-01",
    "C# developer vs R&D manager",
    "edition 2 of C# developer, edition 1 of R&D manager",
    datetime.date(2026, 5, 1),
    "careersite-c-sharp-developer-r-and-d-manager-2026-05-01",
)


def test_signs_of_tex_stand_for_themselves():
    assert tex(r"50% & $5 #1 a_b {x} ~ ^ \n") == (
        r"50\% \& \$5 \#1 a\_b \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{}n"
    )
    assert tex("Café – 看護師") == "Café – 看護師"


def test_an_entry_of_bibtex_has_title_date_and_the_address_as_it_is():
    assert CITED.bibtex == (
        "@misc{careersite-c-sharp-developer-r-and-d-manager-2026-05-01,\n"
        '  author = "{Careersite}",\n'
        '  title = "{C\\# developer vs R\\&D manager}",\n'
        "  year = 2026,\n"
        "  month = may,\n"
        '  howpublished = "\\url{https://example.com/compare/c-sharp-developer-vs-r-and-d-manager/?as_of=2026-05-01}",\n'
        '  note = "{Edition 2 of C\\# developer, edition 1 of R\\&D manager, as published on May 1, 2026}",\n'
        "}\n"
    )


def test_apa_begins_with_the_publisher_and_the_day():
    assert CITED.apa == (
        "Careersite. (2026, May 1).",
        "C# developer vs R&D manager",
        " (Edition 2 of C# developer, edition 1 of R&D manager).",
    )


def test_the_file_is_of_the_same_day():
    assert CITED.file == "https://example.com/compare/c-sharp-developer-vs-r-and-d-manager.bib?as_of=2026-05-01"
