// A draft with its quotations marked by verdict, and below it each verdict with the record's words.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "verdicts");
  root.act = (what) => setTriggerValue("act", what);
  const key = JSON.stringify(data);
  if (root.key === key) return;
  root.key = key;
  const letters = Array.from(data.text);
  const draft = el("p", { class: "draft", dir: "auto" });
  let at = 0;
  data.quotations.forEach((each, index) => {
    draft.append(letters.slice(at, each.start).join(""), el("mark", { class: each.verdict }, letters.slice(each.start, each.stop).join("")), el("sup", {}, String(index + 1)));
    at = each.stop;
  });
  draft.append(letters.slice(at).join(""));
  root.replaceChildren(el("p", { role: "status" }, data.told), el("h2", {}, "Quotations"), el("ol", {}, ...data.quotations.map((each) => item(root, each))), el("h2", {}, "The draft"), draft);
}

function item(root, each) {
  const node = el("li", { class: each.verdict }, el("p", {}, el("span", { class: `verdict ${each.verdict}` }, each.name), each.attributed ? el("span", { class: "muted" }, ` given to ${each.attributed}`) : ""),
    el("blockquote", { dir: "auto" }, `“${each.text}”`));
  if (each.difference) node.append(el("p", { class: "difference", dir: "auto" }, ...difference(each.difference)));
  if (each.found) {
    node.append(el("p", {}, el("strong", { class: each.found.who.role }, each.found.who.name), el("span", { class: "muted" }, ` ${each.found.when} · ${each.found.name}`)));
    if (each.verdict !== "verbatim") node.append(el("blockquote", { class: "record", dir: "auto" }, `“${each.found.quote}”`));
    node.append(el("button", { type: "button", class: "link", onclick: () => root.act({ do: "open", ...each.found.place }) }, "Open in the record"));
  }
  return node;
}

// "[-what the record has-]" was left out of the draft, "{+what the draft has+}" was put in.
function difference(text) {
  return text.split(/(\[-.*?-\]|\{\+.*?\+\})/s).map((piece) => {
    if (piece.startsWith("[-") && piece.endsWith("-]")) return el("del", {}, el("span", { class: "unseen" }, "left out: "), piece.slice(2, -2));
    if (piece.startsWith("{+") && piece.endsWith("+}")) return el("ins", {}, el("span", { class: "unseen" }, "put in: "), piece.slice(2, -2));
    return piece;
  });
}
