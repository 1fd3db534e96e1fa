"""What was withdrawn or published is seen through nginx within a minute."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.deploy.observatory import PAIR
from tests.servers import Site, wait_until

if TYPE_CHECKING:
    from tests.deploy.__main__ import Front, Line

ADDRESSES = ("/occupations/pharmacist/", "/occupations/pharmacist.json", PAIR, "/api/v1/occupations/pharmacist/")
PUBLISHING = "from occupations.publishing import publish; from occupations.models import Occupation; "
IT = "Occupation.objects.get(slug='pharmacist')"
MINUTE = 60


def withdrawn(front: "Front", site: Site, variables: dict[str, str]) -> Iterator["Line"]:
    """What was withdrawn is gone, where it is asked for again and again, and where nobody asks for a minute."""
    for address in ADDRESSES:
        front.get(address)
    warm = [front.get(address).headers.get("x-cache") for address in ADDRESSES]
    yield "pages, again", "all from the cache", ", ".join(map(str, warm)), set(warm) == {"HIT"}
    site.manage("shell", "--no-imports", "-c", f"{PUBLISHING} publish.withdraw({IT}, 'Gone.')", **variables)
    start = time.monotonic()
    gone = wait_until(lambda: front.get(ADDRESSES[0]).status == 410, MINUTE)
    yield "a page withdrawn, asked for all the time", "410 in 60 s", f"{time.monotonic() - start:.0f} s", gone
    time.sleep(max(0, start + MINUTE - time.monotonic()))
    seen = [front.get(address).status for address in ADDRESSES]
    yield "pages withdrawn, not asked for meanwhile", "410 after 60 s", str(seen), set(seen) == {410}
    moved = front.get("/occupations/Pharmacist/")
    seen_twice = [moved.headers.get("x-cache"), front.get("/occupations/Pharmacist/").headers.get("x-cache")]
    yield "another spelling, twice", "301 MISS, HIT", f"{moved.status} {seen_twice}", seen_twice == ["MISS", "HIT"]
    site.manage("shell", "--no-imports", "-c", f"{PUBLISHING} publish.reinstate({IT})", **variables)
    start = time.monotonic()
    back = wait_until(lambda: all(front.get(address).status == 200 for address in ADDRESSES), MINUTE)
    yield "pages reinstated", "200 in 60 s", f"{time.monotonic() - start:.0f} s", back
