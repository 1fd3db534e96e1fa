"""What occupations do these job titles mean? A hundred titles a call, read from lines."""

import json
import sys
from urllib.request import Request, urlopen

site = sys.argv[1]
titles = [line.strip() for line in sys.stdin if line.strip()]
for start in range(0, len(titles), 100):
    body = json.dumps({"titles": titles[start : start + 100]}).encode()
    request = Request(f"{site}/api/v1/titles/match/", body, {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        for one in json.load(answer)["results"]:
            best = one["matches"][0] if one["matches"] else {"slug": "", "title": ""}
            print(one["query"], best["slug"], one["band"], sep="\t")
