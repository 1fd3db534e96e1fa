"""Slugs of occupations, and how several slugs make the URL of a comparison."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""What a slug looks like, in the regular expressions of Python (use `re.fullmatch`) and of PostgreSQL alike."""

SLUG_VS_PATTERN = r"(^|-)vs(-|$)"
"""What no slug may contain: "vs" as a word joins two slugs in the address of a comparison."""

SLUG_MAX_LENGTH = 80
PAIR_JOINER = "-vs-"

_PLAIN = re.compile(r"[A-Za-z0-9 ,;:/()-]*")  # has nothing that is spelled in another way
# Letters that Unicode does not take apart into an ASCII letter and an accent.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_SILENT = re.compile(r"[™®©℠'’]")  # before Unicode makes "TM" of the first; "driver's" -> drivers
# Symbols that tell two titles apart are spelled out; the others only separate words.
_INITIALS = re.compile(r"(?<![^\W_])(?:[a-z]\.)+[a-z](?![^\W_])\.?")  # "U.S." -> us
_FILE = re.compile(r"\.\w*$")
_SPELLED = (
    (re.compile(r"(?<![^\W_])(?<!\.)\.(?=[a-z])"), "dot"),  # ".NET", but "Node.js" -> node-js
    (re.compile(r"(?<=[a-z])[#♯]"), "sharp"),
    (re.compile(r"#(?=\d)"), "number"),
    (re.compile(r"\+"), "plus"),
    (re.compile(r"&"), "and"),
    (re.compile(r"@"), "at"),
    (re.compile(r"%"), "percent"),
)


def slug_of(title: str) -> str:
    """The slug of a title, or "" for one without ASCII letters ("看護師"): the caller numbers those.

    "C developer" -> c-developer, "C++ developer" -> c-plus-plus-developer, "C# developer" -> c-sharp-developer,
    ".NET developer" -> dot-net-developer, "Café/bar manager" -> cafe-bar-manager, "Vs" -> versus. Two titles may still
    share a slug ("Node.js" and "Node JS"): the database decides, and the caller numbers the second.
    """
    text = title.lower() if _PLAIN.fullmatch(title) else _spelled(title)
    words = ["versus" if word == "vs" else word for word in re.findall(r"[a-z0-9]+", text)]
    if not any(letter.isalpha() for word in words for letter in word):
        return ""
    slug = "-".join(words)
    if len(slug) <= SLUG_MAX_LENGTH:
        return slug
    return slug[: SLUG_MAX_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_MAX_LENGTH]


@lru_cache(maxsize=8192)
def employer_slug(name: str) -> str:
    return slug_of(name) or "employer"


def industry_slug(code: str, name: str) -> str:
    """Starts with the code, which alone identifies the industry: "51-information"."""
    return f"{code}-{slug_of(name)}".rstrip("-")


def _spelled(title: str) -> str:
    """The title in small letters without accents, with signs in words."""
    text = unicodedata.normalize("NFKD", _SILENT.sub("", title)).casefold().translate(_LETTERS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    for symbol, name in _SPELLED:
        text = symbol.sub(f" {name} ", text)
    return text


def check_slug(slug: str) -> str | None:
    """Why an editor may not use this slug, as a sentence for the form; None if it is valid."""
    if not slug:
        return "The slug is empty."
    if len(slug) > SLUG_MAX_LENGTH:
        return f"The slug has {len(slug)} characters; {SLUG_MAX_LENGTH} are allowed."
    if slug != slug.lower():
        return f"The slug has upper-case letters; write “{slug_of(slug) or slug.lower()}”."
    wrong = sorted(set(re.findall(r"[^a-z0-9-]", slug)))
    if wrong:
        shown = " ".join("a space" if symbol.isspace() else symbol for symbol in wrong)
        return f"The slug may hold only the letters a to z, digits and hyphens, not: {shown}"
    if not re.fullmatch(SLUG_PATTERN, slug):
        return "The slug may not begin or end with a hyphen, nor hold two in a row."
    if re.search(SLUG_VS_PATTERN, slug):
        return "“vs” joins two occupations in the address of a comparison; write “versus”."
    return None


def pair_slug(slugs: Iterable[str]) -> str:
    """The slugs of two or more occupations as the slug of their comparison: a-vs-b."""
    return PAIR_JOINER.join(slugs)


def split_pair(text: str) -> list[str]:
    """The slugs of a comparison's address, in the visitor's order; they may be unknown, repeated or malformed."""
    return text.split(PAIR_JOINER)


def is_slug(text: str) -> bool:
    return len(text) <= SLUG_MAX_LENGTH and bool(re.fullmatch(SLUG_PATTERN, text, re.ASCII))


def slug_in_address(text: str) -> str:
    """The slug that a part of an address stands for, as a form would make it: "C++-Developer" and "a/p-clerk" are
    c-plus-plus-developer and a-p-clerk. Without a letter, or with the ending of a file, only in lower case."""
    return text if is_slug(text) else (not _FILE.search(text) and slug_of(text)) or text.lower()


TITLE_LENGTH = 120
