"""make screenshots: every kind of page at 360 and 1280 px, in both themes, into var/screenshots/, to be looked at; and the
desk, into docs/editors/, to be committed.

With the published files of CAREERSITE_DATA_DIR where it is set, and then without the desk; else with the demonstration.
`python -m tests.screenshots desk` takes the desk alone.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests import chromium
from tests.desk_pictures import take_desk
from tests.kinds import DEMONSTRATION, REAL, THEMES
from tests.real import VARIABLE, serving_real
from tests.servers import ROOT, Site

WIDTHS = (360, 1280)
PICTURES = ROOT / "var" / "screenshots"


def main() -> None:
    if VARIABLE in os.environ:
        with serving_real() as site:
            take(site.url, REAL)
    else:
        with tempfile.TemporaryDirectory() as var, Site(Path(var)).serving() as site:
            if sys.argv[1:] != ["desk"]:
                take(site.url, DEMONSTRATION)
            with chromium.running(chromium.found()) as browser:
                print(f"{take_desk(site, browser)} pictures of the desk are in docs/editors/")


def take(url: str, kinds: dict[str, str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with chromium.running(chromium.found()) as browser:
        for theme in THEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    base_url=url, viewport={"width": width, "height": 800}, color_scheme=theme
                )
                page = context.new_page()
                for kind, address in kinds.items():
                    page.goto(address)
                    page.screenshot(path=PICTURES / f"{kind}-{width}-{theme}.png", full_page=True)
                context.close()
    print(f"{len(kinds) * len(WIDTHS) * len(THEMES)} pictures of {len(kinds)} kinds of page are in var/screenshots/")


if __name__ == "__main__":
    main()
