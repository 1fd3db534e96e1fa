"""The mean pay of an occupation in one area, over all releases. One call."""

import json
import sys
from urllib.request import urlopen

site, occupation, place = sys.argv[1:]
address = f"{site}/api/v1/observations/?occupation={occupation}&place={place}&metric=pay_mean&release=all&industry=none"
with urlopen(address) as answer:
    for row in json.load(answer)["results"]:
        print(row["period_end"], row["place_name"], row["value"] or row["missing_reason"], row["unit"], sep="; ")
