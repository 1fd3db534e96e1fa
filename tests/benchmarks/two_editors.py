"""python -m tests.benchmarks.two_editors [saves]: two editors at one occupation, at random, a thousand times.

In a database of its own. Says how many saves there were, how many conflicts were asked about, what was lost, and what
the history of it takes to store and to show.
"""

import os
import sys
import time

import django
from django.test.utils import setup_test_environment


def main(saves: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    from careersite.management.commands.serve import collect_static_files
    from tests import databases, local_copy

    setup_test_environment()  # pages say what they were made of
    collect_static_files()
    local_copy.use_own_folder()
    with databases.clone(databases.EMPTY) as name, databases.connected_to(name), local_copy.as_fresh_as_the_database():
        measure(saves)


def measure(saves: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from occupations.models import Occupation, Responsibility
    from tests.admin_pages import make_occupation, page_of, signed_in
    from tests.two_editors import interleave

    occupation = make_occupation(responsibilities=("Plan.", "Hire.", "Write."))
    clients = {"ada": signed_in("Editors", "ada"), "bob": signed_in("Editors", "bob")}
    began = time.process_time()
    result = interleave(occupation, clients, saves, seed=2026)
    print(f"{result.saves:,} saves in {time.process_time() - began:.0f} s of processor time")
    print(f"{result.conflicts:,} conflicts were asked about; lost: {result.lost or 'nothing'}")
    with connection.cursor() as cursor:
        tables = [f"{model._meta.db_table}event" for model in (Occupation, Responsibility)]
        cursor.execute("SELECT sum(pg_total_relation_size(t)) FROM unnest(%s::regclass[]) t", [tables])
        print(f"{cursor.fetchone()[0] / saves / 1024:.1f} KB of history a save")
    for _ in range(2):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            clients["ada"].get(page_of(occupation, "history"))
    print(f"its page: {len(asked)} statements, {time.perf_counter() - began:.2f} s")
    if result.lost:
        sys.exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
