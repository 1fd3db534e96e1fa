"""`python -m careersite.mcp_server ADDRESS`, or with the address in CAREERSITE_URL: a server of the Model Context
Protocol on standard input and output."""

import argparse
import os
import sys

from careersite.mcp_server.site import TIMEOUT, site_at


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m careersite.mcp_server", description=__doc__)
    parser.add_argument(
        "address",
        nargs="?",
        default=os.environ.get("CAREERSITE_URL", ""),
        help="of the site, such as https://example.org",
    )
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds to wait for the site (%(default)s)")
    given = parser.parse_args(arguments)
    if not given.address:
        parser.error("the address of a site is missing; give it, or set CAREERSITE_URL")
    if not 0 < given.timeout <= 600:
        parser.error("--timeout is from 0 to 600 seconds")
    try:
        site = site_at(given.address, given.timeout)
    except ValueError as why:
        parser.error(str(why))
    try:
        from careersite.mcp_server.tools import server
    except ModuleNotFoundError as why:
        print(f"{why}. Install requirements-mcp.txt.", file=sys.stderr)  # noqa: T201
        return 1
    server(site).run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
