// A table to sort and search: cells are text, the first column of a row may open something. Everything happens here; only opening is told.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "table");
  const table = (root.table ??= { root, sort: null, query: "" });
  table.act = (what) => setTriggerValue("act", what);
  const key = JSON.stringify(data);
  if (table.key === key) return;
  table.key = key;
  table.data = data;
  table.sort ??= data.sort;
  const search = el("input", { type: "search", "aria-label": data.search, placeholder: data.search, value: table.query });
  search.addEventListener("input", () => { table.query = search.value; fill(table); });
  table.count = el("p", { class: "muted", role: "status" });
  table.body = el("tbody", {});
  table.heads = data.columns.map((column, at) => el("th", { scope: "col", class: column.number ? "number" : column.wide ? (column.serif ? "words" : "wide") : "" },
    el("button", { type: "button", class: "sort", onclick: () => resort(table, at) }, column.label, el("span", { class: "arrow", "aria-hidden": "true" }))));
  root.dataset.sheet = String(Boolean(data.panel));
  const close = () => { table.act({ do: "close" }); dispatchEvent(new CustomEvent("briefings:closed")); };
  const head = data.panel ? el("header", {}, el("h2", { dir: "auto" }, data.panel), el("button", { class: "tool", type: "button", "aria-label": "Close the passages", title: "Close (Esc)", onclick: close }, "×")) : "";
  root.onkeydown = (event) => data.panel && event.key === "Escape" && (event.stopPropagation(), close());
  const top = data.title ? [el("h1", { dir: "auto" }, data.title), el("p", { class: "muted", dir: "auto" }, data.about)] : [];
  root.replaceChildren(head, ...top, el("div", { class: "above", hidden: !data.search }, data.search ? search : "", table.count),
    el("div", { class: "scroll" }, el("table", {}, el("caption", { class: "unseen" }, data.caption), el("thead", {}, el("tr", {}, ...table.heads)), table.body)));
  fill(table);
  if (data.panel) search.focus({ preventScroll: true });
}

function resort(table, at) {
  const [column, down] = table.sort ?? [-1, false];
  table.sort = column === at ? [at, !down] : [at, Boolean(table.data.columns[at].down)];
  fill(table);
}

const fold = (text) => String(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function fill(table) {
  const { rows, columns, noun } = table.data;
  const [at, down] = table.sort ?? [-1, false];
  const words = fold(table.query).split(/\s+/).filter(Boolean);
  const kept = rows.filter((row) => words.every((word) => fold(row.cells.join(" ")).includes(word)));
  const value = (row) => row.sort?.[at] ?? row.cells[at];
  const order = (a, b) => (columns[at].number ? Number(value(a)) - Number(value(b)) : String(value(a)).localeCompare(String(value(b))));
  if (at >= 0) kept.sort((a, b) => (down ? order(b, a) : order(a, b)));
  table.heads.forEach((head, index) => {
    if (index === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
    head.querySelector(".arrow").textContent = index === at ? (down ? " ↓" : " ↑") : "";
  });
  const all = `${rows.length.toLocaleString("en")} ${rows.length === 1 ? noun.replace(/s$/, "") : noun}`;
  table.count.textContent = !table.data.search ? "" : kept.length === rows.length ? all : `${kept.length.toLocaleString("en")} of ${all}`;
  table.body.replaceChildren(...kept.map((row) => line(table, row)));
}

function line(table, row) {
  const cells = row.cells.map((cell, at) => {
    const column = table.data.columns[at];
    const content = column.opens && row.open ? el("button", { type: "button", class: "link", dir: "auto", onclick: () => table.act({ do: "row", ...row.open }) }, String(cell)) : String(cell);
    const flags = column.opens ? (row.flags || []).map((flag) => el("span", { class: "flag" }, flag)) : [];
    return el(column.opens ? "th" : "td", { class: [column.number && "number", column.serif && "serif"].filter(Boolean).join(" "), scope: column.opens ? "row" : null, "data-label": column.label, dir: "auto" }, content, ...flags);
  });
  if (row.actions) cells.at(-1).replaceChildren(...row.actions.map(([name, what]) => el("button", { type: "button", class: "link", "aria-label": `${name} ${row.cells[1]}`, onclick: () => table.act(what) }, name)));
  return el("tr", { class: row.role || "" }, ...cells);
}
