"""The embedded database of an earlier PostgreSQL. The wheel brings two versions, so that this can be tried for real."""

import pytest

from careersite.postgresql import account, upgrades
from careersite.postgresql.cluster import MAJOR_VERSION, USER, Cluster, ServerError
from tests.servers import Project

EARLIER = "16"


@pytest.fixture
def data(tmp_path):
    """The data of PostgreSQL 16, with a row."""
    data = tmp_path / "postgres"
    data.mkdir(mode=0o700)
    account.give_away(data)
    programs = upgrades.programs_of(EARLIER)
    account.open_path_to(data, programs)
    options = ["--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    upgrades._run(data, data, str(programs / "initdb"), "-D", str(data), *options)
    single = [str(programs / "postgres"), "--single", "-D", str(data), "postgres"]  # as `Cluster` does
    upgrades._run(data, data, "/bin/sh", "-c", 'echo "CREATE DATABASE careersite" | "$0" "$@"', *single)
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log")]
    upgrades._run(data, data, *control, "-o", f"-c listen_addresses= -k {data}", "start")
    psql = [str(programs / "psql"), "-h", str(data), "-U", USER, "-d", "careersite"]
    upgrades._run(data, data, *psql, "-c", "CREATE TABLE t AS SELECT 7 AS kept")
    upgrades._run(data, data, *control, "-m", "fast", "stop")
    return data


def test_database_of_an_earlier_version_is_refused_then_upgraded_with_all_it_holds(data, tmp_path):
    project = Project(tmp_path)
    refused = project.manage("migrate")
    assert f"is PostgreSQL {EARLIER}'s, and this is {MAJOR_VERSION}; run `manage.py upgrade_database`" in refused.stderr

    done = project.manage("upgrade_database")
    assert (done.returncode, done.stderr) == (0, "")
    before = tmp_path / f"postgres.{EARLIER}"
    assert done.stdout == (
        f"The database is PostgreSQL {MAJOR_VERSION}'s now. The old one is in {before}; delete it when all is well.\n"
    )
    assert (before / "PG_VERSION").read_text() == f"{EARLIER}\n"
    read = "from django.db import connection as c; u = c.cursor(); u.execute('SELECT kept FROM t'); print(u.fetchone())"
    assert project.manage("shell", "--no-imports", "-c", read).stdout == "(7,)\n"
    assert project.manage("upgrade_database").stdout == f"The database is PostgreSQL {MAJOR_VERSION}'s already.\n"


def test_upgrade_that_fails_leaves_the_database_as_it_was(data, monkeypatch):
    def fail(*args):
        raise ServerError("pg_upgrade failed: the disk is full")

    monkeypatch.setattr(upgrades, "_move_content", fail)
    with pytest.raises(ServerError, match="the disk is full"):
        upgrades.upgrade(Cluster(data))
    assert (data / "PG_VERSION").read_text() == f"{EARLIER}\n"
    assert not Cluster(data).upgraded.exists()


def test_upgrade_interrupted_at_its_end_is_not_a_new_database(tmp_path):
    cluster = Cluster(tmp_path / "postgres")
    cluster.upgraded.mkdir()
    (tmp_path / f"postgres.{EARLIER}").mkdir()
    with pytest.raises(ServerError, match="was interrupted; run `manage.py upgrade_database` again"):
        cluster._initialise()
    assert upgrades.upgrade(cluster) == tmp_path / f"postgres.{EARLIER}"
    assert cluster.data.exists()


def test_database_in_use_is_not_upgraded(tmp_path):
    user, cluster = Cluster(tmp_path / "postgres"), Cluster(tmp_path / "postgres")
    user._hold_on()
    with pytest.raises(ServerError, match="is in use; stop the site first"):
        upgrades.upgrade(cluster)
    user._let_go()


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("15.1", "The programs of PostgreSQL 15.1 are not here: install them"),
        ("99", "is PostgreSQL 99's, which is newer than this"),
    ],
)
def test_version_that_cannot_be_upgraded_is_said(tmp_path, version, sentence):
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text(f"{version}\n")
    with pytest.raises(ServerError, match=sentence):
        upgrades.upgrade(Cluster(data))


def test_server_elsewhere_is_not_ours_to_upgrade(tmp_path):
    done = Project(tmp_path).manage("upgrade_database", DATABASE_URL="postgres://careers@127.0.0.1:1/careers")
    assert "names a server of its own; upgrade it as its manual says" in done.stderr
