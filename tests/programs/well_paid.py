"""Which occupations pay over $80,000 at the median, need no degree, and grow? One call."""

import json
import sys
from urllib.request import urlopen

site, least = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "80000"
no_degree = (
    "no-formal-educational-credential,high-school-diploma-or-equivalent,some-college-no-degree,"
    "postsecondary-nondegree-award"
)
address = (
    f"{site}/api/v1/occupations/?pay_median_min={least}&growth_min=0.1&education={no_degree}"
    "&sort=-pay_median&rows=pay_median,growth,entry_education&limit=100"
)
with urlopen(address) as answer:
    found = json.load(answer)["results"]
for one in found:
    cells = one["cells"]
    print(one["title"], *(cells[row]["text"] for row in ("pay_median", "growth", "entry_education")), sep="; ")
