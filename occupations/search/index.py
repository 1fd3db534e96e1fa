"""The index that searching uses: every title and other name of every live edition, in the form in which it is looked
for; and the vocabulary, all words of these, against which misspelt ones are corrected.

A row belongs to an edition, and editions never change: so what is there and still live is right, and bringing the
index up to date touches only the occupations whose live edition is another one now.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.db import connection

from occupations.models import Edition, Occupation, SearchTitle, Standing
from occupations.profiles.document import Profile, decode

# “c++”, “c#” and “.net” are words; the dots of “R.N.” are not.
_WORD = re.compile(r"\.?[^\W_]+[+#]*")
_ABBREVIATION = re.compile(r"\b(?:\w\.){2,}")
_APOSTROPHE = re.compile(r"['’ʼ`]")
_MARKS = {"Mn", "Cf"}  # accents; marks that turn the direction of the text
_OTHER_NAME = re.compile(r"(.+?) \((.+)\)")
_FILLERS = frozenset(["a", "an", "and", "at", "for", "in", "of", "or", "the", "to", "with"])
MANY = 1_000  # new rows, after which what PostgreSQL knows of the tables is out of date
BROADER = 10  # an occupation that shares its record is taken for a tenth of it


def fold(text: str) -> str:
    """The words of a title as they are looked for: small letters without accents, the singular, no fillers."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if unicodedata.category(letter) not in _MARKS
    )
    plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), _APOSTROPHE.sub("", plain))
    words = [_singular(word) for word in _WORD.findall(plain)]
    return " ".join([word for word in words if word not in _FILLERS] or words)


def _singular(word: str) -> str:
    """Crude, and the same for what is typed as for what is there."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def refresh() -> bool:
    """Bring the index up to date with the live editions. Returns whether anything changed. For after_publishing, which
    holds the lock."""
    public = Occupation.objects.public().values("live")
    gone, _ = SearchTitle.objects.exclude(edition__in=public).delete()
    new = Edition.objects.filter(pk__in=public).exclude(pk__in=SearchTitle.objects.values("edition"))
    # Read before anything is written: there is one connection.
    added = _copy(list(_rows(new)))
    if gone or added:
        _renew_vocabulary()
    if added > MANY:
        tables = ", ".join(model._meta.db_table for model in (SearchTitle, Edition, Standing))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")  # not when PostgreSQL comes to it: the next visitor is searching now
    return bool(gone or added)


def _rows(editions) -> Iterator[tuple]:
    for pk, also_called, document in editions.values_list("pk", "also_called", "document").iterator(chunk_size=50):
        profile = decode(document)
        size = _size(profile)
        for text, folded, kind in names(profile.names.title, also_called, frozenset(profile.also_called)):
            yield pk, text, folded, kind, size


def names(title: str, others: list[str], of_editors: frozenset[str]) -> Iterator[tuple[str, str, SearchTitle.Kind]]:
    """(as shown, folded, kind) of each name. “Registered nurse (RN)” is two names of one thing; where one of them is
    the title, so is the other."""
    kinds = SearchTitle.Kind
    own = fold(title)
    yield title, own, kinds.TITLE
    for text in others:
        both = _OTHER_NAME.fullmatch(text)
        forms = dict.fromkeys(fold(form) for form in (both.groups() if both else [text]))
        kind = kinds.SYNONYM if own in forms else kinds.ALSO_CALLED if text in of_editors else kinds.JOB_TITLE
        for form in forms:
            if form and form != own:
                yield text, form, kind


def _size(profile: Profile) -> int:
    """How many people work in it, roughly; 0 where nobody says. Of a record that it shares with other occupations, a
    tenth, unless the record bears its name."""
    for figure in profile.figures:
        if figure.metric in ("jobs", "employees") and figure.value:
            record = next((record for record in profile.records if record.key == figure.record), None)
            own = record is None or record.quality == "exact" or fold(record.title) == fold(profile.names.title)
            return figure.value if own else figure.value // BROADER
    return 0


def _copy(rows: list[tuple]) -> int:
    columns = "edition_id, text, folded, kind, size"
    statement = f"COPY {SearchTitle._meta.db_table} ({columns}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    return len(rows)


def _renew_vocabulary() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM occupations_searchvocabulary")
        cursor.execute("""
            INSERT INTO occupations_searchvocabulary (words)
            SELECT coalesce(array_agg(word ORDER BY ndoc DESC, word), '{}')
            FROM ts_stat('SELECT words FROM occupations_searchtitle')
        """)
