// One exchange: the question, what it looks at, claims with their quotations and citations, what came nearest, how it was answered.
// Each part is drawn again only when its data changed.
function part(node, name, data, draw) {
  const key = JSON.stringify(data) ?? "";
  node.parts ??= new Map();
  const known = node.parts.get(name);
  if (known && known.key === key) return;
  const fresh = draw(data) || el("div", { hidden: true });
  if (known) known.node.replaceWith(fresh);
  else node.append(fresh);
  node.parts.set(name, { key, node: fresh });
}

function drawExchange(page, node, exchange) {
  const { answer } = exchange;
  part(node, "question", { text: exchange.question, editable: exchange.editable }, (data) => question(page, exchange.id, data));
  part(node, "chips", exchange.chips, (data) => chipRow(page, exchange.id, data));
  part(node, "lead", answer && { status: answer.status, lead: answer.lead, explain: answer.explain, notice: answer.notice, total: answer.total }, leadBox);
  part(node, "list", exchange.id, () => el("ul", { class: "claims" }));
  drawClaims(page, node.parts.get("list").node, exchange);
  part(node, "nearest", answer ? answer.nearest : [], (data) => nearest(page, data));
  part(node, "found", exchange.found || [], (data) => nearest(page, data, "Found so far"));
  part(node, "working", exchange.running ? exchange.step || "Starting" : "", (data) => data && working(page, exchange.id, data));
  part(node, "end", exchange.running ? null : { problem: exchange.problem, stopped: exchange.stopped }, (data) => ending(page, exchange.id, data));
  part(node, "foot", answer && { passages: answer.passages, how: answer.how, thumbs: exchange.thumbs }, (data) => data && foot(page, exchange, data));
  part(node, "more", exchange.more || [], (data) => data.length && el("div", { class: "more" }, el("h2", {}, "You could also ask"), el("ul", { class: "examples" }, ...data.map((text) =>
    el("li", {}, el("button", { type: "button", class: "example", onclick: () => page.act({ do: "ask", question: text }) }, text))))));
}

function question(page, id, { text, editable }) {
  const bubble = el("div", { class: "bubble" }, el("span", { class: "unseen" }, "You asked: "), el("p", { dir: "auto" }, text));
  const row = el("div", { class: "asked" }, bubble);
  if (editable) row.prepend(el("button", { class: "link small", type: "button", onclick: () => edit(page, id, row, text) }, "Edit"));
  return row;
}

function edit(page, id, row, text) {
  const box = el("textarea", { "aria-label": "Edit the question", rows: 2 });
  box.value = text;
  const before = [...row.childNodes];
  const done = () => { row.replaceChildren(...before); row.querySelector("button")?.focus(); };
  const send = () => box.value.trim() && page.act({ do: "edit", id, question: box.value });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) (event.preventDefault(), send());
    if (event.key === "Escape") (event.stopPropagation(), done());
  });
  row.replaceChildren(el("div", { class: "editing" }, box, el("div", {},
    el("button", { class: "plain", type: "button", onclick: send }, "Ask again"), el("button", { class: "link", type: "button", onclick: done }, "Cancel"))));
  box.focus();
}

function chipRow(page, id, chips) {
  if (!chips.length) return null;
  const row = el("div", { class: "chips", role: "group", "aria-label": "Looking at" }, el("span", { class: "muted" }, "Looking at"));
  for (const chip of chips) {
    const remove = () => page.act({ do: "unscope", id, field: chip.field, value: chip.value });
    row.append(el("button", { class: chip.typed ? "chip typed" : "chip", type: "button", "aria-label": `Remove ${chip.label}: ${chip.shown}, and ask again`, onclick: remove },
      el("span", { class: "muted" }, chip.label), " ", el("span", {}, chip.shown), el("span", { class: "x", "aria-hidden": "true" }, "×")));
  }
  row.append(el("button", { class: "link small", type: "button", onclick: () => page.act({ do: "scope", id }) }, "Change"));
  return row;
}

