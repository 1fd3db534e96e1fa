"""What is wrong with a feed: by RFC 4287 (Atom) and by JSON Feed 1.1."""

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")  # of a feed and of each of its entries
TEXTS = (None, "text", "html", "xhtml")


def faults_of_atom(content: bytes) -> list[str]:
    feed = ElementTree.fromstring(content)
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    found = list(_faults_of_an_element(feed, "feed"))
    for entry in entries:
        name = f"entry {entry.findtext(f'{ATOM}id')}"
        found += _faults_of_an_element(entry, name)
        if not (_has_author(entry) or _has_author(feed)):
            found.append(f"{name} has no author")
        if not (entry.findtext(f"{ATOM}content") or any(_links(entry, "alternate"))):
            found.append(f"{name} has neither a content nor an alternate")
    if not entries and not _has_author(feed):
        found.append("feed has no author")
    if len(list(_links(feed, "self"))) != 1:
        found.append("feed does not have one address of its own")
    return found + _repeated(entry.findtext(f"{ATOM}id") or "" for entry in entries)


def _faults_of_an_element(one: ElementTree.Element, name: str) -> Iterator[str]:
    for required in ONCE:
        there = one.findall(f"{ATOM}{required}")
        if len(there) != 1 or not (there[0].text or "").strip():
            yield f"{name} has {len(there)} elements {required}, or an empty one"
    if not _is_absolute(one.findtext(f"{ATOM}id") or ""):
        yield f"{name} has an id that is no absolute address"
    if not _is_moment(one.findtext(f"{ATOM}updated") or ""):
        yield f"{name} was updated at no moment of RFC 3339"
    for link in one.findall(f"{ATOM}link"):
        if not _is_absolute(link.get("href", "")):
            yield f"{name} has a link to {link.get('href')}"
    alternates = [(link.get("type"), link.get("hreflang")) for link in _links(one, "alternate")]
    if len(alternates) != len(set(alternates)):
        yield f"{name} has several alternates of one type"
    yield from (f"{name} has a text of type {kind}" for text in one if (kind := text.get("type")) not in TEXTS
                and text.tag in (f"{ATOM}title", f"{ATOM}subtitle", f"{ATOM}summary", f"{ATOM}content"))  # fmt: skip


def _links(one: ElementTree.Element, rel: str) -> Iterator[ElementTree.Element]:
    return (link for link in one.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel)


def _has_author(one: ElementTree.Element) -> bool:
    return bool(one.findtext(f"{ATOM}author/{ATOM}name"))


def faults_of_json_feed(content: bytes) -> list[str]:
    feed = json.loads(content)
    found = [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["the version is another"]
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        found.append("feed has no title")
    if not isinstance(feed.get("items"), list):
        return [*found, "feed has no items"]
    addresses = ("home_page_url", "feed_url", "next_url")
    found += [f"feed has no absolute {name}" for name in addresses if name in feed and not _is_absolute(feed[name])]
    if feed.get("next_url") == feed.get("feed_url"):
        found.append("the next page is this one")
    if not all(author.keys() & {"name", "url", "avatar"} for author in feed.get("authors", ())):
        found.append("feed has an author without a name")
    found += [fault for item in feed["items"] for fault in _faults_of_an_item(item)]
    return found + _repeated(str(item.get("id")) for item in feed["items"])


def _faults_of_an_item(item: dict[str, Any]) -> Iterator[str]:
    name = f"item {item.get('id')}"
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield f"{name} has no id that is a text"
    if not item.keys() & {"content_text", "content_html"}:
        yield f"{name} has no content"
    if "url" in item and not _is_absolute(item["url"]):
        yield f"{name} has no absolute address"
    for at in ("date_published", "date_modified"):
        if at in item and not _is_moment(item[at]):
            yield f"{name}: {at} is no moment"


def _repeated(ids: Iterable[str]) -> list[str]:
    given = list(ids)
    return [f"{one} is the id of several" for one in sorted(set(given)) if given.count(one) > 1]


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_moment(text: str) -> bool:
    """Of RFC 3339, with a time zone."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" in text and moment.tzinfo is not None
