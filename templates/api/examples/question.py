# Needs Python 3 and nothing else.
import json
from urllib.parse import urlencode
from urllib.request import urlopen

query = {"pay_median_min": 80000, "growth_min": 5, "sort": "-pay_median", "rows": "pay_median,growth"}
address = f"http://127.0.0.1:8000/api/v1/occupations/?{urlencode(query)}"
while address:
    with urlopen(address) as response:
        page = json.load(response)
    sources = {source["source_number"]: source for source in page["sources"]}
    for occupation in page["results"]:
        pay, growth = occupation["cells"]["pay_median"], occupation["cells"]["growth"]
        source = sources[pay["source_number"]]
        print(occupation["title"], pay["text"], growth["text"], source["title"], sep=" | ")
    address = page["next"]
