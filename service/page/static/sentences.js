// The sentences on the page: when each is heard, pressing one, and the mark of the one that is heard.
// A span is {line, lang, start, end}, in seconds of a track.

import { _ } from "./words.js";

const inTitle = () => document.querySelector(".title");
const inText = () => document.getElementById("text");

// Where nothing can be heard there is no player, and a language may have no sound.
const canPlay = (each) =>
  !document.getElementById("player").hidden &&
  (document.getElementById("reading").dataset.finished !== "1" || "alone" in each.dataset);

function all() {
  return [...document.querySelectorAll(".sentence[data-line]")];
}

export function sentence(line, lang) {
  return document.querySelector(`.sentence[data-line="${line}"][lang="${lang}"]`);
}

// The spans of a track of a finished episode, in the order in which they are heard.
export function spans(track) {
  const found = [];
  for (const each of all()) {
    const times = track === "both" ? each.dataset.both : each.lang === track && each.dataset.alone;
    if (!times) continue;
    const [start, end] = times.split(" ").map(Number);
    found.push({ line: Number(each.dataset.line), lang: each.lang, start, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

// “Sentence 3 of 12”, or “Headline”, which is not counted.
export function name(line) {
  const counts = all().map((each) => Number(each.dataset.count));
  const count = Number(document.querySelector(`.sentence[data-line="${line}"]`)?.dataset.count ?? line);
  return count ? _("Sentence {n} of {all}", { n: count, all: Math.max(...counts) }) : _("Headline");
}

// Give each sentence a button, which is beside its text: that stays text, to be selected and read by
// the letter. A press on the text itself does the same for a mouse and a finger.
export function pressable(play) {
  for (const each of all()) {
    if (!canPlay(each) || each.querySelector(".from")) continue;
    const count = Number(each.dataset.count);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "from";
    button.lang = document.documentElement.lang;
    button.textContent = count || "♪";
    button.setAttribute(
      "aria-label",
      count ? _("{n}: play from here", { n: count }) : _("♪: play from the headline"),
    );
    each.prepend(button);
  }
  for (const place of [inTitle(), inText()]) {
    if (place.dataset.pressable) continue;
    place.dataset.pressable = "1";
    place.addEventListener("click", (event) => {
      const pressed = event.target.closest(".sentence[data-line]");
      if (!pressed || !canPlay(pressed) || event.target.closest("a")) return;
      if (!event.target.closest("button") && !getSelection().isCollapsed) return;
      play(Number(pressed.dataset.line), pressed.lang);
    });
  }
}

// Mark the sentence that is heard, and no other; null marks none.
export function mark(span) {
  const now = span && sentence(span.line, span.lang);
  for (const each of document.querySelectorAll(".sentence.now")) {
    if (each === now) continue;
    each.classList.remove("now");
    each.removeAttribute("aria-current");
  }
  if (!now) return;
  now.classList.add("now");
  now.setAttribute("aria-current", "true");
}

// The sentence that is heard, if one is.
export function heard() {
  return document.querySelector(".sentence.now");
}

// Its Korean has come. What the server wrote has its marks, and stays.
export function say(line, text) {
  const place = sentence(line, "ko");
  if (!place) return false;
  const said = place.querySelector(".said");
  if (!said.textContent) said.textContent = text;
  place.hidden = false;
  return true;
}
