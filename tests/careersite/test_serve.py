"""`make serve`, from the first start to Ctrl-C."""

import http.client
import re
import socket
import stat
from contextlib import closing
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.core.management import CommandError

from careersite.management.commands.serve import check_address, check_port, server_command
from tests.conftest import new_var
from tests.servers import Project, Site

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """As `make serve` starts it for the first time, with an embedded server of its own."""
    with Site(new_var(tmp_path_factory)).serving() as site:
        yield site
    # Ctrl-C ends all of it.
    assert (site.process.returncode, site.stops_by_itself()) == (0, True)


class Visitor:
    """A browser without a screen."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self.opener.open(f"{self.site.url}{path}", timeout=30).read().decode()

    def sign_in(self, name: str) -> str:
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/admin/login/"))[:1]
        form = {
            "username": name,
            "password": self.site.accounts()[name],
            "next": "/admin/",
            "csrfmiddlewaretoken": token,
        }
        address = f"{self.site.url}/admin/login/"
        request = Request(address, urlencode(form).encode(), headers={"Referer": address})
        return self.opener.open(request, timeout=30).read().decode()


def test_demonstration_has_accounts_that_only_their_owner_reads(site):
    accounts = site.accounts()
    assert list(accounts) == ["editor", "publisher"]
    assert all(f"  {name:<10} {password}\n" in site.output.read_text() for name, password in accounts.items())
    assert stat.S_IMODE((site.var / "demo-accounts.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["editor", "publisher"])
def test_demo_account_signs_in_to_the_admin(site, name):
    assert "Log out" in Visitor(site).sign_in(name)


def test_running_site_outlives_its_killed_database(site):
    visitor = Visitor(site)
    visitor.sign_in("editor")
    home = visitor.get("/")
    site.kill_postmaster()
    assert visitor.get("/") == home
    assert "Log out" in visitor.get("/admin/")


def test_second_start_keeps_everything_and_its_end_leaves_the_first_alone(site):
    accounts, server = site.accounts(), site.postmaster()
    second = Site(site.var)
    second.output = site.var / "second.log"
    with second.serving():
        assert Visitor(second).get("/").replace(second.url, site.url) == Visitor(site).get("/")
        assert second.accounts() == accounts
        assert accounts["editor"] in second.output.read_text()
    assert second.process.returncode == 0
    assert (site.postmaster(), "<html" in Visitor(site).get("/")) == (server, True)


def test_head_over_the_wire_has_no_body(site):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    lengths = []
    with closing(connection):
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, "/")  # on one connection: a body after HEAD would garble the next answer
            response = connection.getresponse()
            lengths.append((response.status, response.getheader("Content-Length"), len(response.read())))
    length = int(lengths[0][1])
    assert lengths == [(200, str(length), length), (200, str(length), 0), (200, str(length), length)]


def test_raw_bytes_over_the_wire_are_refused(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as wire:
        wire.sendall(b"GET /%ff%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert wire.recv(65536).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_occupied_port_is_named_before_anything_is_done(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = Project(tmp_path).manage("serve", "--port", str(port))
    said = (
        f"CommandError: Port {port} is in use by another program; choose another, as in: PORT={port + 1} make serve\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "80.5"])
def test_port_that_is_none_is_refused(port):
    with pytest.raises(
        CommandError, match="is not a port; use a number from 1024 to 65535, for example PORT=8001 make serve"
    ):
        check_port(port)


def test_other_machines_are_let_in_only_deliberately(monkeypatch, settings):
    settings.BIND = "0.0.0.0"
    monkeypatch.delenv("CAREERSITE_ENV", raising=False)
    with pytest.raises(CommandError, match="BIND=0.0.0.0 lets other machines in; set CAREERSITE_ENV to production"):
        check_address()
    monkeypatch.setenv("CAREERSITE_ENV", "demo")
    check_address()
    monkeypatch.delenv("CAREERSITE_ENV")
    for inside in ("127.0.0.1", "::1", "127.0.0.2"):
        settings.BIND = inside
        check_address()


def test_workers_threads_and_address_are_the_operators(settings):
    settings.BIND, settings.WORKERS, settings.THREADS = "::1", 3, 2
    command = " ".join(server_command("8001", reload=False))
    assert "--host ::1 --port 8001 " in command
    assert "--workers 3 --blocking-threads 2 " in command
    assert "--workers 1 --blocking-threads 2 " in " ".join(server_command("8001", reload=True))


def test_database_that_cannot_be_reached_stops_the_start(tmp_path):
    done = Project(tmp_path).manage(
        "serve", "--port", "0" * 4 + "8999", DATABASE_URL="postgres://a:hunter2@127.0.0.1:1/a"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database a at 127.0.0.1:1 cannot be reached: ")
    assert "hunter2" not in done.stderr
