"""How long the web waits for a server: with real ones that are frozen, and with sockets at which nobody answers."""

import gc
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from psycopg.errors import ConnectionTimeout

from careersite.postgresql import base, waiting
from careersite.postgresql.waiting import Address, NotResponding, Silent, is_silent, silent
from occupations import background
from tests.servers import wait_until


@pytest.fixture
def web(transactional_db) -> Iterator[base.DatabaseWrapper]:
    """A connection with limits, as the web has them."""
    web = connection.copy()
    assert isinstance(web, base.DatabaseWrapper)
    options = {**connection.settings_dict["OPTIONS"], "longest_wait": 0.5}
    web.settings_dict = {**connection.settings_dict, "OPTIONS": options}
    yield web
    web.close()


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.fixture
def deaf(tmp_path) -> Iterator[str]:
    """The directory of a socket that takes connections and says nothing."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / ".s.PGSQL.5432"))
        listening.listen(10)
        yield str(tmp_path)


def asked(database: base.DatabaseWrapper, sql: str = "SELECT pg_backend_pid()") -> int:
    with database.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_connection_of_a_thread_that_ends_is_closed_without_a_warning(web):
    web.ensure_connection()
    (pid,) = web.connection.execute("SELECT pg_backend_pid()").fetchone()
    web.connection = None  # as with the thread's own
    gc.collect()
    there = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
    assert wait_until(lambda: asked(connection, there % pid) == 0, 60)


def test_statement_of_a_frozen_process_is_given_up_and_the_next_has_another_connection(web):
    pid = asked(web)
    with frozen(pid):
        began = time.monotonic()
        with pytest.raises(OperationalError, match="no answer in 0.5 seconds"):
            asked(web)
        assert time.monotonic() - began < 2
        web.close_if_unusable_or_obsolete()
        assert asked(web) != pid


def test_transaction_that_is_given_up_ends_whole(web):
    web.set_autocommit(False)
    pid = asked(web)
    with frozen(pid), pytest.raises(OperationalError):
        asked(web)
    web.close()
    assert asked(web) != pid


def test_slow_statement_of_a_server_that_responds_is_waited_for(web, monkeypatch):
    monkeypatch.setattr(waiting, "LOOK_AFTER", 0.05)
    web.ensure_connection()
    web.connection.longest = 60
    assert asked(web, "SELECT 7 FROM pg_sleep(0.3)") == 7


def test_limits_are_lifted_until_the_transaction_ends(web, monkeypatch):
    monkeypatch.setattr(background, "connection", web)
    web.set_autocommit(False)
    background.lift_time_limit()
    assert asked(web, "SELECT 7 FROM pg_sleep(0.8)") == 7
    assert asked(web, "SELECT 7 WHERE current_setting('lock_timeout') = '0'") == 7
    web.commit()
    with pytest.raises(OperationalError, match="no answer in 0.5 seconds"):
        asked(web, "SELECT 7 FROM pg_sleep(60)")


def test_server_that_does_not_respond_is_noticed_before_the_limit(web, monkeypatch):
    web.ensure_connection()
    web.connection.longest, address = 60, web.connection.address
    monkeypatch.setattr(waiting, "LOOK_AFTER", 0.05)
    monkeypatch.setattr(waiting, "is_silent", lambda host, port: True)
    try:
        with pytest.raises(OperationalError, match="the server does not respond"):
            asked(web, "SELECT 7 FROM pg_sleep(60)")
        web.close()
        began = time.monotonic()
        with pytest.raises(base.DatabaseUnreachable, match="the server did not respond a moment ago"):
            asked(web)
        assert time.monotonic() - began < waiting.TRIED_AGAIN_AFTER
    finally:
        monkeypatch.undo()
        silent._remove(address)
    assert asked(web)


def test_server_is_asked_whether_it_responds(web, deaf):
    web.ensure_connection()
    assert not is_silent(web.connection.info.host, 5432)
    began = time.monotonic()
    assert is_silent(deaf, 5432)
    assert waiting.RESPONDS_WITHIN <= time.monotonic() - began < 2
    assert not is_silent(f"{deaf}/nowhere", 5432)  # nobody is there, which connecting says at once


def test_silent_server_is_tried_by_one_at_a_time(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(waiting, "is_silent", lambda *address: False)
    monkeypatch.setattr(waiting.time, "monotonic", lambda: clock[0])
    found = Silent()

    address = Address("a", 5432)

    def refused() -> str:
        with pytest.raises(NotResponding) as caught, found.trying(address, 3, in_haste=True):
            raise ConnectionTimeout("no connection")
        return str(caught.value)

    assert refused() == "no connection"
    assert refused() == "the server did not respond a moment ago"
    clock[0] += waiting.TRIED_AGAIN_AFTER
    monkeypatch.setattr(waiting, "is_silent", lambda *address: True)
    assert refused() == "the server does not respond"
    clock[0] += waiting.TRIED_AGAIN_AFTER
    monkeypatch.setattr(waiting, "is_silent", lambda *address: False)
    with found.trying(address, 3, in_haste=True):
        assert refused() == "the server did not respond a moment ago"  # meanwhile
    with found.trying(address, 3, in_haste=True):  # it has responded
        pass
    assert refused() == "no connection"


def hosts(web, *names: str) -> base.DatabaseWrapper:
    web.close()
    web.cluster = None
    web.settings_dict |= {"HOST": ",".join(names), "PORT": "5432"}
    return web


def test_of_several_hosts_the_first_that_responds_is_taken(web, deaf):
    web.ensure_connection()
    directory = web.connection.info.host
    several = hosts(web, f"{deaf}/nowhere", directory)
    assert asked(several)
    assert several.connection.info.host == directory


def test_frozen_host_is_passed_over_after_one_attempt(web, deaf):
    web.ensure_connection()
    several = hosts(web, deaf, web.connection.info.host)
    assert asked(several)
    several.close()
    began = time.monotonic()
    assert asked(several)
    assert time.monotonic() - began < 1


@pytest.fixture
def standby(web, tmp_path, monkeypatch) -> str:
    """The directory of another socket of the same server, at which nothing can be written."""
    web.ensure_connection()
    link = tmp_path / "standby"
    link.symlink_to(web.connection.info.host)
    is_read_only = property(lambda connection: connection.address.host == str(link))
    monkeypatch.setattr(waiting.Connection, "is_read_only", is_read_only)
    return str(link)


def test_of_several_hosts_one_that_can_write_is_preferred_to_one_that_can_be_read(web, standby):
    directory = web.connection.info.host
    several = hosts(web, standby, directory)
    assert asked(several)
    assert several.connection.info.host == directory


def test_host_that_can_only_be_read_is_taken_where_no_other_responds_and_given_up_when_one_may(
    web, standby, deaf, monkeypatch
):
    several = hosts(web, f"{deaf}/nowhere", standby, standby)
    assert asked(several)
    assert (several.connection.info.host, several.is_usable()) == (standby, True)
    monkeypatch.setattr(base, "RENEWED_AFTER", -1.0)
    assert not several.is_usable()


def test_connection_knows_that_its_server_cannot_write(web):
    web.ensure_connection()
    assert not web.connection.is_read_only
    asked(web, "SELECT 1 FROM set_config('default_transaction_read_only', 'on', false)")
    assert web.connection.is_read_only
