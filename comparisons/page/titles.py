"""What the page of a comparison says of the titles that were asked for."""

from collections.abc import Sequence
from typing import NamedTuple

from comparisons.page.side_links import SideLink
from occupations.links import formats
from occupations.pages.title_answer import TitleAnswer
from occupations.rendering.view import View
from occupations.text.asked import LIKELIEST, MATCH


class TitlesView(NamedTuple):
    """`asked`: “You asked for …”; `choose`: where to choose other occupations; `several`: whether there are several
    titles; `pair`: the titles as in an address, which the form keeps. The rest is for the page of the titles
    themselves: its `path`, what each title means, whether that is unfolded, sentences in `notes`, where all of it is
    accepted (`keep`), and links to this page without a side or in another order."""

    asked: str = ""
    choose: str = ""
    several: bool = True
    pair: str = ""
    path: str = ""
    answers: Sequence[TitleAnswer] = ()
    unfolded: bool = False
    notes: Sequence[str] = ()
    keep: str = ""
    changes: Sequence[SideLink] = ()


def titled_view(view: View, titles: TitlesView, query: str) -> View:
    """The view of a page of titles: its data are of the likeliest occupations, which it shows. `query`: its part of the
    URL."""
    if not titles.path:
        return view
    joint = "&" if query else "?"
    links = [(label, f"{url}{query}{joint}{MATCH}={LIKELIEST}") for label, url in formats(titles.path)]
    return view._replace(page=view.page._replace(robots="noindex,follow", canonical="", formats=links))
