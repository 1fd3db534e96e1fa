// Puts the figure whose mark opened the panel of its source first in it, and keeps the figure in view beside it. Without
// this script the panel opens as it is.
document.addEventListener("click", event => {
  const mark = event.target.closest(".ref, .from button");
  const panel = mark && document.getElementById(mark.getAttribute("popovertarget"));
  if (!panel) return;
  panel.querySelector(".tapped")?.remove();
  const named = mark.closest("tr, .set, dl > div")?.querySelector("[id^='row-'], [href^='#row-']") ?? mark.closest("[id^='row-']");
  const row = named && (named.id || named.hash).replace(/^#?row-/, "");
  const line = mark.matches(".ref") && row && panel.querySelector(`[name=figure][value="${row}"]`)?.closest("li");
  if (line) {
    const own = document.createElement("ul");
    own.className = "tapped";
    own.append(line.cloneNode(true));
    panel.querySelector("h3").before(own);
  }
  // The panel opens after the click; on a phone, it is a sheet over the lower half.
  setTimeout(() => {
    panel.scrollTop = 0;
    const below = mark.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
    if (matchMedia("(max-width: 45rem)").matches && below > 0) window.scrollBy({ top: below + 16, behavior: "instant" });
  });
});
