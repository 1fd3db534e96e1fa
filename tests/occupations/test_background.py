"""Work in threads: its errors end neither the thread nor the process unnoticed."""

import logging
import multiprocessing

import pytest
from django.db import OperationalError

from occupations import background


@pytest.fixture(autouse=True)
def open_connection(monkeypatch):
    monkeypatch.setattr(background.connection, "close", lambda: None)


@pytest.mark.parametrize(
    ("error", "level"), [(OperationalError("restarting"), logging.WARNING), (ValueError("a bug"), logging.ERROR)]
)
def test_periodic_work_goes_on_after_any_error(error, level, caplog):
    def fail():
        raise error

    background.attempt("Scheduled work", fail)

    (record,) = caplog.records
    assert record.levelno == level
    assert record.getMessage().startswith("Scheduled work failed and will be tried again")


def test_work_at_the_end_is_done_by_a_forked_process_that_ends(tmp_path):
    done = tmp_path / "done"

    def serve():
        background.at_end("Scheduled work", done.touch)

    process = multiprocessing.get_context("fork").Process(target=serve)
    process.start()
    process.join()
    assert (process.exitcode, done.exists()) == (0, True)
