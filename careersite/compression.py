"""Compresses responses."""

import re
from functools import lru_cache
from http import HTTPStatus

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

ACCEPTED = re.compile(r"\bbr\b")
KNOWN = ("br", "gzip")
_CODING = re.compile(r"\s*([A-Za-z0-9*._-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
QUALITY = 5  # of 11: costs what gzip costs, and is a tenth smaller; from 9 on it takes ten times as long
SHORT = 200  # bytes, as in Django


@lru_cache(maxsize=256)
def encodings(header: str) -> str:
    """The codings of ours that an Accept-Encoding header wants at least as much as none at all, "br, gzip": what it
    gives no weight is not used, and a star stands for what it does not name (RFC 9110, 12.5.3)."""
    found = (_CODING.fullmatch(part) for part in header.split(","))
    weights = {one[1].lower(): float(one[2] or 1) for one in found if one}
    plain = weights.get("identity", 0.0)
    wanted = {name: weights.get(name, weights.get("*", 0.0)) for name in KNOWN}
    return ", ".join(name for name, weight in wanted.items() if weight > 0 and weight >= plain)


class Compression(GZipMiddleware):
    """Brotli for public pages, if the client reads it. Everything else is left to Django's gzip, which hides the length
    of what is secret, such as the tokens of forms."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not self.is_for_brotli(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        packed = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
        if len(packed) < len(response.content):
            response.content = packed
            response.headers["Content-Length"] = str(len(packed))
            response.headers["Content-Encoding"] = "br"
        return response

    def is_for_brotli(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            response.status_code == HTTPStatus.OK
            and response.headers.get("Cache-Control", "").startswith("public")
            and "Content-Encoding" not in response.headers
            and len(response.content) >= SHORT
            and ACCEPTED.search(request.headers.get("Accept-Encoding", "")) is not None
        )
