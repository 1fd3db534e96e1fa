"""A release from a file that is not as its publisher issued it says so."""

import datetime

import pytest

from occupations.importers import rebuilt
from occupations.importers.writing import write
from tests.occupations.importers.batches import batch

STATES = "1bd1f707dc552d67727818540ba5f55573dab5185ddf8e1e09059d38dc57e002"


@pytest.mark.django_db
def test_release_of_a_rebuilt_file_says_so_and_when_it_was_retrieved():
    of_states = batch("states", 2025, records=[{"key": "oews-2018:35-2011", "title": "Cooks"}])
    of_states.files = (("state_M2025_dl.xlsx", STATES),)
    written = write(of_states)
    assert written.release.title == "states 2025 (rebuilt from the publisher's time series)"
    assert written.release.retrieved == datetime.date(2026, 9, 26)
    assert write(of_states).unchanged


def test_title_says_it_once():
    of_states = batch("states", 2025)
    of_states.files = (("state_M2025_dl.xlsx", STATES),)
    once = rebuilt.named(of_states)
    assert rebuilt.named(once).title == once.title


def test_other_files_are_as_published():
    national = batch("national", 2025)
    assert (rebuilt.named(national), rebuilt.said_of(national)) == (national, None)
