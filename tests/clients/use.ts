// A program in strict TypeScript with the types made from the description. It is compiled, and run against a site.
import type { components, paths } from "./api.js";

type Comparison = components["schemas"]["Comparison"];
type Cell = components["schemas"]["Cell"];
type Query = NonNullable<paths["/api/v1/comparisons/"]["get"]["parameters"]["query"]>;

const site: string = process.argv[2] ?? "";
const query: Query = { occupations: ["registered-nurse", "software-developer"], sections: ["pay"] };
const asked = Object.entries(query).map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(",") : value}`);
const response = await fetch(`${site}/api/v1/comparisons/?${asked.join("&")}`);
const comparison = (await response.json()) as Comparison;

const written = (cell: Cell): string => (cell.value === undefined ? (cell.missing_reason ?? cell.text) : `${cell.value} ${cell.unit}`);
for (const row of (comparison.sections ?? []).flatMap((section) => section.rows)) {
  const cells = (comparison.sides ?? []).map((side) => row.cells[side.slug]).filter((cell): cell is Cell => cell !== undefined);
  console.log(row.key, cells.map(written).join(" | "), cells[0]?.source ?? "no source");
}

// @ts-expect-error: a member that there is not is refused by the compiler
console.error(comparison.rows_the_same);
// @ts-expect-error: and so is a value that is not in a closed set
const wrong: Cell["unit"] = "US$ a year";