function leadBox(answer) {
  if (!answer) return null;
  const box = el("div", { class: `lead ${answer.status}` });
  if (answer.lead) box.append(el("p", {}, el("strong", {}, answer.lead), " ", answer.explain));
  if (answer.total != null) box.append(el("p", { class: "total" }, el("strong", {}, String(answer.total)), " in all"));
  if (answer.notice) box.append(el("p", { class: "notice" }, answer.notice));
  return box.childNodes.length ? box : null;
}

function drawClaims(page, list, exchange) {
  if (exchange.answer) (list.dataset.status = exchange.answer.status, list.setAttribute("aria-label", exchange.answer.lead || "Answer"));
  exchange.claims.forEach((claim, index) => {
    const key = JSON.stringify(claim);
    const old = list.children[index];
    if (old && old.key === key) return;
    const item = claimItem(page, exchange.id, claim);
    item.key = key;
    if (old) old.replaceWith(item);
    else list.append(item);
  });
  while (list.children.length > exchange.claims.length) list.lastChild.remove();
}

function claimItem(page, id, claim) {
  const item = el("li", { class: `claim ${claim.kind}` });
  if (claim.text) item.append(el("p", { class: "said" }, ...withStrong(claim.text, claim.strong), /[\p{L}\p{N})]$/u.test(claim.text) && claim.kind !== "count" ? ":" : ""));
  for (const citation of claim.citations) item.append(quotation(citation), sources(page, id, citation));
  return item;
}

function withStrong(text, names) {
  for (const name of names) {
    const at = text.indexOf(name);
    if (at >= 0) return [...withStrong(text.slice(0, at), names), el("strong", {}, name), ...withStrong(text.slice(at + name.length), names)];
  }
  return [text];
}

const quotation = (citation) => el("blockquote", { dir: "auto", lang: citation.lang || null }, `“${citation.quote}”`);

function sources(page, id, citation) {
  const open = { do: "open", exchange: id, briefing: citation.briefing, turn: citation.turn, start: citation.start, stop: citation.stop, revision: citation.revision };
  const button = el("button", {
    class: "cite", type: "button", "aria-label": citation.label, "data-briefing": citation.briefing, "data-turn": citation.turn,
    "data-start": citation.start, "data-stop": citation.stop, "data-exchange": id,
    onclick: () => { hideTip(page); page.opened = button; page.quiet = true; page.act(open); },
    onpointerenter: (event) => event.pointerType === "mouse" && showTip(page, button, citation, 350),
    onpointerleave: () => { page.quiet = false; hideTip(page, 200); },
    onfocus: () => button.matches(":focus-visible") && showTip(page, button, citation, 0),
    onblur: () => hideTip(page, 200),
  }, el("span", { class: "n", "aria-hidden": "true" }, String(citation.n)), el("span", { "aria-hidden": "true" }, citation.chip));
  return el("p", { class: "sources" }, button, ...citation.flags.map((flag) => el("span", { class: "flag" }, flag)));
}

function nearest(page, hits, title = "What came nearest") {
  if (!hits.length) return null;
  return el("div", { class: "nearest" }, el("h2", {}, title), el("ul", {}, ...hits.map((hit) =>
    el("li", {}, el("p", { class: "said" }, el("strong", { class: hit.who.role }, hit.who.name), `, ${hit.when}`), el("p", { class: "excerpt", dir: "auto" }, hit.text),
      el("button", { class: "link small", type: "button", "aria-label": `Open turn ${hit.turn} of ${hit.name}`,
        onclick: (event) => { page.opened = event.currentTarget; page.act({ do: "open", briefing: hit.briefing, turn: hit.turn, revision: hit.revision }); } }, "Open in the transcript")))));
}

const working = (page, id, step) => el("div", { class: "working" }, el("span", { class: "pulse", "aria-hidden": "true" }), el("span", {}, step),
  el("button", { class: "plain", type: "button", onclick: () => page.act({ do: "stop", id }) }, "Stop"));

