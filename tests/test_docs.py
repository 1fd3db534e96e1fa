"""What the documents name is there."""

import re

import pytest

from tests.servers import ROOT

# What happened once may name what is gone.
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")])
    if path.name != "CHANGELOG.md"
]
# A path may begin in one of these, as in `rules/compare.py`.
ROOTS = [ROOT, *(ROOT / name for name in ("occupations", "comparisons", "careersite", "docs"))]
NOT_COMMITTED = ("var/", "postgres/")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_and_folders_that_a_document_names_exist(name):
    text = (ROOT / name).read_text()
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|toml|txt|yaml)))`", text)
    missing = [
        path
        for path in named
        if not path.startswith(NOT_COMMITTED) and not any((root / path).exists() for root in ROOTS)
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_of_a_document_lead_somewhere(name):
    document = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_decision_is_numbered_and_in_the_index():
    folder = ROOT / "docs" / "decisions"
    decisions = sorted(folder.glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers)
    headings = [re.match(r"# (\d+)\. (.+)", path.read_text()) for path in decisions]
    assert [f"{int(heading[1]):04}" for heading in headings] == numbers
    index = [line for line in (folder / "README.md").read_text().splitlines() if line.startswith("- ")]
    rows = zip(numbers, decisions, headings, strict=True)
    assert index == [f"- [{number}]({path.name}) {heading[2]}" for number, path, heading in rows]


def test_words_in_bold_of_the_editors_manual_stand_on_the_screens_of_the_desk():
    """In templates and scripts, or in the code that makes them, where they may begin with a small letter."""
    folders = ("templates/admin", "static", "occupations", "comparisons", "careersite")
    files = [
        file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in (".html", ".js", ".py")
    ]
    text = "\n".join(file.read_text() for file in files if "migrations" not in file.parts)
    screens = " ".join(f"{text}\n{text.replace('_', ' ')}".split()).lower()  # fields are called like their columns
    bold = re.findall(r"\*\*([^*]+)\*\*", (ROOT / "docs" / "editors.md").read_text())
    assert len(bold) > 50
    assert [label for label in bold if label.lower() not in screens] == []
