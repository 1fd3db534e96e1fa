"""make bench: which parts of the site a comparison's time goes to, measured in rounds of their own.

Every part is a function, timed where its caller finds it; the time of another part called inside it is not its own.
"""

import importlib
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any
from unittest.mock import patch

PARTS = {
    "query": ("comparisons.response.find",),
    "validator": ("comparisons.response._etag", "comparisons.response.with_validator"),
    "rules": (
        "comparisons.page.assemble.compare_sheets",
        "comparisons.page.assemble.scoreboard",
        "comparisons.page.assemble.choosing",
    ),
    "places": (
        "comparisons.response.places",
        "comparisons.page.assemble.flips_of",
        "comparisons.page.formats.flips_view",
    ),
    "sentences": ("comparisons.page.assemble.narrate", "comparisons.page.assemble.moves"),
    "view": ("comparisons.page.assemble.build_view",),
    "context": ("comparisons.page.formats.html_context",),
    "template": ("comparisons.page.formats.render_page",),
}
REST = "middleware, address and all else"


class Stopwatch:
    """Whose turn it is, and the processor seconds of each."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys([*PARTS, REST], 0.0)
        self.turns = [REST]
        self.since = time.process_time()

    def _charge(self) -> None:
        now = time.process_time()
        self.spent[self.turns[-1]] += now - self.since
        self.since = now

    def timed(self, part: str, function: Callable) -> Callable:
        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self._charge()
            self.turns.append(part)
            try:
                return function(*args, **kwargs)
            finally:
                self._charge()
                self.turns.pop()

        return wrapped

    def restart(self) -> None:
        self.spent = dict.fromkeys(self.spent, 0.0)
        self.since = time.process_time()

    def stop(self) -> dict[str, float]:
        self._charge()
        return self.spent


def measure(get: Callable[[str], Any], paths: Sequence[str]) -> None:
    """`get`: as that of pages.py."""
    watch = Stopwatch()
    rounds = []
    patches = list(_patches(watch))
    for one in patches:
        one.start()
    try:
        for path in paths:
            watch.restart()
            get(path)
            rounds.append(watch.stop())
    finally:
        for one in patches:
            one.stop()
    total = statistics.median(sum(spent.values()) for spent in rounds)
    print(f"  parts of cold, {len(paths)} rounds, on a processor")
    for part in (*PARTS, REST):
        middle = statistics.median(spent[part] for spent in rounds)
        print(f"    {part:32} {middle * 1000:7.3f}   {100 * middle / total:5.1f} %")


def _patches(watch: Stopwatch) -> Iterable[Any]:
    for part, names in PARTS.items():
        for name in names:
            module, _, attribute = name.rpartition(".")
            function = getattr(importlib.import_module(module), attribute)
            yield patch(name, watch.timed(part, function))
