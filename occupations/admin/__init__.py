"""The editors' room: declarations, and the few places where editing hurts.

occupation.py  the page and the list of occupations      inlines.py, rows.py  what is edited on that page
steps.py       preview, publish, editions, withdraw       state.py             what visitors see, in words
versions.py    nobody overwrites what they have not seen  constraints.py       errors next to the field
catalogue.py   what several occupations share             sources.py           what can only be looked at
corrections.py errors that readers report                 searches.py          what visitors look for in vain
"""

from occupations.admin import corrections, occupation, search_misses, shared, sources

__all__ = ["corrections", "occupation", "search_misses", "shared", "sources"]
