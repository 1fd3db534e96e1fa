"""python -m tests.benchmarks.two_editors [saves]: two editors at one occupation, at random, a thousand times.

In a test database of its own. Says how many saves there were, how many conflicts were asked about, what was lost, and
what the history of it costs to show and to store.
"""

import os
import sys
import time

import django


def main(saves: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, get_runner, setup_test_environment

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    try:
        from occupations.models import Occupation, Responsibility
        from tests.admin_pages import make_occupation, page_of, signed_in
        from tests.two_editors import interleave

        occupation = make_occupation(responsibilities=("Plan.", "Hire.", "Write."))
        clients = {"ada": signed_in("Editors", "ada"), "bob": signed_in("Editors", "bob")}
        began = time.process_time()
        result = interleave(occupation, clients, saves, seed=2026)
        print(f"{result.saves:,} saves in {time.process_time() - began:.0f} s of processor time")
        print(f"{result.conflicts:,} conflicts asked about; lost: {result.lost or 'nothing'}")
        with connection.cursor() as cursor:
            tables = [f"{model._meta.db_table}event" for model in (Occupation, Responsibility)]
            cursor.execute("SELECT sum(pg_total_relation_size(t)) FROM unnest(%s::regclass[]) t", [tables])
            print(f"{cursor.fetchone()[0] / saves / 1024:.1f} KB of history a save")
        began = time.process_time()
        with CaptureQueriesContext(connection) as asked:
            clients["ada"].get(page_of(occupation, "history"))
        print(f"its page: {len(asked)} statements, {time.process_time() - began:.2f} s")
        if result.lost:
            sys.exit(1)
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
