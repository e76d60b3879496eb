// The conversation: questions, claims with their quotations, citation buttons. Draws what is new and leaves the rest, so that focus stays.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "conversation");
  const page = (root.page ??= build(root));
  page.act = (what) => setTriggerValue("act", what);
  page.data = data;
  page.title.className = data.exchanges.length ? "unseen" : "";
  drawWelcome(page, data.welcome);
  drawExchanges(page, data.exchanges);
  markOpen(page);
  page.earlier.hidden = !data.earlier;
  page.earlier.textContent = `Show earlier questions (${data.earlier})`;
  return () => page.cleanup();
}

function build(root) {
  const page = { root, drawn: new Map(), opened: null, first: true };
  page.title = el("h1", {}, "What was said, in the words it was said in");
  page.welcome = el("div", { class: "welcome" });
  page.earlier = el("button", { class: "link", type: "button", hidden: true, onclick: () => page.act({ do: "earlier" }) });
  page.log = el("div", { class: "log", role: "log", "aria-label": "Conversation", "aria-live": "off" });
  page.status = el("p", { class: "unseen", role: "status" });
  page.tip = el("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
  page.tip.addEventListener("pointerenter", () => clearTimeout(page.tipTimer));
  page.tip.addEventListener("pointerleave", () => hideTip(page));
  root.append(page.title, page.earlier, page.welcome, page.log, page.status, page.tip);
  root.addEventListener("keydown", (event) => event.key === "Escape" && hideTip(page));
  const onScroll = () => (page.scrolled = true);
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(name, onScroll, { passive: true });
  const onTarget = (event) => { page.target = event.detail; markOpen(page); };
  const onClosed = () => { page.target = null; markOpen(page); giveBack(page); };
  const onStep = (event) => step(page, event.detail);
  addEventListener("briefings:target", onTarget);
  addEventListener("briefings:closed", onClosed);
  addEventListener("briefings:step", onStep);
  const letGo = keepPlace();
  page.cleanup = () => {
    letGo();
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) removeEventListener(name, onScroll);
    removeEventListener("briefings:target", onTarget);
    removeEventListener("briefings:closed", onClosed);
    removeEventListener("briefings:step", onStep);
  };
  return page;
}

function drawWelcome(page, welcome) {
  const key = JSON.stringify(welcome);
  if (page.welcomeKey === key) return;
  page.welcomeKey = key;
  page.welcome.replaceChildren();
  page.welcome.hidden = !welcome;
  if (!welcome) return;
  page.welcome.append(el("p", { class: "facts" }, welcome.facts));
  if (welcome.notice) page.welcome.append(el("p", { class: "muted" }, welcome.notice));
  if (welcome.news.length) page.welcome.append(el("h2", {}, "New since your last visit"), el("ul", { class: "examples" }, ...welcome.news.map((each) =>
    el("li", {}, el("button", { type: "button", class: "example", dir: "auto", onclick: () => page.act({ do: "open", briefing: each.id, turn: null }) }, each.name, el("span", { class: "muted" }, ` ${each.when}`))))));
  if (welcome.years.length > 1) page.welcome.append(timeline(welcome.years));
  if (!welcome.examples.length) return;
  page.welcome.append(el("h2", {}, "You could ask"), el("ul", { class: "examples" }, ...welcome.examples.map((question) =>
    el("li", {}, el("button", { type: "button", class: "example", onclick: () => page.act({ do: "ask", question }) }, question)))));
}

function timeline(years) {
  const most = Math.max(...years.map((year) => year.count));
  const told = years.map((year) => `${year.label}: ${year.count}`).join(", ");
  return el("figure", { class: "years", role: "img", "aria-label": `Briefings by time: ${told}` }, ...years.map((year) =>
    el("span", { class: "year", title: `${year.label}: ${year.count}` },
      el("span", { class: "bar", style: `height:${year.count && Math.max(2, Math.round((40 * year.count) / most))}px` }), el("span", { class: "tick" }, year.short))));
}

function drawExchanges(page, exchanges) {
  const ids = new Set(exchanges.map((exchange) => exchange.id));
  for (const [id, node] of page.drawn) if (!ids.has(id)) (node.remove(), page.drawn.delete(id));
  let newest = null;
  let before = null;
  for (const exchange of exchanges) {
    let node = page.drawn.get(exchange.id);
    if (!node) {
      page.drawn.set(exchange.id, (node = el("section", { class: "exchange", "aria-label": "Question and answer" })));
      node.wasRunning = !page.first && !exchange.restored;
      newest = node;
    }
    if ((before ? before.nextSibling : page.log.firstChild) !== node) page.log.insertBefore(node, before ? before.nextSibling : page.log.firstChild);
    before = node;
    drawExchange(page, node, exchange);
    if (node.wasRunning && !exchange.running) (announce(page, exchange), (node.wasRunning = false), (node.finished = true));
  }
  page.log.setAttribute("aria-busy", String(exchanges.some((exchange) => exchange.running)));
  const grown = newest || [...page.drawn.values()].find((node) => node.finished);
  if (grown && !page.target) hold(page, grown);
  if (grown) grown.finished = false;
  page.first = false;
}

