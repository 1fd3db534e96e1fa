// For browsers, Node 18 or later, and Deno.
const query = new URLSearchParams({ pay_median_min: 80000, growth_min: 5, sort: "-pay_median", rows: "pay_median,growth" });
let address = `http://127.0.0.1:8000/api/v1/occupations/?${query}`;
while (address) {
  const response = await fetch(address);
  const page = await response.json();
  if (!response.ok) throw new Error(page.detail);
  for (const { title, cells: { pay_median: pay, growth } } of page.results) {
    const source = page.sources.find((one) => one.source_number === pay.source_number);
    console.log([title, pay.text, growth.text, source.title].join(" | "));
  }
  address = page.next;
}
