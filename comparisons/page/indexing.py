"""Whether search engines should index the page of a comparison, from its editions alone: `rules.demand` decides."""

from collections.abc import Sequence

from comparisons.popular_pairs import popular_reason
from comparisons.queries import PairWords
from comparisons.rules.demand import Facts, judge
from occupations.publishing.columns import standing_columns
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import LiveDocument


def is_indexed(lives: Sequence[LiveDocument], words: PairWords) -> bool:
    if len(lives) != 2:
        return False
    one, other = (live.laid_out.fragments.extension(_facts).published_on(live.published_at.date()) for live in lives)
    popular = popular_reason(lives[0].slug, lives[1].slug)
    return judge(one, other, featured=bool(words.featured), popular=popular).is_indexed


def _facts(fragments: Fragments) -> Facts:
    """Read off once for each edition."""
    sheet = fragments.sheet
    return Facts.of(sheet.profile.category.slug, standing_columns(sheet))
