"""The migrations make what the models say, name it, and can be taken back."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

OURS = ("occupations", "comparisons")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_migrations_have_names_that_say_what_changed():
    loader = MigrationLoader(None)
    names = [name for app, name in loader.disk_migrations if app in OURS]
    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z_]+", name) or "_auto_" in name] == []


def test_migrations_are_one_line_without_branches():
    loader = MigrationLoader(None)
    assert {app: len(loader.graph.leaf_nodes(app)) for app in OURS} == dict.fromkeys(OURS, 1)


@pytest.mark.django_db
def test_migrations_can_be_taken_back_and_made_again():
    """Inside of one transaction, of which nothing is left."""
    latest = [node for app in OURS for node in MigrationLoader(connection).graph.leaf_nodes(app)]

    def tables() -> set[str]:
        return {name for name in connection.introspection.table_names() if name.startswith(OURS)}

    def constraints() -> set[str]:
        with connection.cursor() as cursor:
            names = set()
            for table in tables():
                names |= set(connection.introspection.get_constraints(cursor, table))
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            return names | {name for (name,) in cursor.fetchall()}

    with transaction.atomic():
        before = tables(), constraints()
        assert len(before[0]) >= sum(len(list(apps.get_app_config(app).get_models())) for app in OURS)
        MigrationExecutor(connection).migrate([(app, None) for app in reversed(OURS)])
        assert tables() == set()
        MigrationExecutor(connection).migrate(latest)
        assert (tables(), constraints()) == before
        transaction.set_rollback(True)
