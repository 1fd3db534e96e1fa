"""The editors' admin: declarations, and the few places where editing needs more than Django offers.

occupation.py         the page and the list of occupations   inlines.py, formsets.py  what is edited on that page
steps.py              what pages about an occupation share   publication_state.py     what visitors see, in words
publish_views.py      preview, publish, schedule             publish_form.py          now or at a moment, with cautions
publishing_views.py   editions, restore, withdraw            worklists.py             filters that the first page counts
batch_views.py        publishing what is chosen in a list    reviewing.py             a second pair of eyes
review_lists.py       reviews and scheduled editions   spreadsheets/         lists go out and come back
edit_conflicts.py     two editors' saves are merged          merging.py               how, without forms
form_states.py        what forms show and what is sent       conflict_words.py        conflicts in words
constraints.py        errors next to the field               typed_work.py            what could not be saved
merge_rows.py         skills and categories become one acronyms.py           words that keep their capitals
uses.py               what uses a row                  using.py              the list of what uses it
shared.py             what several occupations share         sources.py               what can only be looked at
merge_views.py        two occupations become one     rename_views.py       another title and address
choosing.py           the other row, on pages that need one
corrections.py        errors that readers report             title_overrides.py       what a job title means
titles_to_review.py   what visitors were answered badly
title_tables.py       the tables by which titles are read
title_builds.py       what the last models of titles gave
history/              what was done: shown and restored      unsaved_work.py          what is typed is kept
state_words.py        what was typed differs in
title_tryout.py       why a title is answered so             titles_in_words.py       answers in a few words
"""

from occupations.admin import (
    acronyms,
    corrections,
    occupation,
    review_lists,
    shared,
    sources,
    title_builds,
    title_overrides,
    title_tables,
    titles_to_review,
)

__all__ = [
    "acronyms",
    "corrections",
    "occupation",
    "review_lists",
    "shared",
    "sources",
    "title_builds",
    "title_overrides",
    "title_tables",
    "titles_to_review",
]
