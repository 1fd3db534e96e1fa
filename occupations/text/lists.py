"""Lists in sentences."""

import re
from collections.abc import Sequence

from occupations.text.english import join_words

_QUOTED = re.compile("“[^”]*”")


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """ "a, b and c"; with semicolons if an item has commas, and with another comma if an item has the conjunction:
    "electricians; and plumbers, pipefitters and steamfitters". What is in quotation marks is apart without them."""
    bare = [_QUOTED.sub("", word) if "“" in word else word for word in words]
    if len(words) > 1 and any(", " in word for word in bare):
        return f"{'; '.join(words[:-1])}; {conjunction} {words[-1]}"
    if any(f" {conjunction} " in word for word in bare):
        return clauses(words, conjunction)
    return join_words(words, conjunction)


def clauses(parts: Sequence[str], conjunction: str = "and") -> str:
    """ "a, b, and c"."""
    return f"{', '.join(parts[:-1])}, {conjunction} {parts[-1]}" if len(parts) > 1 else "".join(parts)
