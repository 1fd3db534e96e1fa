"""What of the demonstration's occupations a site with the country needs: titles and words, and no figures.

An occupation of the demonstration that official statistics have under a name of their own is that occupation: it gets
the other name, and the demonstration's words if nothing was written for it. Its further names stay out, because
editors' names win over the sources', and among a thousand occupations “programmer” is no longer a software developer.
The others, such as .NET developers, are occupations of their own, mapped to the country's records.
"""

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from occupations.importers.occupation_file import load as occupation_file
from occupations.metrics import Method
from occupations.models import Classification, RecordText, StatisticalRecord
from occupations.models.record_keys import KEY

TAXONOMY = "onet-soc-"
_PARTS = re.compile(r",\s*(?:or\s+)?|\s+or\s+")  # of "Hairdresser, hairstylist, or cosmetologist"


class Known(NamedTuple):
    """An occupation of the country. `described`: whether there is a description by this project."""

    title: str
    category: str
    described: bool = False


def load(file: Path) -> None:
    """Load them. To be called when the country is there; common names are to be updated afterwards."""
    adapted = adapted_to(json.loads(file.read_bytes()), _known(), set(_records()))
    occupation_file.load(json.dumps(adapted, ensure_ascii=False).encode(), named=False)


def adapted_to(file: dict[str, Any], known: Mapping[str, Known], records: Collection[str]) -> dict[str, Any]:
    """The file of `load_occupations` with what is to be loaded. `known`: by key of its O*NET-SOC record; `records`: the
    keys of all."""
    occupations = [_adapted(entry, known, records) for entry in file["occupations"]]
    return {"source": file["source"], "occupations": occupations}


def _adapted(entry: dict[str, Any], known: Mapping[str, Known], records: Collection[str]) -> dict[str, Any]:
    nearest = next((link for link in entry["classification"] if link["record"].startswith(TAXONOMY)), None)
    official = known.get(nearest["record"]) if nearest else None
    if nearest is None or official is None:
        return _mapped(entry, records)
    same = nearest["quality"] == "exact"
    if not (same or entry["title"].casefold() in _PARTS.split(official.title.casefold())):
        return _mapped({**entry, "category": official.category}, records)
    wanted = ("description", "responsibilities") if same and not official.described else ()
    return {
        "title": official.title,
        "category": official.category,
        "also_called": [] if entry["title"].casefold() == official.title.casefold() else [entry["title"]],
        **{key: entry[key] for key in wanted if key in entry},
    }


def _mapped(entry: dict[str, Any], records: Collection[str]) -> dict[str, Any]:
    return {**entry, "classification": [link for link in entry["classification"] if link["record"] in records]}


def _records():
    return StatisticalRecord.objects.values_list(KEY, flat=True)


def _known() -> dict[str, Known]:
    described = RecordText.objects.filter(kind="description", release__method=Method.EDITOR)
    with_texts = set(described.values_list("record", flat=True))
    exact = Classification.objects.filter(record__system="onet-soc", quality="exact")
    return {
        entry.record.key: Known(entry.occupation.title, entry.occupation.category.name, entry.record_id in with_texts)
        for entry in exact.select_related("record", "occupation__category")
    }