function ending(page, id, data) {
  if (!data || (!data.problem && !data.stopped)) return null;
  const again = el("button", { class: "link small", type: "button", onclick: () => page.act({ do: "retry", id }) }, "Ask again");
  if (data.problem) return el("div", { class: "problem" }, el("p", {}, el("strong", {}, data.problem.message), " ", data.problem.fix), again);
  return el("div", { class: "halted" }, el("span", { class: "muted" }, "Stopped: this is what had come. "), again);
}

function foot(page, exchange, { passages, how, thumbs }) {
  const details = el("div", { class: "how", hidden: true, id: `how-${exchange.id}` });
  const toggle = el("button", { class: "link small", type: "button", "aria-expanded": "false", "aria-controls": details.id, onclick: () => {
    details.hidden = !details.hidden;
    if (!details.childNodes.length) details.append(...howLines(how));
    toggle.setAttribute("aria-expanded", String(!details.hidden));
  } }, "How this was answered");
  const row = el("div", { class: "foot" });
  if (passages) row.append(el("button", { class: "link small", type: "button", onclick: (event) => { page.opened = event.currentTarget; page.act({ do: "passages", id: exchange.id }); } }, passages === 1 ? "The 1 passage" : `All ${passages} passages`));
  row.append(toggle);
  if (exchange.claims.length) row.append(copyMenu(forms(exchange), (told) => (page.status.textContent = told)));
  if (exchange.claims.length) row.append(el("button", { class: "link small", type: "button", onclick: () => page.act({ do: "export", id: exchange.id }) }, "Take away"));
  row.append(el("button", { class: "link small", type: "button", onclick: () => page.act({ do: "retry", id: exchange.id }) }, "Ask again"), thumbRow(page, exchange.id, thumbs));
  if (how.model) row.append(el("span", { class: "muted small" }, "numbers and names checked"));
  return el("div", {}, row, details);
}

function forms(exchange) {
  const places = exchange.claims.flatMap((claim) => claim.citations);
  return [...(exchange.copies || []), [places.length > 1 ? "Links" : "Link", places.map(linkTo).join("\n")]];
}

function howLines(how) {
  const lines = [["Asked as", how.standalone], ["Looked at", how.scope], ["Answered", how.mode], ["Searched", how.searched], ["Took", `${how.seconds} s`], ...(how.tokens ? [["Model", how.tokens]] : [])];
  const list = el("dl", {}, ...lines.flatMap(([term, told]) => [el("dt", {}, term), el("dd", {}, told)]));
  if (how.read.length) list.append(el("dt", {}, "Turns read"), el("dd", {}, el("ul", {}, ...how.read.map((line) => el("li", {}, line)))));
  list.append(el("dt", {}, "Claims rejected"), el("dd", {}, how.rejected.length ? el("ul", {}, ...how.rejected.map((each) => el("li", {}, `${each.reason}: ${each.text}`))) : "none"));
  return [list];
}

const REASONS = ["wrong source", "wrong person", "not what I asked", "something is missing", "other"];

function thumbRow(page, id, given) {
  const row = el("span", { class: "thumbs", role: "group", "aria-label": "What do you think of this answer?" });
  const send = (verdict) => page.act({ do: "thumb", id, verdict });
  const small = (name, attributes) => el("button", { class: "link small", type: "button", ...attributes }, name);
  if (given) row.append(el("span", { class: "muted small" }, given === "good" ? "You found this useful" : `You noted: ${given}`), small("Take back", { onclick: () => send("") }));
  if (given) return row;
  const why = el("span", { class: "menu", hidden: true }, ...REASONS.map((reason) => small(reason, { onclick: () => send(reason) })));
  const wrong = small("Not right …", { "aria-expanded": "false", onclick: () => {
    why.hidden = !why.hidden;
    wrong.setAttribute("aria-expanded", String(!why.hidden));
  } });
  row.append(small("Useful", { onclick: () => send("good") }), wrong, why);
  return row;
}

