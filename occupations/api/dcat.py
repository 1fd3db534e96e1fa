"""The files for download as a catalog in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), written as JSON-LD 1.1 that
needs no other document."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from occupations.api.endpoint import Endpoint
from occupations.api.parameters import Parameter
from occupations.api.renderers import JSON
from occupations.bulk.contents import (
    DESCRIPTION,
    KEYWORDS,
    TITLE,
    BulkSource,
    Contents,
    Period,
    TableContents,
    latest_contents,
)
from occupations.bulk.licenses import License
from occupations.bulk.releases import BulkReleaseFile
from occupations.links import SITE_NAME
from occupations.rendering.formats import to_json
from occupations.rendering.http import site_of, validated
from occupations.rendering.live import hidden_metrics

Node = dict[str, Any]
_ADDRESS = {"@type": "@id"}
CONTEXT: Node = {
    "@version": 1.1,
    "@language": "en",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{f"dcterms:{name}": _ADDRESS for name in ("accrualPeriodicity", "conformsTo", "language", "spatial")},
    **{f"dcat:{name}": _ADDRESS for name in ("accessURL", "downloadURL", "landingPage", "endpointURL")},
    **{f"dcat:{name}": _ADDRESS for name in ("endpointDescription", "mediaType", "compressFormat", "servesDataset")},
    **{f"dcterms:{name}": {"@type": "xsd:dateTime"} for name in ("issued", "modified")},
    **{f"dcat:{name}": {"@type": "xsd:date"} for name in ("startDate", "endDate")},
    "dcat:byteSize": {"@type": "xsd:nonNegativeInteger"},
    "dcat:version": {"@language": None},
    "foaf:homepage": _ADDRESS,
    "spdx:algorithm": _ADDRESS,
    "spdx:checksumValue": {"@type": "xsd:hexBinary"},
}
ENGLISH = "http://id.loc.gov/vocabulary/iso639-1/en"
UNITED_STATES = "https://www.geonames.org/6252001/"
IRREGULAR = "http://purl.org/cld/freq/irregular"
PACKAGE = "https://specs.frictionlessdata.io/data-package/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_GZIP = {"dcat:compressFormat": f"{_MEDIA}application/gzip"}
# JSON Lines has no registered media type.
FORMS: dict[str, Node] = {
    "csv": {"dcat:mediaType": f"{_MEDIA}text/csv", **_GZIP},
    "jsonl": {"dcterms:format": {"@type": "dcterms:MediaTypeOrExtent", "rdfs:label": "JSON Lines"}, **_GZIP},
    "parquet": {"dcat:mediaType": f"{_MEDIA}application/vnd.apache.parquet"},
    "json": {"dcat:mediaType": f"{_MEDIA}application/json", "dcterms:conformsTo": PACKAGE},
}
"""Format of a file → what a distribution says of it."""


class Dcat(Endpoint):
    """The newest bulk files as a DCAT 3 catalog in JSON-LD: the whole and each table as a dataset, with license, source
    and period and, for each file, address, media type, size and SHA-256."""

    summary = "Catalog in DCAT"
    tag = "Bulk"
    negotiates = False
    renderer_classes = (JSON,)
    media_types = ("application/ld+json",)

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return ()

    def answer(self, params: dict[str, Any]) -> HttpResponseBase:
        body = to_json(catalog(site_of(self.request), latest_contents(hidden_metrics())))
        return validated(self.request, HttpResponse(body, content_type=self.media_types[0]))


def catalog(site: str, contents: Contents | None) -> Node:
    """Without datasets if there are no files yet."""
    page = site + reverse("occupations:data")
    return {
        "@context": CONTEXT,
        "@id": site + reverse("api:dcat"),
        "@type": "dcat:Catalog",
        "dcterms:title": TITLE,
        "dcterms:description": DESCRIPTION,
        "dcterms:publisher": _ours(site),
        "dcterms:language": ENGLISH,
        "foaf:homepage": page,
        **({"dcterms:modified": contents.bulk.published} if contents else {}),
        "dcat:service": _service(site, page),
        "dcat:dataset": [_whole(site, page, contents), *_tables(site, page, contents)] if contents else [],
    }


def _ours(site: str) -> Node:
    return {"@id": f"{site}/", "@type": "foaf:Organization", "foaf:name": SITE_NAME, "foaf:homepage": f"{site}/"}


def _service(site: str, page: str) -> Node:
    return {
        "@id": site + reverse("api:index"),
        "@type": "dcat:DataService",
        "dcterms:title": f"The API of {SITE_NAME}",
        "dcat:endpointURL": site + reverse("api:index"),
        "dcat:endpointDescription": site + reverse("api:schema"),
        "dcat:servesDataset": f"{page}#all",
    }


def _whole(site: str, page: str, contents: Contents) -> Node:
    bulk = contents.bulk
    description = bulk.files[0]
    return {
        **_dataset(f"{page}#all", page, TITLE, DESCRIPTION, contents.licenses, contents.period),
        "dcterms:publisher": {"@id": f"{site}/"},
        "dcterms:creator": {"@id": f"{site}/"},
        "dcterms:issued": bulk.published,
        "dcterms:modified": bulk.published,
        "dcat:version": bulk.name,
        "dcterms:accrualPeriodicity": IRREGULAR,
        "dcterms:conformsTo": PACKAGE,
        "dcterms:source": [_source(source) for source in contents.sources],
        "dcterms:hasPart": [{"@id": f"{page}#table-{table.name}"} for table in contents.tables],
        "dcat:distribution": [_distribution(site, page, description, contents.licenses, bulk.published)],
    }


def _tables(site: str, page: str, contents: Contents) -> list[Node]:
    return [_table(site, page, contents, table) for table in contents.tables]


def _table(site: str, page: str, contents: Contents, table: TableContents) -> Node:
    licenses = contents.licenses_of(table)
    address = f"{page}#table-{table.name}"
    title = f"{SITE_NAME}: {table.title}"
    modified = table.modified.isoformat()
    source = {"dcterms:creator": _agent(table.source), "dcterms:source": _source(table.source)} if table.source else {}
    return {
        **_dataset(address, address, title, table.in_full, licenses, table.period),
        "dcterms:publisher": {"@id": f"{site}/"},
        "dcterms:modified": modified,
        "dcterms:isPartOf": {"@id": f"{page}#all"},
        **source,
        "dcat:distribution": [_distribution(site, page, file, licenses, modified) for file in table.files],
    }


def _dataset(
    address: str, page: str, title: str, description: str, licenses: list[License], period: Period | None
) -> Node:
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dcterms:title": title,
        "dcterms:description": description,
        "dcterms:identifier": {"@value": address, "@type": "xsd:anyURI"},
        "dcterms:license": _licenses(licenses),
        "dcterms:language": ENGLISH,
        "dcterms:spatial": UNITED_STATES,
        **({"dcterms:temporal": _period(period)} if period else {}),
        "dcat:keyword": list(KEYWORDS),
        "dcat:landingPage": page,
    }


def _licenses(found: list[License]) -> list[Node]:
    """Documents; one that is nowhere has no address."""
    return [
        {**({"@id": one.url} if one.url else {}), "@type": "dcterms:LicenseDocument", "rdfs:label": one.title}
        for one in found
    ]


def _period(period: Period) -> Node:
    days = {"dcat:startDate": period.start.isoformat(), "dcat:endDate": period.end.isoformat()}
    return {"@type": "dcterms:PeriodOfTime", **days}


def _agent(source: BulkSource) -> Node:
    return {"@type": "foaf:Organization", "foaf:name": source.publisher or source.title}


def _source(source: BulkSource) -> Node:
    """The program of the publisher, with the sentence that its license asks to show."""
    credit = {"dcterms:bibliographicCitation": source.attribution} if source.attribution else {}
    address = {"@id": source.homepage_url} if source.homepage_url else {}
    return {**address, "dcterms:title": source.title, "dcterms:publisher": _agent(source), **credit}


def _distribution(site: str, page: str, file: BulkReleaseFile, licenses: list[License], modified: str) -> Node:
    address = site + reverse("api:bulk-latest", args=[file.name])
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcterms:title": file.name,
        "dcterms:license": [{"@id": one["@id"]} if "@id" in one else one for one in _licenses(licenses)],
        "dcterms:modified": modified,
        "dcat:accessURL": page,
        "dcat:downloadURL": address,
        **FORMS[file.form],
        "dcat:byteSize": str(file.bytes),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
            "spdx:checksumValue": file.sha256,
        },
    }
