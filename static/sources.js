// Marks, in the panel of a source, the figures whose mark opened it, and brings them into view. Without this script the
// panel opens as it is.
document.addEventListener("click", event => {
  const mark = event.target.closest(".ref");
  const panel = mark && document.getElementById(mark.getAttribute("popovertarget"));
  if (!panel) return;
  const place = mark.closest("tr, dl > div");
  const named = place?.querySelector("[id*='row-'], [href^='#row-']");
  const row = named && (named.id || named.hash).replace(/^.*?row-/, "");
  const cells = [...(place?.querySelectorAll("td:not(.diff)") ?? [])];
  const side = cells.length > 1 ? cells.indexOf(mark.closest("td")) : -1; // -1: of all sides
  for (const line of panel.querySelectorAll("ul > li")) {
    const [letter, figure] = (line.querySelector("[name=figure]")?.value ?? "").split(":");
    line.classList.toggle("tapped", !!row && figure === row && (side < 0 || letter === "abcde"[side]));
  }
  // The panel opens after the click.
  setTimeout(() => panel.querySelector(".tapped")?.scrollIntoView({ block: "nearest", behavior: "instant" }));
});
