"""python -m tests.benchmarks.validate_bulk FOLDER: holds every file of a bulk release against its data package, by Frictionless.

FOLDER has a `datapackage.json`, as those in var/bulk/ have. Checks sizes and hashes of all files and, of CSV, types,
closed sets, primary keys and foreign keys. Says what is wrong, and how long each table took; fails if anything is.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from frictionless import Package, system

SHOWN = 5  # errors of one kind


def validate(folder: Path) -> int:
    """The number of errors."""
    errors = 0
    with system.use_context(trusted=True):
        package = Package(str(folder / "datapackage.json"))
        for resource in package.resources:
            began = time.perf_counter()
            report = resource.validate()
            found = report.flatten(["rowNumber", "fieldName", "type", "note"])
            errors += report.stats["errors"]
            rows = f", {report.tasks[0].stats.get('rows'):,} rows" if report.tasks[0].stats.get("rows") else ""
            print(
                f"{resource.name}{rows}: {report.stats['errors']} errors, {time.perf_counter() - began:.1f} s",
                flush=True,
            )
            kinds: Counter[str] = Counter()
            for row, field, kind, note in found:
                kinds[f"{field} {kind}"] += 1
                if kinds[f"{field} {kind}"] <= SHOWN:
                    print(f"    row {row}, {field}: {kind}: {note}")
    return errors


if __name__ == "__main__":
    sys.exit(1 if validate(Path(sys.argv[1])) else 0)
