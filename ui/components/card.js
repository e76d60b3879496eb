// What stands before a transcript: who spoke, under which rules, known damage, and every question as one line.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "card");
  root.act = (what) => setTriggerValue("act", what);
  const key = JSON.stringify(data);
  if (root.key === key) return;
  root.key = key;
  const facts = el("dl", {});
  const add = (term, ...told) => facts.append(el("dt", {}, term), el("dd", {}, ...told));
  for (const [term, told] of data.facts) add(term, el("span", { dir: "auto" }, told));
  if (data.people.length) add("Speakers", el("ul", { class: "people" }, ...data.people.map(person)));
  if (data.notes.length) add("As published", el("details", {}, el("summary", {}, data.notes.length === 1 ? "1 remark on this text" : `${data.notes.length} remarks on this text`), el("ul", {}, ...data.notes.map((note) => el("li", {}, note)))));
  root.replaceChildren(el("h1", { dir: "auto" }, data.title), data.fictional ? el("p", {}, el("span", { class: "flag" }, "fictional sample")) : "", facts);
  if (data.history.length) root.append(history(root, data.history));
  if (data.questions.length) {
    root.append(el("details", { class: "questions", open: true }, el("summary", {}, data.questions.length === 1 ? "1 question" : `${data.questions.length} questions`),
      el("ol", {}, ...data.questions.map((question) => el("li", {},
        el("button", { type: "button", class: "link", dir: "auto", onclick: () => root.act({ do: "turn", turn: question.turn }) }, question.text),
        el("span", { class: "press" }, ` ${question.who}`), question.verdict ? el("span", { class: "flag", title: question.words }, question.verdict) : "")))));
  }
  root.append(el("h2", {}, "Transcript"));

  function person(each) {
    const about = [each.about, each.turns === 1 ? "1 turn" : `${each.turns} turns`].filter(Boolean).join(", ");
    return el("li", {}, each.name ? el("button", { type: "button", class: `link ${each.role}`, onclick: () => root.act({ do: "speaker", name: each.name }) }, each.name) : "Unnamed",
      el("span", { class: "muted" }, ` ${about} `), each.badge ? el("span", { class: `badge ${each.role}` }, each.badge) : "");
  }
}

// What each revision changed: words that came are underlined, words that went are struck through, and both are said.
function history(root, revisions) {
  const told = revisions.length === 1 ? "Changed once since it was first read" : `Changed ${revisions.length} times since it was first read`;
  return el("details", { class: "history" }, el("summary", {}, `${told}, last on ${revisions[0].when}`), ...revisions.map((each) =>
    el("section", {}, el("h3", {}, `${each.when}: ${each.cause}`),
      each.title.length ? el("p", { class: "change", dir: "auto" }, el("span", { class: "muted" }, "Title "), ...each.title.map(piece)) : "",
      each.changes.length || each.title.length ? "" : el("p", { class: "muted" }, "No words changed."),
      ...each.changes.map((change) => changed(root, change)))));
}

function changed(root, change) {
  const place = change.turn == null ? el("span", { class: "muted" }, `Turn ${change.was}, dropped`)
    : el("button", { type: "button", class: "link", onclick: () => root.act({ do: "turn", turn: change.turn }) }, `Turn ${change.turn}${change.kind === "added" ? ", added" : ""}`);
  return el("div", { class: "change" }, el("p", {}, place, el("span", { class: "muted", dir: "auto" }, ` ${change.label}`)), el("p", { class: "words", dir: "auto" }, ...change.pieces.map(piece)));
}

function piece([kind, text]) {
  if (kind === "added") return el("ins", {}, el("span", { class: "unseen" }, "added: "), text);
  if (kind === "dropped") return el("del", {}, el("span", { class: "unseen" }, "dropped: "), text);
  return kind === "cut" ? el("span", { class: "muted" }, text) : text;
}