// Streamlit scrolls a page with a chat box to its end whenever it grows. Here a person reads from the question downwards, so that is kept from happening.
function keepPlace() {
  const main = document.querySelector(".stMain");
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "scrollTop");
  if (!main) return () => {};
  Object.defineProperty(main, "scrollTop", { configurable: true, get, set() {} });
  main.scrollTo = () => {};
  return () => (delete main.scrollTop, delete main.scrollTo);
}

// The newest question stays at the top while its answer grows below it, until a person scrolls.
function hold(page, node, times = 8) {
  clearTimeout(page.holding);
  page.scrolled = false;
  const again = (left) => {
    if (!left || page.scrolled || !node.isConnected || page.target) return;
    if (Math.abs(node.getBoundingClientRect().top - 56) > 4) node.scrollIntoView({ block: "start" });
    page.holding = setTimeout(() => again(left - 1), 40);
  };
  again(times);
}

function announce(page, exchange) {
  const citations = exchange.claims.reduce((sum, claim) => sum + claim.citations.length, 0);
  const found = citations === 1 ? "1 passage" : `${citations} passages`;
  const told = exchange.problem ? exchange.problem.message : exchange.stopped ? `Stopped with ${found}.` : exchange.answer?.lead ? `${exchange.answer.lead} ${found} cited.` : `Answer complete, ${found} cited.`;
  page.status.textContent = told;
}

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
  const bubble = el("div", { class: "question" }, el("span", { class: "unseen" }, "You asked: "), el("p", { dir: "auto" }, text));
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

const quotation = (citation) => el("blockquote", { dir: "auto" }, `“${citation.quote}”`);

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

function showTip(page, button, citation, delay) {
  clearTimeout(page.tipTimer);
  if (page.quiet) return;
  page.tipTimer = setTimeout(() => {
    const { who } = citation;
    page.tip.replaceChildren(
      el("p", {}, el("strong", { class: who.role }, who.name), who.about ? `, ${who.about}` : ""),
      el("p", {}, who.badge ? el("span", { class: `badge ${who.role}` }, who.badge) : "", " ", citation.when),
      el("p", { class: "muted" }, citation.name),
      citation.asked ? el("p", { class: "reply", dir: "auto" }, el("span", { class: "muted" }, "In reply to "), citation.asked) : "",
      el("p", { class: "quote", dir: "auto" }, `“${Array.from(citation.quote).length > 240 ? Array.from(citation.quote).slice(0, 240).join("") + " […]" : citation.quote}”`));
    page.tip.hidden = false;
    const at = button.getBoundingClientRect();
    const home = page.root.getBoundingClientRect();
    page.tip.style.left = `${Math.max(0, Math.min(at.left - home.left, home.width - page.tip.offsetWidth))}px`;
    page.tip.style.top = `${at.bottom - home.top + 6}px`;
    if (at.bottom + page.tip.offsetHeight > innerHeight - 110 && at.top > page.tip.offsetHeight) page.tip.style.top = `${at.top - home.top - page.tip.offsetHeight - 6}px`;
    button.setAttribute("aria-describedby", "tip");
  }, delay);
}

function hideTip(page, delay = 0) {
  clearTimeout(page.tipTimer);
  if (delay) page.tipTimer = setTimeout(() => (page.tip.hidden = true), delay);
  else page.tip.hidden = true;
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
  const lines = [["Asked as", how.standalone], ["Answered", how.mode], ["Searched", how.searched], ["Took", `${how.seconds} s`]];
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

const citations = (page) => [...page.log.querySelectorAll(".cite")];
const same = (button, target) => target && button.dataset.briefing === target.briefing && +button.dataset.turn === target.turn && +button.dataset.start === target.start && +button.dataset.stop === target.stop;

function markOpen(page) {
  for (const button of citations(page)) {
    if (same(button, page.target)) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

// Back to the citation that opened the reader, without its preview.
function giveBack(page) {
  const home = page.opened?.isConnected ? page.opened : citations(page)[0];
  page.quiet = true;
  home?.focus({ preventScroll: false });
  setTimeout(() => (page.quiet = false), 400);
}

// Previous (-1) or next (1) citation of the same answer, asked for by the reader.
function step(page, by) {
  const all = citations(page).filter((button) => !page.opened?.dataset.exchange || button.dataset.exchange === page.opened.dataset.exchange);
  const next = all[all.indexOf(page.opened) + by];
  if (next) next.click();
}
