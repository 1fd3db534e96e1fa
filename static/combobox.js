// Makes <input data-suggest="/address/"> a combobox (ARIA 1.2, list autocomplete). /address/?q=… answers with
// <li role="option" data-value="…">. Without this script the form works as it is.
const set = (element, names) => {
  for (const name in names) element.setAttribute(name, names[name]);
};

for (const input of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul"), status = document.createElement("span"), options = list.children;
  let active = -1, timer, asked;

  const point = to => {
    active = to;
    [...options].forEach((option, at) => set(option, { id: `${list.id}-${at}`, "aria-selected": at === to }));
    set(input, { "aria-activedescendant": options[to]?.id ?? "" });
    options[to]?.scrollIntoView({ block: "nearest" });
  };
  const show = open => {
    list.hidden = !open || !options.length;
    set(input, { "aria-expanded": !list.hidden });
    point(-1);
  };
  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    status.textContent = "";
    show(false);
  };
  const choose = option => {
    input.value = option.dataset.value;
    close();
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(input.dataset.suggest, location), { signal } = asked;
    address.searchParams.set("q", input.value);
    try {
      const answer = await fetch(address, { signal }), text = answer.ok ? await answer.text() : "";
      if (signal.aborted) return;
      list.innerHTML = text;
      show(true);
      status.textContent = `${options.length || "No"} suggestion${options.length === 1 ? "" : "s"}`;
    } catch {} // asked anew, or no connection
  };

  list.id = `${input.id}-options`;
  list.hidden = true;
  status.className = "vh";
  set(list, { role: "listbox", class: "options", "aria-label": "Suggestions" });
  set(status, { role: "status" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id });
  input.after(list, status);

  input.oninput = () => {
    clearTimeout(timer);
    if (input.value.trim()[1]) timer = setTimeout(ask, 120);
    else close();
  };
  input.onblur = close;
  input.onkeydown = event => {
    const last = options.length - 1, keys = {
      ArrowDown: () => list.hidden ? options.length ? show(true) : ask() : point(active < last ? active + 1 : 0),
    };
    if (!list.hidden) {
      keys.ArrowUp = () => point(active > 0 ? active - 1 : last);
      keys.Escape = close;
    }
    if (active >= 0) {
      keys.Home = () => point(0);
      keys.End = () => point(last);
      keys.Enter = keys.Tab = () => choose(options[active]);
    }
    if (event.isComposing || !keys[event.key]) return;
    keys[event.key]();
    if (event.key !== "Tab") event.preventDefault();
  };
  list.onpointerdown = event => event.preventDefault(); // the field keeps the focus
  list.onclick = event => choose(event.target.closest("li"));
}
