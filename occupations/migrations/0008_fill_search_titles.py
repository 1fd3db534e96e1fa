"""The search index of the editions that are live already: occupations/search_index.py as it was then, in little."""

import json
import re
import unicodedata

from django.db import migrations

WORD = re.compile(r"\.?[^\W_]+[+#]*")
ABBREVIATION = re.compile(r"\b(?:\w\.){2,}")
APOSTROPHE = re.compile(r"['’ʼ`]")
OTHER_NAME = re.compile(r"(.+?) \((.+)\)")
FILLERS = frozenset(["a", "an", "and", "at", "for", "in", "of", "or", "the", "to", "with"])
TITLE, SYNONYM, ALSO_CALLED, JOB_TITLE = range(4)


def fold(text):
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = APOSTROPHE.sub("", "".join(one for one in letters if unicodedata.category(one) not in ("Mn", "Cf")))
    words = WORD.findall(ABBREVIATION.sub(lambda found: found[0].replace(".", ""), plain))
    words = [singular(word) for word in words]
    return " ".join([word for word in words if word not in FILLERS] or words)


def singular(word):
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def names(title, others, of_editors):
    own = fold(title)
    yield title, own, TITLE
    for text in others:
        both = OTHER_NAME.fullmatch(text)
        forms = dict.fromkeys(fold(form) for form in (both.groups() if both else [text]))
        kind = SYNONYM if own in forms else ALSO_CALLED if text in of_editors else JOB_TITLE
        for form in forms:
            if form and form != own:
                yield text, form, kind


def size_of(document):
    title = fold(document["names"]["title"])
    records = {record["key"]: record for record in document.get("records", [])}
    for figure in document.get("figures", []):
        if figure["metric"] in ("jobs", "employees") and figure.get("value"):
            record = records.get(figure.get("record"))
            own = record is None or record["quality"] == "exact" or fold(record["title"]) == title
            return figure["value"] if own else figure["value"] // 10
    return 0


def fill(apps, schema_editor):
    edition, title = (apps.get_model("occupations", name) for name in ("Edition", "SearchTitle"))
    public = apps.get_model("occupations", "Occupation").objects.filter(live__isnull=False, withdrawn_at__isnull=True)
    live = edition.objects.filter(pk__in=public.values("live")).values_list("pk", "also_called", "document")
    for pk, also_called, text in live.iterator(chunk_size=50):
        document = json.loads(text)
        size, of_editors = size_of(document), frozenset(document.get("also_called", []))
        title.objects.bulk_create(
            title(edition_id=pk, text=text, folded=folded, kind=kind, size=size)
            for text, folded, kind in names(document["names"]["title"], also_called, of_editors)
        )
    if public.exists():
        schema_editor.execute("""
            INSERT INTO occupations_searchvocabulary (words)
            SELECT coalesce(array_agg(word ORDER BY ndoc DESC, word), '{}')
            FROM ts_stat('SELECT words FROM occupations_searchtitle')
        """)


def empty(apps, schema_editor):
    for name in ("SearchTitle", "SearchVocabulary"):
        apps.get_model("occupations", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("occupations", "0007_search_titles")]

    operations = [migrations.RunPython(fill, empty)]
