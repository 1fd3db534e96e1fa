"""Everything that is live, as a copy: slug → the occupation with all of its rows. A call for twenty occupations."""

import json
import sys
from urllib.request import urlopen

site = sys.argv[1]
copy: dict[str, dict] = {}
address = f"{site}/api/v1/occupations/?expand=profile&limit=100"
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    copy |= {one["slug"]: one["profile"] for one in page["results"]}
    address = page["next"]
json.dump(copy, sys.stdout)
