"""Reads the pay in places that publishing has prepared for live editions, cached by digest."""

from collections.abc import Iterable

from django.conf import settings

from occupations.caching.bounded import BoundedCache
from occupations.profiles.place_pay import PayInPlaces, decode
from occupations.sql import marks, rows

# The digests come from rows of live editions, and identify the documents.
_DOCUMENTS = "SELECT digest, document FROM occupations_placepay WHERE digest IN ({})"
# The memory of a decoded document per byte.
BYTES_PER_DOCUMENT_BYTE = 0.6
cache: BoundedCache[PayInPlaces] = BoundedCache(settings.PLACE_PAY_CACHE_MB * 2**20)


def place_pay(digests: Iterable[str]) -> dict[str, PayInPlaces]:
    """The documents with these digests; one query for those that this process has not cached. One that was replaced in
    the meantime is missing."""
    found = {digest: cached for digest in digests if (cached := cache.get(digest))}
    if unknown := [digest for digest in digests if digest not in found]:
        for digest, document in rows(_DOCUMENTS.format(marks(unknown)), unknown):
            found[digest] = cache.put(digest, decode(document), int(BYTES_PER_DOCUMENT_BYTE * len(document)))
    return found
