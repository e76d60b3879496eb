// The reader: one transcript, the cited words marked at exactly their characters, scrolled to and focused. No place found, no mark.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "reader");
  const view = (root.view ??= build(root));
  view.act = (what) => setTriggerValue("act", what);
  view.data = data;
  root.dataset.sheet = String(Boolean(data.sheet));
  const heads = data.turns.map((turn) => [turn.name, turn.about, turn.badge, turn.flag].join());  // what a correction changes
  const record = JSON.stringify([data.briefing, data.revision, data.title, data.facts, data.newer, data.sheet, data.back, heads]);
  if (view.record !== record) (drawRecord(view), (view.record = record));
  const place = JSON.stringify([record, data.target, data.serial]);
  if (view.place !== place) (point(view), (view.place = place));
  return () => { view.unhook(); closeSheet(view); };
}

function build(root) {
  const view = { root, place: null };
  view.head = el("header", {});
  view.box = el("div", { class: "turns", tabindex: 0, role: "group", "aria-label": "Turns" });
  view.status = el("p", { class: "unseen", role: "status" });
  view.ask = el("button", { class: "ask", type: "button", hidden: true, onclick: () => view.act({ do: "who", words: view.chosen }) }, "Who else said this?");
  view.region = el("section", { role: "region", "aria-label": "Transcript" }, view.head, view.box, view.ask, view.status);
  for (const name of ["pointerup", "keyup"]) view.box.addEventListener(name, () => offer(view));
  root.append(view.region);
  view.region.addEventListener("keydown", (event) => onKey(view, event));
  for (const moved of ["wheel", "touchmove", "pointerdown"]) view.box.addEventListener(moved, () => (view.userMoved = true), { passive: true });
  const watch = new ResizeObserver(() => view.marks?.length && keepInView(view));
  watch.observe(view.box);
  const wide = matchMedia("(max-width: 900px)");
  const onWidth = () => (view.data.sheet && wide.matches ? openSheet(view) : closeSheet(view));
  wide.addEventListener("change", onWidth);
  view.onWidth = onWidth;
  view.unhook = () => { watch.disconnect(); wide.removeEventListener("change", onWidth); };
  return view;
}

function onKey(view, event) {
  if (event.target.closest("input, textarea")) return;
  if (event.key === "Escape" && view.data.sheet) (event.stopPropagation(), close(view));
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "n" || event.key === "]") step(1);
  if (event.key === "p" || event.key === "[") step(-1);
}

const step = (by) => dispatchEvent(new CustomEvent("briefings:step", { detail: by }));

function close(view) {
  closeSheet(view);
  view.act({ do: "close" });
  dispatchEvent(new CustomEvent("briefings:closed"));
}

function drawRecord(view) {
  const { data } = view;
  const tools = el("div", { class: "tools" });
  if (data.back) tools.append(el("button", { class: "link back", type: "button", onclick: () => view.act({ do: "back" }) }, "All passages"));
  if (data.sheet) {
    tools.append(
      el("button", { class: "tool", type: "button", "aria-label": "Previous citation", title: "Previous citation (p)", onclick: () => step(-1) }, "‹"),
      el("button", { class: "tool", type: "button", "aria-label": "Next citation", title: "Next citation (n)", onclick: () => step(1) }, "›"),
      el("button", { class: "tool", type: "button", "aria-label": "Close the transcript", title: "Close (Esc)", onclick: () => close(view) }, "×"));
  }
  view.copy = el("span", { class: "copy" });
  view.link = el("a", { target: "_blank", rel: "noopener noreferrer", hidden: true }, "Official page");
  view.head.replaceChildren(
    el("div", { class: "title" }, el("h2", { dir: "auto" }, data.title), tools),
    el("div", { class: "muted facts" }, el("span", {}, data.facts), data.sheet && data.briefing ? el("button", { class: "link", type: "button", onclick: () => view.act({ do: "page" }) }, "Briefing’s page") : "", view.link, view.copy));
  if (data.newer) view.head.append(el("p", { class: "caution" }, "This is an older revision. ", el("button", { class: "link", type: "button", onclick: () => view.act({ do: "newest" }) }, "Open the newest")));
  view.box.hidden = !data.turns.length;
  view.items = data.turns.map((turn) => turnItem(view, turn));
  view.box.replaceChildren(...view.items);
  view.onWidth();
}

function turnItem(view, turn) {
  const { briefing, revision } = view.data;
  const place = el("a", { class: "place", href: `./?briefing=${briefing}&turn=${turn.i}&rev=${revision}`, "aria-label": `Turn ${turn.i}, its lasting address`, title: "Lasting address of this turn" }, String(turn.i));
  place.addEventListener("click", (event) => !event.ctrlKey && !event.metaKey && (event.preventDefault(), view.act({ do: "turn", turn: turn.i })));
  return el("article", { class: "turn", "data-turn": turn.i, id: `turn-${turn.i}` },
    el("h3", {}, el("span", { class: turn.role }, turn.name), turn.about ? el("span", { class: `about ${turn.role}` }, turn.about) : "",
      turn.badge ? el("span", { class: `badge ${turn.role}` }, turn.badge) : "", turn.flag ? el("span", { class: "flag" }, turn.flag) : "", place),
    turn.relays ? el("p", { class: "relays press" }, turn.relays) : "",
    el("p", { class: "text", dir: "auto", lang: turn.lang || null }, turn.text));
}

