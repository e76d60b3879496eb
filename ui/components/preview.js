// The preview of a citation: opens by pointing, focus or tap, stays while pointed at, goes with Escape.
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

