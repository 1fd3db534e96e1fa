"""Reads which technology related occupations use, for the order of the lists in profiles."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count
from django.db.models.functions import Lower

from occupations.models import Figure, RecordLink
from occupations.profiles.technology import METRIC, Usage


def read_usage(listed: Collection[tuple[int, int]], current: Collection[int]) -> dict[int, Usage]:
    """By record: how its related occupations and all others use technology, in the release that it has a list of.
    `listed`: (record, release) of each list; `current`: the releases in use. Four queries, none without a list."""
    if not listed:
        return {}
    related: dict[int, list[int]] = defaultdict(list)
    links = RecordLink.objects.filter(record__in={record for record, _ in listed}, release__in=current)
    for record, other in links.filter(quality="related").values_list("record_id", "other_id").distinct():
        related[record].append(other)
    rows = Figure.objects.filter(metric=METRIC, release__in={release for _, release in listed})
    names: dict[tuple[int, int], set[str]] = defaultdict(set)  # by record and release
    of_related = rows.filter(record__in={other for others in related.values() for other in others})
    for record, release, label in of_related.order_by().values_list("record_id", "release_id", "label"):
        names[record, release].add(label.casefold())
    everywhere: dict[int, Counter[str]] = defaultdict(Counter)
    counted = rows.filter(record__isnull=False).order_by()
    for release, name, count in counted.values_list("release_id", Lower("label")).annotate(
        Count("record", distinct=True)
    ):
        everywhere[release][name.casefold()] += count
    sizes = dict(counted.values_list("release_id").annotate(Count("record", distinct=True)))
    found = {}
    for record, release in listed:
        lists = [names[other, release] for other in related[record] if (other, release) in names]
        used = Counter(name for one in lists for name in one)
        found[record] = Usage(used, len(lists), everywhere[release], sizes.get(release, 0))
    return found
