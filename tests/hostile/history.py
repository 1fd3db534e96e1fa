"""python -m tests.hostile.history: looks for secrets in everything that was ever committed.

Every line that a commit has added, on any branch, is read with patterns of keys, tokens and passwords, and everything
that looks random beside a word for a secret. What tests and documents make up is listed here, by what gives it away.
"""

import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tests.servers import ROOT

KINDS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "cloud key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b",
    "token": r"\b(?:gh[pousr]_\w{36,}|github_pat_\w{50,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|npm_\w{36}|pypi-\w{50,})",
    "payment key": r"\b[rs]k_live_\w{20,}",
    "JSON web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "Django's default key": r"django-insecure-\S{10,}",
    "Sentry": r"https://[0-9a-f]{32}@[\w.-]+/\d+",
    "address with a password": r"\b(?:postgres(?:ql)?|redis|https?|amqp|smtps?)://[^\s:/@\"'{<]+:[^\s/@\"'{<]+@",
    "secret": r"(?i)(?:secret|passw(?:or)?d|token|api_?key|credential)\w*[\"']?\s*[:=]\s*[\"']([^\s\"'{}$<>]{12,})[\"']",
}
RANDOM = 3.5  # bits in a character; words have less
# Made up, and it says so.
MADE_UP = re.compile(
    r"user:password@|hunter2|:secret@|:p%40ss|key@sentry\.example|:\$\{|as-a-real-one|nobody-guesses|:x@|:pw@|:wrong@|:…@",
    re.IGNORECASE,
)


class Found(NamedTuple):
    commit: str
    path: str
    kind: str
    text: str


def main() -> None:
    lines = 0
    found = []
    for commit, path, line in added():
        lines += 1
        found += [Found(commit[:10], path, *one) for one in secrets_in(line)]
    commits = subprocess.check_output(["git", "rev-list", "--all", "--count"], cwd=ROOT, text=True).strip()
    for one in sorted(set(found), key=lambda one: one.path):
        print(f"{one.commit} {one.path}: {one.kind}: {one.text}")
    print(f"{lines:,} added lines of {commits} commits, {len(set(found))} that look like secrets")
    sys.exit(bool(found))


def added() -> Iterator[tuple[str, str, str]]:
    """Commit, path and text of every line that was ever added."""
    command = ["git", "log", "--all", "-p", "--unified=0", "--no-color", "--no-ext-diff", "--format=commit %H"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, errors="replace")
    assert process.stdout
    commit = path = ""
    for line in process.stdout:
        if line.startswith("commit "):
            commit = line[7:].strip()
        elif line.startswith("+++ "):
            path = line[6:].strip()
        elif line.startswith("+"):
            yield commit, path, line[1:5_000].rstrip()
    assert process.wait() == 0


def secrets_in(line: str) -> Iterator[tuple[str, str]]:
    """Kind and text."""
    for kind, pattern in KINDS.items():
        for match in re.finditer(pattern, line):
            text = match[1] if match.lastindex else match[0]
            if not MADE_UP.search(match[0]) and (kind != "secret" or (randomness(text) > RANDOM and has_digits(text))):
                yield kind, text[:80]


def has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def randomness(text: str) -> float:
    """Shannon's entropy, in bits a character."""
    return -sum(share * math.log2(share) for share in (count / len(text) for count in Counter(text).values()))


if __name__ == "__main__":
    main()