// Words that a person selects can be asked about.
function offer(view) {
  const root = view.root.getRootNode();
  const words = String((root.getSelection?.() ?? getSelection()) || "").trim().replace(/\s+/g, " ");
  view.chosen = words;
  view.ask.hidden = !view.data.sheet || words.length < 3 || words.length > 300;
}

function unmark(view) {
  for (const text of view.marked || []) text.textContent = text.full;
  view.marked = [];
  view.marks = [];
  view.current?.classList.remove("current");
}

function point(view) {
  const { target, turns, url } = view.data;
  unmark(view);
  view.link.hidden = !url;
  view.copy.replaceChildren(...(view.data.copies ? [copyMenu([...view.data.copies, ["Link", linkTo(cited(view.data))]], (told) => (view.status.textContent = told))] : []));
  view.ask.hidden = true;
  if (url) view.link.href = view.data.link || url;
  dispatchEvent(new CustomEvent("briefings:target", { detail: { briefing: view.data.briefing, turn: target.turn, start: target.span?.[0], stop: target.span?.[1] } }));
  if (target.turn == null) return void (view.data.sheet && (turns.length ? view.box : view.head.querySelector("[aria-label^=Close]")).focus({ preventScroll: true }));
  view.current = view.items[target.turn];
  view.current.classList.add("current");
  if (target.missing) console.error(`no such characters in turn ${target.turn} of ${view.data.briefing}`);
  const mark = target.span && markSpan(view, turns[target.turn].text, target.span);
  const focus = mark || view.current;
  focus.tabIndex = -1;
  settle(view, focus);
  view.status.textContent = `Turn ${target.turn} of ${turns.length}${mark ? ", cited passage marked" : ""}.`;
}

const cited = ({ briefing, revision, target }) => ({ briefing, revision, turn: target.turn, start: target.span[0], stop: target.span[1] });

// Offsets count code points, strings here count UTF-16 units: hence Array.from.
function markSpan(view, text, [start, stop]) {
  const letters = Array.from(text);
  if (stop > letters.length) return null;
  const node = view.current.querySelector(".text");
  node.full = text;
  const mark = el("mark", {}, letters.slice(start, stop).join(""));
  node.replaceChildren(letters.slice(0, start).join(""), mark, letters.slice(stop).join(""));
  view.marked = [node];
  view.marks = [mark];
  return mark;
}

// Turns out of view have estimated heights, so the place is set again until they are known and it stays.
function settle(view, focus, frames = 40) {
  clearTimeout(view.settling);
  bring(view, focus);
  focus.focus({ preventScroll: true });
  const again = (left) => {
    if (!left || !focus.isConnected || view.userMoved) return;
    if (!inView(view, focus)) bring(view, focus);
    view.settling = setTimeout(() => again(left - 1), 25);
  };
  view.userMoved = false;
  again(frames);
}

function inView(view, node) {
  const box = view.data.sheet ? view.box.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const at = node.getBoundingClientRect();
  return at.top >= box.top + headOf(view, node) && at.top < box.bottom - 24;
}

// Who speaks stays in sight at the top of the panel while a long turn is read; what is marked stands below it.
const headOf = (view, node) => (view.data.sheet && node !== view.current ? view.current.firstChild.offsetHeight : 0);

function bring(view, node) {
  if (!view.data.sheet) return void node.scrollIntoView({ block: "center" });
  const box = view.box.getBoundingClientRect();
  const at = node.getBoundingClientRect();
  view.box.scrollTop += at.top - box.top - Math.max(24 + headOf(view, node), Math.min(box.height / 3, (box.height - at.height) / 2));
}

function keepInView(view) {
  if (view.data.sheet && !inView(view, view.marks[0])) bring(view, view.marks[0]);
}

// On a small screen the reader covers the page: what lies under it must not be reachable.
function openSheet(view) {
  if (view.covered) return;
  const holder = view.root.getRootNode().host?.closest(".st-key-reader");
  const siblings = holder ? [...document.querySelectorAll(".st-key-reader ~ *, header.stAppHeader, .stBottom, [data-testid=stBottom], section.stSidebar, .st-key-conversation_area")] : [];
  view.covered = siblings.filter((node) => !node.contains(holder));
  for (const node of view.covered) node.inert = true;
}

function closeSheet(view) {
  for (const node of view.covered || []) node.inert = false;
  view.covered = null;
}
