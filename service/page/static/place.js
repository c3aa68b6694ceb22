// Keeping what is heard in view, until somebody looks elsewhere: then only a button leads back.

import { seen } from "./sentences.js";

const back = document.getElementById("return");
const bar = document.getElementById("player");
let away = false;
let ours = 0; // until when a movement is ours, in milliseconds

const still = () =>
  document.documentElement.dataset.motion === "reduced" || matchMedia("(prefers-reduced-motion: reduce)").matches;

export function keepInView() {
  addEventListener("scroll", moved, { passive: true });
  addEventListener("scrollend", () => (ours = 0));
  for (const kind of ["wheel", "touchmove"]) addEventListener(kind, () => (ours = 0), { passive: true });
  back.addEventListener("click", () => {
    away = false;
    back.hidden = true;
    show();
    seen()?.querySelector("button")?.focus({ preventScroll: true });
  });
}

// Another sentence is heard.
export function follow() {
  if (away) show(false);
  else show();
}

// Somebody has asked for a sentence: look there again.
export function rejoin() {
  away = false;
  back.hidden = true;
}

function show(move = true) {
  const place = seen();
  if (!place) {
    back.hidden = true;
    return;
  }
  if (inView(place)) {
    away = false;
    back.hidden = true;
  } else if (move) {
    ours = performance.now() + 1500;
    place.scrollIntoView({ block: "center", behavior: still() ? "instant" : "smooth" });
  } else back.hidden = false;
}

function moved() {
  if (performance.now() < ours) return;
  const place = seen();
  if (!place) return;
  away = !inView(place);
  back.hidden = !away;
}

function inView(place) {
  const { top, bottom } = place.getBoundingClientRect();
  const floor = bar.hidden ? innerHeight : bar.getBoundingClientRect().top;
  return top >= 0 && (bottom <= floor || (top < floor / 2 && bottom - top > floor / 2));
}
