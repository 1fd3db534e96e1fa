"""A small comparison for another site, as HTML. One call."""

import json
import sys
from html import escape
from urllib.request import urlopen

site, pair = sys.argv[1], sys.argv[2]
address = f"{site}/api/v1/comparisons/?occupations={pair}&sections=pay&match=sure"
with urlopen(address) as answer:
    said = json.load(answer)
sides = said["sides"]
print("<table><tr><th></th>", *(f"<th>{escape(side['title'])}</th>" for side in sides), "</tr>")
for row in (row for section in said["sections"] for row in section["rows"]):
    cells = (row["cells"][side["slug"]]["text"] for side in sides)
    print(f"<tr><th>{escape(row['label'])}</th>", *(f"<td>{escape(text)}</td>" for text in cells), "</tr>")
print(f"</table><p><a href='{said['page_url']}'>{escape(said['title'])}</a>:", end=" ")
print(escape("; ".join(f"{source['title']}, {source['period_text']}" for source in said["sources"])), "</p>")
