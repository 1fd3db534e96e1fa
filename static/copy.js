// A button that copies a text field, where the browser can. Without this script it stays hidden.
for (const box of document.querySelectorAll("[data-copy]")) {
  const button = box.querySelector("button[hidden]"), status = document.createElement("span");
  if (!navigator.clipboard) continue;
  status.setAttribute("role", "status");
  box.append(status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(box.dataset.copy).value);
      status.textContent = "Copied";
    } catch {
      status.textContent = "Not copied. Select the text instead.";
    }
  });
}
