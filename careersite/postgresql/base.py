"""Django's PostgreSQL backend with additions.

With the option `embedded` (a data directory), it starts the server of `cluster.py` when the first connection is opened,
and again if the server has stopped. If a server cannot be reached, it raises `DatabaseUnreachable` with one sentence.
With the option `longest_wait` (seconds), it does not wait longer for a statement (`waiting.py`). Of several hosts it
prefers those that can write.
"""

import select
import time
from functools import cache, cached_property
from itertools import cycle
from pathlib import Path

from django.db.backends.postgresql import base, operations
from django.db.utils import OperationalError

from careersite.postgresql.cluster import PORT, Cluster, ServerError
from careersite.postgresql.waiting import Address, Connection, NotResponding, driver, silent
from occupations.usage import usage

# One for each data directory and process, whatever the number of threads and connections.
cluster_in = cache(Cluster)

RENEWED_AFTER = 5.0  # seconds that a connection is kept which can only read, when another one may be able to write


class DatabaseUnreachable(OperationalError):
    """No connection could be opened. The message is for people and has no password."""


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor, sql, params):
        """Query logs include prepared statements, of which psycopg does not keep the text."""
        return super().last_executed_query(cursor, sql, params) or self.compose_sql(sql, params)

    def sql_flush(self, style, tables, **options):
        """`manage.py flush` has asked whether it is meant."""
        from occupations.models.kept import SWITCH  # needs models, and they need this

        sql = super().sql_flush(style, tables, **options)
        return [f"SET LOCAL {SWITCH} = 'yes'", *sql] if sql else []


class DatabaseWrapper(base.DatabaseWrapper):
    Database = driver  # type: ignore[assignment] # the module, but for one name
    ops_class = DatabaseOperations

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.execute_wrappers.append(usage.counted)

    @cached_property
    def cluster(self) -> Cluster | None:
        data = self.settings_dict["OPTIONS"].get("embedded")
        return cluster_in(Path(data)) if data else None

    def get_connection_params(self):
        params = super().get_connection_params()
        params.pop("embedded", None)
        params.pop("longest_wait", None)
        return params

    def get_new_connection(self, conn_params):
        # The embedded server may stop between the check and the connection.
        pauses = [0.05, 0.2, 1] if self.cluster else []
        while True:
            try:
                if self.cluster:
                    conn_params = {**conn_params, "host": self.cluster.use(), "port": PORT}
                return self._connect(conn_params)
            except ServerError as error:
                raise DatabaseUnreachable(str(error)) from error
            except self.Database.OperationalError as error:
                if not pauses or isinstance(error, NotResponding):
                    raise DatabaseUnreachable(self._why(error, conn_params)) from error
                time.sleep(pauses.pop(0))

    def _connect(self, params: dict) -> Connection:
        """To the first host that can write; if none can, to the first that can be read."""
        readable: list[Connection] = []
        errors: list[Exception] = []
        for one in _hosts(params):
            try:
                connection = self._connect_to_one(one)
            except self.Database.OperationalError as error:
                errors.append(error)
                continue
            if not connection.is_read_only or "target_session_attrs" in params:
                for other in readable:
                    other.close()
                return connection
            readable.append(connection)
        for other in readable[1:]:
            other.close()
        if not readable:
            raise errors[-1]
        return readable[0]

    def _connect_to_one(self, params: dict) -> Connection:
        address = Address(str(params.get("host") or "localhost"), int(params.get("port") or PORT))
        longest = self.settings_dict["OPTIONS"].get("longest_wait")
        with silent.trying(address, params.get("connect_timeout", 2) + 1, in_haste=longest is not None):
            connection = super().get_new_connection(params)
        connection.address, connection.opened_at, connection.longest = address, time.monotonic(), longest
        return connection

    def get_autocommit(self):
        # Django asks before each request, where nothing catches an error: not the moment to open another connection.
        return super().get_autocommit() if self.connection is None else self.autocommit

    def ensure_connection(self):
        # Django checks only at the start of a request whether a kept connection still works; a long command should also
        # survive a crash of the embedded server.
        if self.cluster and self.connection is not None and not self.in_atomic_block and not self.is_usable():
            self.close()
        super().ensure_connection()

    def is_usable(self):
        """Ask the kernel instead of the server if both are on one machine, to avoid a round trip before every request.

        An idle connection has nothing to read; if there is something, the connection has usually ended.
        """
        if self.connection is None or self.connection.closed:
            return False
        if self.connection.is_read_only and time.monotonic() > self.connection.opened_at + RENEWED_AFTER:
            return False
        if not self.cluster:
            return super().is_usable()
        poll = select.poll()
        poll.register(self.connection.pgconn.socket, select.POLLIN)
        # It may also be a notice, so the server is asked after all.
        return not poll.poll(0) or super().is_usable()

    def _why(self, error: Exception, params: dict) -> str:
        reason = " ".join(str(error).partition("Is the server running")[0].split())
        if password := params.get("password"):
            reason = reason.replace(password, "…")
        server = f"{params.get('host', 'the local socket')}:{params.get('port', PORT)}"
        what = f"The database {params.get('dbname')} at {server} cannot be reached"
        return f"{what}: {reason}. Start it, or correct DATABASE_URL."


def _hosts(params: dict) -> list[dict]:
    """The parameters for each of the hosts of an address, in its order."""
    hosts = str(params.get("host", "")).split(",")
    if len(hosts) == 1 or "hostaddr" in params:
        return [params]
    ports = cycle(str(params.get("port") or PORT).split(","))
    return [{**params, "host": host, "port": port} for host, port in zip(hosts, ports, strict=False)]
