// How the text is shown, kept in this browser; and how each sentence was made.

import { keep, kept } from "./kept.js";
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
    const liked = kept("view");
    if (VIEWS.includes(liked) && !("asked" in text.dataset)) chosen = liked;
    narrow.addEventListener("change", show);
    show();
  }
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      chosen = link.dataset.view;
      keep("view", chosen);
      show();
    });
  }
}

let shown; // whether it was chosen here that sources are seen

export function showSources() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#sources");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    shown = [...document.querySelectorAll(".source")].every((each) => each.hidden);
    keepSources();
  });
}

// Also of what has come since.
export function keepSources() {
  const link = document.getElementById("sources");
  if (shown === undefined || !link) return;
  for (const each of document.querySelectorAll(".source")) each.hidden = !shown;
  link.textContent = shown ? _("Hide how each sentence was made") : _("Show how each sentence was made");
}
