# Needs curl. Without format=csv, the answer is JSON.
curl --silent --fail --get "http://127.0.0.1:8000/api/v1/occupations/" \
  --data "pay_median_min=80000" --data "growth_min=5" --data "sort=-pay_median" \
  --data "rows=pay_median,growth" --data "fields=title,cells" --data "format=csv" --data "limit=100"
