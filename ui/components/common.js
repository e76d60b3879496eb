// Shared by the components: making elements (text only as text), knowing the theme.
const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== false && child !== ""));
  return node;
};

// Dark or light, by the page's own background: the theme may differ from the system's.
const isDark = (node) => {
  const probe = el("i", { style: "background:var(--st-background-color)" });
  node.append(probe);
  const [r, g, b] = getComputedStyle(probe).backgroundColor.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
};

const rootOf = (parent, name) => {
  let root = parent.querySelector("." + name);
  if (!root) parent.append((root = el("div", { class: name })));
  root.dataset.theme = isDark(root) ? "dark" : "light";
  return root;
};

// A link to a place in the record, which says nothing of the conversation.
const linkTo = ({ briefing, turn, start, stop, revision }) => new URL(`./?briefing=${briefing}&turn=${turn}&chars=${start}-${stop}&rev=${revision}`, location).href;

// A button that opens the forms in which something can be copied; `copies` holds [name, text].
function copyMenu(copies, tell) {
  const menu = el("span", { class: "menu", hidden: true });
  const put = (name, text) => copyText(text).then(() => {
    tell(`${name} copied`);
    toggle.textContent = "Copied";
    setTimeout(() => (toggle.textContent = "Copy"), 1500);
  });
  const toggle = el("button", { class: "link small", type: "button", "aria-expanded": "false", onclick: () => {
    menu.hidden = !menu.hidden;
    toggle.setAttribute("aria-expanded", String(!menu.hidden));
  } }, "Copy");
  menu.append(...copies.map(([name, text]) => el("button", { class: "link small", type: "button", onclick: () => put(name, text) }, name)));
  return el("span", { class: "copying" }, toggle, menu);
}

// The clipboard needs a secure page; where the browser refuses it, the old command still serves.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { style: "position:fixed;opacity:0" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
}
