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
  if (welcome.offices) page.welcome.append(el("p", { class: "muted", dir: "auto" }, welcome.offices));
  if (welcome.empty) page.welcome.append(el("button", { type: "button", class: "plain", onclick: () => page.act({ do: "library" }) }, "Add transcripts"));
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
