// Keeping what is heard in view, until somebody looks elsewhere: then only a button leads back.

import { heard } from "./sentences.js";

const back = document.getElementById("return");
const bar = document.getElementById("player");
let away = false;
let ours = 0; // until when a movement is ours, in milliseconds
let theirs = 0; // until when it is somebody's own

const still = () =>
  document.documentElement.dataset.motion === "reduced" || matchMedia("(prefers-reduced-motion: reduce)").matches;

export function keepInView() {
  addEventListener("scroll", moved, { passive: true });
  addEventListener("scrollend", () => (ours = 0));
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => {
      ours = 0;
      theirs = performance.now() + 1000;
    }, { passive: true });
  }
  back.addEventListener("click", () => {
    away = false;
    back.hidden = true;
    show(true);
    heard()?.querySelector("button")?.focus({ preventScroll: true });
  });
}

// Another sentence is heard.
export function follow() {
  show(!away && performance.now() > theirs);
}

// Somebody has asked for a sentence: look there again.
export function rejoin() {
  away = false;
  theirs = 0;
  back.hidden = true;
}

function show(move) {
  const place = heard();
  if (!place) {
    back.hidden = true;
    return;
  }
  if (inView(place)) {
    away = false;
    back.hidden = true;
  } else if (move) {
    ours = performance.now() + 1500;
    place.scrollIntoView({ block: fits(place) ? "center" : "start", behavior: still() ? "instant" : "smooth" });
  } else {
    away = true;
    back.hidden = false;
  }
}

function moved() {
  if (performance.now() < ours) return;
  const place = heard();
  if (!place) return;
  away = !inView(place);
  back.hidden = !away;
}

function inView(place) {
  const { top, bottom } = place.getBoundingClientRect();
  return top >= 0 && (bottom <= floor() || (top < floor() / 2 && !fits(place)));
}

// Whether there is room for all of a sentence. One that is higher is read from its beginning.
function fits(place) {
  return place.offsetHeight < floor() - 24;
}

// Where the room for the text ends, in pixels from the top of the window.
function floor() {
  return bar.hidden ? innerHeight : bar.getBoundingClientRect().top;
}
