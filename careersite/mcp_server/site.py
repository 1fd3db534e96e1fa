"""The API of a Careersite, asked over HTTP."""

import json
import re
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

TIMEOUT = 30.0
"""Seconds."""
LARGEST = 4_000_000
"""Bytes of a response; those of the tools are far smaller."""
_NEAR = 5


class SiteError(Exception):
    """The site cannot be asked, or refuses what was asked for. The text says so in sentences for the reader."""


class Site(NamedTuple):
    """`address`: scheme, host and perhaps a path, without a slash at the end."""

    address: str
    timeout: float = TIMEOUT

    def get(self, path: str, **parameters: Any) -> dict[str, Any]:
        """The JSON of a resource: `path` is below `/api/v1/`, None leaves a parameter out. Raises SiteError."""
        given = {name: value for name, value in parameters.items() if value not in (None, "")}
        query = f"?{urlencode(given, safe=',:')}" if given else ""
        return self._ask(Request(f"{self.address}/api/v1/{quote(path)}{query}"))  # noqa: S310 (site_at checks the scheme)

    def match(self, titles: list[str], limit: int) -> list[dict[str, Any]]:
        """What each of these job titles may mean. Raises SiteError."""
        body = json.dumps({"titles": titles}).encode()
        request = Request(  # noqa: S310 (site_at checks the scheme)
            f"{self.address}/api/v1/titles/match/?limit={limit}", body, {"Content-Type": "application/json"}
        )
        results: list[dict[str, Any]] = self._ask(request)["results"]
        return results

    def _ask(self, request: Request) -> dict[str, Any]:
        request.add_header("Accept", "application/json")
        request.add_header("User-Agent", "careersite-mcp")
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                content = response.read(LARGEST + 1)
        except HTTPError as refused:
            with refused:
                raise SiteError(_detail(refused, self.address)) from None
        except (URLError, OSError) as why:
            reason = getattr(why, "reason", None) or why
            raise SiteError(f"{self.address} cannot be reached: {reason}.") from None
        if len(content) > LARGEST:
            raise SiteError(f"{self.address} answered with more than {LARGEST:,} bytes; ask for less.")
        return _decoded(content, self.address)


def _decoded(content: bytes, address: str) -> dict[str, Any]:
    try:
        decoded = json.loads(content)
    except ValueError:
        decoded = None
    if not isinstance(decoded, dict):
        raise SiteError(f"{address} does not answer like the API of a Careersite.")
    return decoded


def _detail(refused: HTTPError, address: str) -> str:
    """The detail of a problem (RFC 9457), what may be sent instead, and when."""
    try:
        problem = json.loads(refused.read(LARGEST))
    except (ValueError, OSError):
        problem = None
    if not isinstance(problem, dict) or "detail" not in problem:
        return f"{address} answered with status {refused.code}, and not like the API of a Careersite."
    sentences = [str(problem["detail"])]
    if near := problem.get("near"):
        listed = [f"{one['title']} ({one['key']})" for one in near[:_NEAR]]
        sentences.append(f"Near: {', '.join(listed)}.")
    if allowed := problem.get("allowed") or problem.get("allowed_form"):
        sentences.append(f"Allowed: {', '.join(allowed) if isinstance(allowed, list) else allowed}.")
    if wait := refused.headers.get("Retry-After"):
        sentences.append(f"Wait {wait} seconds.")
    return " ".join(sentences)


def site_at(address: str, timeout: float = TIMEOUT) -> Site:
    """The site at this address. Raises ValueError, with what was expected, for one that is no address of a site."""
    expected = "expected the address of a Careersite, such as https://example.org"
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as why:
        raise ValueError(f"“{address}”: {why}; {expected}.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"“{address}” does not begin with http:// or https:// and a host; {expected}.")
    if parts.username is not None or parts.query or parts.fragment or port == 0:
        raise ValueError(f"“{address}” has more than scheme, host, port and path; {expected}.")
    path = re.sub(r"/(api(/v1)?/?)?$", "", parts.path)
    return Site(f"{parts.scheme}://{parts.netloc}{path}", timeout)
