"""python -m tests.hostile.full_disk: the site on a disk that fills up while visitors read and an editor saves, then has room
again. Needs root, to mount a disk of its own in memory.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import chromium
from tests.servers import Site, wait_until

MEGABYTES = 420
PAGES = ["/", "/occupations/registered-nurse/", "/compare/registered-nurse-vs-actor/", "/search/?q=nurse", "/sources/",
         "/compare/actor-vs-lawyer.json", "/api/v1/occupations/?limit=5", "/compare/lawyer-vs-registered-nurse.png"]  # fmt: skip
TYPED = "What was typed while the disk was full. " * 20_000  # more than the room that an emptied page has


@contextmanager
def small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        options = f"size={MEGABYTES}m,mode=755"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        while (free := os.statvfs(disk)).f_bavail:
            try:
                file.write(b"\0" * min(1 << 20, free.f_bavail * free.f_frsize))
                file.flush()
            except OSError:
                break
    return ballast


def statuses(request, url: str) -> dict[str, int]:
    return {path: request.get(f"{url}{path}").status for path in PAGES}


def main() -> int:
    wrong: list[str] = []

    def expect(what: str, seen: object, wanted: object) -> None:
        print(f"{'as expected' if seen == wanted else 'WRONG      '}  {what}: {seen}", flush=True)
        if seen != wanted:
            wrong.append(what)

    with small_disk() as disk, Site(disk).serving() as site, chromium.running(chromium.found()) as browser:
        page = browser.new_context(base_url=site.url).new_page()
        page.goto("/admin/login/?next=/admin/occupations/occupation/?q=lawyer")
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill(site.accounts()["editor"])
        page.get_by_role("button", name="Log in").click()
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_url("**/change/**")
        address = page.url
        visitor = browser.new_context().request
        expect("pages before", set(statuses(visitor, site.url).values()), {200})

        ballast = fill(disk)
        expect("pages with a full disk", set(statuses(visitor, site.url).values()), {200})
        page.get_by_label("Description:").fill(TYPED)
        with page.expect_navigation() as saved:
            page.get_by_role("button", name="Save", exact=True).click()
        response = saved.value
        expect("a save with a full disk", response.status, 503)
        expect("a page that says so", page.locator("h1").inner_text(), "The database has no room left")
        expect("with the words that were typed", TYPED[:200] in page.locator("dl").inner_text(), True)
        expect("pages afterwards", set(statuses(visitor, site.url).values()), {200})

        ballast.unlink()
        expect(
            "ready again in 20 s", wait_until(lambda: visitor.get(f"{site.url}/health/ready").status == 200, 20), True
        )
        page.goto(address)
        expect("nothing of it was saved", "typed while" in page.get_by_label("Description:").input_value(), False)
        page.get_by_label("Description:").fill("Saved when there was room again.")
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()
        expect("a save with room", page.locator(".messagelist .success").count(), 1)
        time.sleep(1)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
