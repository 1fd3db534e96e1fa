"""What the request at hand uses, counted in its thread where it is used: for the access log and the metrics."""

import threading
import time
from collections.abc import Callable
from typing import Any


class Usage(threading.local):
    """Of the thread that asks, since `begin`."""

    queries = 0
    database = 0.0  # seconds that the queries took
    view = 0.0  # seconds that the view took, its queries included
    hits = misses = 0  # of what the process caches

    def begin(self) -> None:
        self.__dict__.clear()

    def counted(self, execute: Callable, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Django's execute wrapper: runs the query, and counts it even if it fails."""
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.database += time.perf_counter() - start


usage = Usage()
