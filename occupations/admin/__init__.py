"""The editors' admin: declarations, and the few places where editing is hard.

occupation.py         the page and the list of occupations   inlines.py, formsets.py  what is edited on that page
publishing_views.py   preview, publish, editions, withdraw   publication_state.py     what visitors see, in words
batch_views.py        publishing what is chosen in a list
edit_conflicts.py     two editors' saves are merged          merging.py               how, without forms
form_states.py        what forms show and what is sent       conflict_words.py        conflicts in words
constraints.py        errors next to the field               typed_work.py            what could not be saved
shared.py             what several occupations share         sources.py               what can only be looked at
corrections.py        errors that readers report             search_misses.py         what visitors look for in vain
"""

from occupations.admin import corrections, occupation, search_misses, shared, sources

__all__ = ["corrections", "occupation", "search_misses", "shared", "sources"]
