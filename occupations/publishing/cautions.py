"""What an editor has to confirm before a page is published: whatever looks like a mistake and may be right. Pure."""

from occupations.metrics import METRICS, from_scale
from occupations.profiles.document import Profile
from occupations.profiles.doubts import contradictions, doubt, outliers
from occupations.profiles.layout import lay_out
from occupations.profiles.named_numbers import without_figure
from occupations.publishing.completeness import lacking
from occupations.text.english import sentence_start
from occupations.text.lists import listed


def cautions(old: Profile | None, new: Profile) -> list[str]:
    """In sentences, the gravest first; none if there is nothing to confirm. `old`: what visitors see."""
    named = without_figure(new)
    return [
        *(f"Visitors would find too little: {reason}." for reason in lacking(lay_out(new))),
        *contradictions(new),
        *_far_from_official(old, new),
        *(outliers(old, new) if old else ()),
        *([f"The text names {listed(named)}, which no figure on the page says."] if named else []),
    ]


def _far_from_official(old: Profile | None, new: Profile) -> list[str]:
    """Of figures that editors entered and visitors do not see yet."""
    known = set(old.figures) if old else set()
    found = []
    for figure in new.figures:
        if figure.release < 0 and figure.value is not None and figure not in known:
            metric = METRICS[figure.metric]
            if why := doubt(new, figure.metric, from_scale(figure.value, metric.unit), figure.label):
                found.append(f"{sentence_start(metric.name)} of our editors: {why}")
    return found
