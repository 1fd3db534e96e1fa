"""Finished pictures on disk: bounded, shared by processes, made one at a time."""

import os
import threading
import time

import pytest

from comparisons.sharing import store as stores
from comparisons.sharing.store import Busy, PictureStore


@pytest.fixture
def store(tmp_path) -> PictureStore:
    return PictureStore(tmp_path / "pictures", 100)


def names(store: PictureStore) -> set[str]:
    return {file.stem for file in store.directory.glob("*.png")}


def test_a_picture_is_made_once_and_shared_by_processes(store):
    assert store.get("one", lambda: b"1") == b"1"
    other = PictureStore(store.directory, 100)
    assert other.get("one", lambda: b"another") == b"1"


def test_the_pictures_used_least_recently_are_deleted(store):
    for number, key in enumerate(("one", "two", "three")):
        store.get(key, lambda: b"x" * 40)
        os.utime(store.directory / f"{key}.png", (number, number)) if key != "three" else None
        if key == "two":
            store.get("one", lambda: b"")  # used again
    assert names(store) == {"one", "three"}


def test_a_picture_larger_than_the_budget_is_shown_and_not_kept(store):
    assert store.get("large", lambda: b"x" * 101) == b"x" * 101
    assert names(store) == set()


def test_pictures_are_made_one_at_a_time_and_none_twice(store):
    at_once, most, made = 0, 0, []

    def make():
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.05)
        made.append(1)
        at_once -= 1
        return b"x"

    threads = [threading.Thread(target=store.get, args=(key, make)) for key in "aabbab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, len(made)) == (1, 2)


def test_a_request_waits_for_its_turn_only_so_long(store, monkeypatch):
    monkeypatch.setattr(stores, "PATIENCE", 0.05)

    def during():
        with pytest.raises(Busy):
            store.get("two", lambda: b"2")
        return b"1"

    assert store.get("one", during) == b"1"
    assert store.get("two", lambda: b"2") == b"2"


def test_an_error_ends_the_turn(store):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.get("one", fail)
    assert store.get("one", lambda: b"1") == b"1"


def test_a_disk_that_cannot_be_written_costs_no_picture_that_was_made(store, monkeypatch):
    def full(self, content):
        raise OSError("no space left")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert store.get("one", lambda: b"1") == b"1"
    assert names(store) == set()
