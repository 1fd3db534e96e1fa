"""How sentences name pay: which statistic it is, always. Pure."""

from typing import NamedTuple


class _Words(NamedTuple):
    one: str
    several: str
    kind: str
    remark: str = ""


_WORDS = {
    "median": _Words("a median of", "medians of", "a median"),
    "mean": _Words("a mean of", "means of", "a mean"),
    "average": _Words("an average of", "averages of", "an average of unstated kind", " (mean or median not stated)"),
}


def statistic(metric: str) -> str:
    """ "wage_annual_median" → "median"; "average" where the source does not say which."""
    return metric.rpartition("_")[2]


def stated(metric: str, text: str, *, several: bool = False, per: bool = True) -> str:
    """ "a median of $93,600 a year"; of several: "medians of $93,600 and $94,000 a year". `per`: whether to add “a
    year” or “an hour”."""
    words = _WORDS[statistic(metric)]
    amount = f"{text} {each(metric)}" if per else text
    return f"{words.several if several else words.one} {amount}{words.remark}"


def each(metric: str) -> str:
    """ "a year" or "an hour"."""
    return "a year" if metric.startswith("wage_annual") else "an hour"


def kind(metric: str) -> str:
    """ "a median", "an average of unstated kind"."""
    return _WORDS[statistic(metric)].kind
