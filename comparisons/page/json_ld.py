"""JSON-LD for the page of a pair: its breadcrumbs, and a Dataset."""

from collections.abc import Sequence

from markupsafe import Markup

from occupations.links import SITE_NAME, id_url, picker_url
from occupations.rendering.http import CONTENT_TYPES
from occupations.rendering.json_ld import as_data, breadcrumbs, graph
from occupations.rendering.live import Live
from occupations.rendering.view import View

CONTENTS = "pay, jobs, growth, education, people and skills side by side, with the source of every figure"


def pair(view: View, lives: Sequence[Live], path: str) -> Markup | None:
    """A Dataset and its breadcrumbs, for a page that search engines may index; `path`: the canonical one."""
    page = view.page
    if page.robots:
        return None
    site = page.canonical.removesuffix(path)
    dataset = {
        "@type": "Dataset",
        "name": page.heading,
        "description": f"{page.heading}: {CONTENTS}. {page.description}",
        "url": page.canonical,
        "about": [
            {"@type": "Occupation", "@id": site + id_url(live.id), "name": side.title}
            for live, side in zip(lives, view.sides, strict=True)
        ],
        "isAccessibleForFree": True,
        "dateModified": max(live.published_at for live in lives).date().isoformat(),
        "creator": {"@type": "Organization", "name": SITE_NAME, "url": f"{site}/"},
        "isBasedOn": list(dict.fromkeys([source.origin.url for source in view.sources if source.origin.url])),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": _mime_type(url), "contentUrl": site + url}
            for _, url in page.formats
        ],
    }
    return graph(breadcrumbs(site, ("Compare", picker_url()), (page.heading, path)), as_data(dataset))


def _mime_type(url: str) -> str:
    return CONTENT_TYPES[url.rpartition(".")[2]].partition(";")[0]
