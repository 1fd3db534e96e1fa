"""Compresses responses."""

import re
from http import HTTPStatus

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

ACCEPTED = re.compile(r"\bbr\b")
QUALITY = 5  # of 11: costs what gzip costs, and is a tenth smaller; from 9 on it takes ten times as long
SHORT = 200  # bytes, as in Django


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
