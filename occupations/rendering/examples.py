"""Programs on pages: files that tests run against a site."""

from pathlib import Path

HERE = "http://127.0.0.1:8000"
"""The site in the files."""


def program_for(file: Path, site: str) -> str:
    """The program, for this site."""
    return file.read_text(encoding="utf-8").strip().replace(HERE, site)
