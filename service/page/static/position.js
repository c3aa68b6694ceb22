// Where somebody was in an episode, kept in this browser: offered when they come again.

import { keep, kept } from "./kept.js";
import { choose, from, on, player } from "./player.js";
import { name, sentence } from "./sentences.js";
import { tell } from "./telling.js";
import { _ } from "./words.js";

const MOST = 100; // episodes

export function keepPosition(id, offer) {
  const before = read()[id];
  on("sentence", () => {
    if (!player.now) return;
    const all = read();
    delete all[id]; // so that it comes last, and the oldest first
    all[id] = { line: player.now.line, lang: player.now.lang, track: player.track };
    for (const old of Object.keys(all).slice(0, -MOST)) delete all[old];
    write(all);
  });
  on("ended", () => {
    const all = read();
    delete all[id];
    write(all);
  });
  if (before?.line > 0 && sentence(before.line, before.lang)) {
    show(before, offer);
  }
}

function show(before, offer) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = "go-on";
  button.textContent = _("Go on where you were: {sentence}", { sentence: name(before.line) });
  button.addEventListener("click", () => {
    offer.hidden = true;
    if (document.querySelector(`[name=track][value="${before.track}"]`)) choose(before.track);
    from(before.line, before.lang);
    tell(_("It goes on from the start of this sentence: {sentence}", { sentence: name(before.line) }));
    document.getElementById("play").focus({ preventScroll: true });
  });
  offer.replaceChildren(button);
  offer.hidden = false;
  on("state", () => {
    if (player.wanted && !offer.contains(document.activeElement)) offer.hidden = true;
  });
}

function read() {
  try {
    return JSON.parse(kept("positions")) ?? {};
  } catch {
    return {};
  }
}

function write(all) {
  keep("positions", JSON.stringify(all));
}
