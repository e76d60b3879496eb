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

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

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
