// Keys for the player. They can be switched off (WCAG 2.2, 2.1.4), and are never taken from what
// is filled in or chosen.

import { faster, toggle } from "./bar.js";
import { keep, kept } from "./kept.js";
import { choose, step } from "./player.js";
import { tell } from "./telling.js";
import { _ } from "./words.js";

const dialog = document.getElementById("keys");
const used = document.getElementById("keys-used");

const FIELDS = "input, select, textarea, [contenteditable], dialog *";
const CLOSED = "dialog:not([open])"; // its focus is about to leave
const PRESSED = "a, button, summary, audio, label"; // the space bar presses them

export function useKeys() {
  used.checked = kept("keys") !== "off";
  used.addEventListener("change", () => keep("keys", used.checked ? "on" : "off"));
  document.getElementById("keys-shown").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (!used.checked || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
    if (event.key === " " && event.target.closest(PRESSED)) return;
    // By the key and not by what it writes where a Korean keyboard is on: ㅓ is J.
    const does = DOES[event.key] ?? (event.shiftKey ? undefined : DOES[event.code]);
    if (!does) return;
    event.preventDefault();
    does();
  });
}

function isField(target) {
  return target.closest(FIELDS) && !target.closest(CLOSED);
}

const track = (name) => () => document.querySelector(`[name=track][value=${name}]`) && choose(name);
const speed = (by) => () => tell(_("Speed: {n}", { n: faster(by) }));

const DOES = {
  " ": toggle,
  KeyK: toggle,
  KeyJ: () => step(-1),
  ArrowLeft: () => step(-1),
  KeyL: () => step(1),
  ArrowRight: () => step(1),
  "<": speed(-1),
  ">": speed(1),
  1: track("en"),
  2: track("ko"),
  3: track("both"),
  "?": () => dialog.showModal(),
};
