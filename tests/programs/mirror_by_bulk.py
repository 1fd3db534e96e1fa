"""Everything that is live, as a copy: table → its rows, from the newest bulk release. A call for each table."""

import gzip
import json
import sys
from urllib.request import urlopen

site = sys.argv[1]
copy: dict[str, list[dict]] = {}
with urlopen(f"{site}/api/v1/bulk/") as answer:
    newest = json.load(answer)["results"][0]
for file in newest["files"]:
    if file["format"] == "jsonl":
        with urlopen(file["download_url"]) as answer:
            copy[file["table"]] = [json.loads(line) for line in gzip.decompress(answer.read()).splitlines()]
json.dump(copy, sys.stdout)
