"""A backup is everything, and is read back as it was."""

import stat
import threading
import time

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from careersite.postgresql import backups
from tests.databases import DEMONSTRATION, address, clone, connected_to
from tests.servers import Project


@pytest.fixture
def demonstration(django_db_blocker):
    """The name of a database with the demonstration in it."""
    with django_db_blocker.unblock(), clone(DEMONSTRATION) as name:
        yield name


@pytest.fixture
def empty(django_db_blocker):
    """The name of a database with nothing in it."""
    with django_db_blocker.unblock(), clone("template0") as name:
        yield name


def test_restored_database_has_every_row_of_every_table(demonstration, empty, tmp_path):
    file = tmp_path / "careers.backup"
    with connected_to(demonstration):
        call_command("backup", str(file), verbosity=0)
        before = backups.contents()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with connected_to(empty):
        assert backups.contents() == {}
        backups.read(file)
        assert backups.contents() == before
        with pytest.raises(CommandError, match="The database has tables already"):
            call_command("restore", str(file))
    assert before["occupations_occupation"].rows == 40


def test_restore_brings_the_site_up_to_date(demonstration, empty, tmp_path):
    file = tmp_path / "careers.backup"
    with connected_to(demonstration):
        backups.write(file)
    with connected_to(empty):
        done = Project(tmp_path / "var").manage("restore", str(file), DATABASE_URL=address(empty))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("The database is up to date, and the model of job titles is built.\n")


def test_backup_while_editors_write_is_of_one_moment(demonstration, empty, tmp_path):
    """Each edit writes one number into every occupation. However many are made meanwhile, the backup has one of them."""
    file, over = tmp_path / "careers.backup", threading.Event()
    edits: list[int] = []

    def edit(server: str) -> None:
        with psycopg.connect(server, autocommit=True) as editor:
            while not over.is_set():
                edits.append(len(edits) + 1)
                editor.execute("UPDATE occupations_occupation SET description = %s", [str(edits[-1])])

    with connected_to(demonstration):
        editor = threading.Thread(target=edit, args=[address(demonstration)])
        editor.start()
        while len(edits) < 3:
            time.sleep(0.001)
        before = len(edits)
        backups.write(file)
        after = len(edits)
        over.set()
        editor.join()
    with connected_to(empty):
        backups.read(file)
        with connection.cursor() as cursor:
            cursor.execute("SELECT description, count(*) FROM occupations_occupation GROUP BY 1")
            found = cursor.fetchall()
    assert [count for _, count in found] == [40]
    assert before - 1 <= int(found[0][0]) <= after
    assert after > before + 3  # it did not wait for the backup


def test_digest_notices_one_changed_value(demonstration):
    with connected_to(demonstration):
        before = backups.contents()
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, title FROM occupations_occupation ORDER BY id LIMIT 1")
            key, title = cursor.fetchone()
            cursor.execute("UPDATE occupations_occupation SET title = title || '.' WHERE id = %s", [key])
            after = backups.contents()
            cursor.execute("UPDATE occupations_occupation SET title = %s WHERE id = %s", [title, key])
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"occupations_occupation", "occupations_occupationevent"}


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda folder: (folder / "careers.backup").touch(), "exists; a backup never replaces a file."),
        (lambda folder: folder.rmdir(), "is not a directory."),
    ],
)
def test_backup_that_cannot_be_written_says_why(prepare, sentence, db, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    prepare(folder)
    with pytest.raises(CommandError, match=sentence):
        call_command("backup", str(folder / "careers.backup"))


def test_what_is_no_backup_is_refused(demonstration, empty, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam")
    with connected_to(empty):
        with pytest.raises(CommandError, match="pg_restore failed: .*does not appear to be a valid archive"):
            call_command("restore", str(file))
        with pytest.raises(CommandError, match="is not a file"):
            call_command("restore", str(tmp_path / "nothing"))
