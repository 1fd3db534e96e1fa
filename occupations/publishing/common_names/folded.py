"""The job titles of current releases as they are compared, stored so that a title that an editor changes is compared
with all of them within a request. A row for each form of each text; made anew with every full update."""

from django.db import connection
from django.db.models import Exists, OuterRef

from occupations.models import FoldedTitle, RecordText, Release
from occupations.publishing.common_names.choosing import forms, words_of
from occupations.publishing.common_names.rows import KINDS
from occupations.search.reading.words import fold

VERSION = 1
"""Of the form. Higher when `fold`, `words_of` or `forms` make another one, so that stored rows count no longer."""

_COPY = "COPY occupations_foldedtitle (release_id, record_id, kind, name, words, version) FROM STDIN"


def are_current() -> bool:
    """Whether all titles of the current releases are there, in this form."""
    texts = RecordText.objects.filter(release=OuterRef("pk"), kind__in=KINDS)
    stored = FoldedTitle.objects.filter(release=OuterRef("pk"), version=VERSION)
    return not Release.objects.current().filter(Exists(texts), ~Exists(stored)).exists()


def renew() -> None:
    texts = RecordText.objects.filter(kind__in=KINDS, release__in=Release.objects.current())
    rows = {
        (release, record, kind, fold(form), tuple(sorted(words_of(form))))
        for release, record, kind, text in texts.values_list("release_id", "record_id", "kind", "text")
        for form in forms(text)
    }
    FoldedTitle.objects.all().delete()
    with connection.wrap_database_errors, connection.cursor() as cursor:
        with cursor.copy(_COPY) as copy:
            for release, record, kind, name, words in sorted(rows):
                copy.write_row((release, record, kind, name, list(words), VERSION))
        if rows:
            cursor.execute("ANALYZE occupations_foldedtitle")
