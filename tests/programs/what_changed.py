"""How did median pay change between two releases of a table? One call for ten thousand figures."""

import json
import sys
from urllib.request import urlopen

site, dataset = sys.argv[1:]
pay: dict[str, list[float]] = {}
asked = "release=all&metric=pay_median&place=nation&industry=none&limit=10000"
address = f"{site}/api/v1/observations/?dataset={dataset}&{asked}"
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for row in page["results"]:
        if row["value"] is not None:
            pay.setdefault(row["record_title"], []).append(row["value"])
    address = page["next"]
for title, figures in pay.items():  # in order of time
    before, now = figures[-2:] if len(figures) > 1 else figures * 2
    if before != now:
        print(f"{title}: ${before:,.0f} → ${now:,.0f} ({(now - before) / before:+.1%})")
