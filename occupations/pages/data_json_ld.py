"""JSON-LD of the page of all data: a DataCatalog, the Dataset in it, and a Dataset for each table. Of each it has what
search engines for data ask for; descriptions have at least 50 characters."""

from typing import Any

from django.urls import reverse
from markupsafe import Markup

from occupations.bulk.contents import DESCRIPTION, KEYWORDS, TITLE, BulkSource, Contents, Period, TableContents
from occupations.bulk.licenses import License
from occupations.bulk.releases import BulkReleaseFile
from occupations.links import SITE_NAME, api_path
from occupations.metrics import METRICS, SLOTS
from occupations.rendering.json_ld import as_data, breadcrumbs, graph
from occupations.rendering.live import hidden_metrics

Thing = dict[str, Any]


def catalog(site: str, contents: Contents | None) -> Markup:
    """`contents`: None if there are no files, so that there is no Dataset."""
    path = reverse("occupations:data")
    things = [breadcrumbs(site, ("Data", path))]
    if contents:
        page = site + path
        whole = {"@id": f"{page}#all", **_whole(site, page, contents)}
        of_all = {
            "@type": "DataCatalog",
            "@id": page,
            "name": TITLE,
            "description": DESCRIPTION,
            "url": page,
            "publisher": _ours(site),
            "dataset": {"@id": whole["@id"]},
        }
        things += [as_data(of_all), as_data(whole)]
    return graph(*things)


def _ours(site: str) -> Thing:
    return {"@type": "Organization", "name": SITE_NAME, "url": f"{site}/"}


def _whole(site: str, page: str, contents: Contents) -> Thing:
    file = contents.bulk.files[0]
    return {
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": page,
        "version": contents.bulk.name,
        "keywords": list(KEYWORDS),
        **_common(site, contents.licenses, contents.period),
        "creator": _ours(site),
        "dateModified": contents.bulk.published_on.isoformat(),
        "includedInDataCatalog": {"@id": page},
        "isBasedOn": [_work(source) for source in contents.sources],
        "variableMeasured": _rows(),
        "distribution": [_download(site, file)],
        "hasPart": [_table(site, page, contents, table) for table in contents.tables],
    }


def _common(site: str, licenses: list[License], period: Period | None) -> Thing:
    known = {
        "license": [_license(one) for one in licenses],
        "temporalCoverage": f"{period.start}/{period.end}" if period else "",
        "spatialCoverage": {"@type": "Country", "name": "United States"},
        "inLanguage": "en",
    }
    return {"isAccessibleForFree": True, **{name: value for name, value in known.items() if value}}


def _license(one: License) -> Any:
    return one.url or {"@type": "CreativeWork", "name": one.title}


def _rows() -> list[str]:
    """The rows of pages, as far as they are shown."""
    hidden = hidden_metrics()
    return [slot.label for slot in SLOTS.values() if not hidden or not set(slot.metrics) <= set(hidden)]


def _publisher(source: BulkSource) -> Thing:
    website = {"url": source.homepage_url} if source.homepage_url else {}
    return {"@type": "Organization", "name": source.publisher, **website}


def _work(source: BulkSource) -> Thing:
    known = {
        "url": source.homepage_url,
        "license": _license(source.terms) if source.terms else "",
        "creditText": source.attribution,
    }
    stated = {name: value for name, value in known.items() if value}
    return {"@type": "CreativeWork", "name": source.title, "publisher": _publisher(source), **stated}


def _table(site: str, page: str, contents: Contents, table: TableContents) -> Thing:
    address = f"{page}#table-{table.name}"
    based_on = {"isBasedOn": _work(table.source)} if table.source else {}
    measured = {"variableMeasured": METRICS[table.metric].name} if table.metric else {}
    return {
        "@type": "Dataset",
        "@id": address,
        "name": f"{SITE_NAME}: {table.title}",
        "description": table.in_full,
        "url": address,
        **_common(site, contents.licenses_of(table), table.period),
        "creator": _publisher(table.source) if table.source and table.source.publisher else _ours(site),
        "publisher": _ours(site),
        "dateModified": table.modified.date().isoformat(),
        **based_on,
        **measured,
        "distribution": [_download(site, file) for file in table.files],
    }


def _download(site: str, file: BulkReleaseFile) -> Thing:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": site + api_path("bulk-latest", file.name),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
