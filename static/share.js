// Copy link and Share, where the browser has them. Without this script the buttons stay hidden.
for (const box of document.querySelectorAll("[data-share]")) {
  const [copy, send] = box.querySelectorAll("button"), status = document.createElement("span");
  const { share: url, title } = box.dataset;
  status.setAttribute("role", "status");
  box.append(status);
  const offer = (button, act, done) => {
    button.hidden = box.hidden = box.closest("section").hidden = false;
    button.addEventListener("click", async () => {
      try {
        await act();
        status.textContent = done;
      } catch (error) {
        if (error.name !== "AbortError") status.textContent = url;
      }
    });
  };
  if (navigator.clipboard) offer(copy, () => navigator.clipboard.writeText(url), "Copied");
  if (navigator.share) offer(send, () => navigator.share({ title, url }), "");
}
