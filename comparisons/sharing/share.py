"""What the page of a comparison says of its picture, its sheet and its card."""

from comparisons.page.assemble import ComparisonPage
from comparisons.sharing import picture
from comparisons.sharing.card import embedding
from occupations.links import oembed_url, sheet_url
from occupations.rendering.as_of import with_day
from occupations.rendering.citation import published_on
from occupations.rendering.share import Share


def shared(assembled: ComparisonPage) -> ComparisonPage:
    """The page with them, if it has an address of its own. For a chosen place there is only the sheet."""
    view, lives, choice = assembled.view, assembled.lives, assembled.scope.choice
    page = view.page
    if not page.canonical:
        return assembled
    day = published_on(lives) if page.past else None
    sheet = choice.keep(with_day(sheet_url([live.slug for live in lives]), day))
    address = choice.keep(with_day(page.site + page.path, day))
    embed = "" if choice.given else embedding(page.site, page.heading, lives).html
    page = page._replace(
        picture=page.site + with_day(picture.address_of(lives), day),
        picture_alt=picture.alternative(assembled),
        oembed="" if choice.given else page.site + oembed_url(page.site + page.path),
    )
    return assembled._replace(view=view._replace(page=page), share=Share(address, page.heading, sheet, embed))
