"""How readers take a page elsewhere."""

from typing import NamedTuple


class Share(NamedTuple):
    """`address`: absolute, of the page itself; `sheet`: of the same on one page to print; `embed`: the code with which
    other sites show it. Empty for what a page does not have."""

    address: str
    title: str
    sheet: str = ""
    embed: str = ""
