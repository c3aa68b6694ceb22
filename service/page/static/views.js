// How the text is shown, kept in this browser; and where each sentence comes from.

import { _ } from "./words.js";

const VIEWS = ["side", "pairs", "en", "ko"];

export function chooseViews() {
  const text = document.getElementById("text");
  const links = [...document.querySelectorAll(".views [data-view]")];
  const narrow = matchMedia("(width < 56rem)");
  let chosen = text.dataset.view;
  const show = () => {
    const view = chosen === "side" && narrow.matches ? "pairs" : chosen;
    text.dataset.view = view;
    for (const link of links) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  if (links.length) {
    const kept = localStorage.getItem("view");
    if (VIEWS.includes(kept) && !("asked" in text.dataset)) chosen = kept;
    narrow.addEventListener("change", show);
    show();
  }
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      chosen = link.dataset.view;
      localStorage.setItem("view", chosen);
      show();
    });
  }
}

export function showSources() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#sources");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const sources = [...document.querySelectorAll(".source")];
    const hide = sources.some((each) => !each.hidden);
    for (const each of sources) each.hidden = hide;
    link.textContent = hide ? _("Show where each sentence comes from") : _("Hide where each sentence comes from");
  });
}
