"""Where a page appears beside its own address. Packages above this one say so themselves (comparisons/apps.py)."""

from collections.abc import Callable, Iterable

from occupations.models import Occupation

Says = Callable[[Occupation], Iterable[str]]
_also: list[Says] = []


def also(says: Says) -> None:
    """Sentences about an occupation to be shown, too."""
    _also.append(says)


def appearances(occupation: Occupation) -> list[str]:
    """Where visitors meet the occupation, in sentences."""
    others = Occupation.objects.public().exclude(pk=occupation.pk).count()
    comparisons = f"{others:,} comparison{'' if others == 1 else 's'} of two"
    return [f"It appears on its own page and in {comparisons}.", *(text for says in _also for text in says(occupation))]
