"""The migrations make what the models say, name it, and can be taken back."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

OURS = ("occupations", "comparisons")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_migrations_have_names_that_say_what_changed():
    loader = MigrationLoader(None)
    names = [name for app, name in loader.disk_migrations if app in OURS]
    assert [
        name for name in names if not re.fullmatch(r"\d{4}_(squashed_\d{4}_)?[a-z][a-z_]+", name) or "_auto_" in name
    ] == []


def test_migrations_are_one_line_without_branches():
    loader = MigrationLoader(None)
    assert {app: len(loader.graph.leaf_nodes(app)) for app in OURS} == dict.fromkeys(OURS, 1)


def test_squashed_migrations_end_where_those_end_that_they_replace():
    """In Python; `python -m tests.squashed` compares the databases."""
    loader = MigrationLoader(None, replace_migrations=False)
    squashed = {key: one.replaces for key, one in loader.disk_migrations.items() if one.replaces}

    assert {app for app, _ in squashed} == set(OURS)
    for key, replaced in squashed.items():
        singles = sorted(one for one in loader.disk_migrations if one[0] == key[0] and one not in squashed)
        assert replaced == singles[: len(replaced)]

    def said(nodes: list[tuple[str, str]]) -> dict:
        state = loader.project_state(nodes)
        whole = MigrationAutodetector(state, state).deep_deconstruct
        models = {key: one for key, one in state.models.items() if key[0] in OURS}
        return {key: (whole(one.fields), one.options, one.bases, one.managers) for key, one in models.items()}

    was, now = said([replaced[-1] for replaced in squashed.values()]), said(list(squashed))
    assert was.keys() == now.keys()
    assert [key for key in was if was[key] != now[key]] == []


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
