// The player's bar: what is pressed in it, and what it shows.

import { keep, kept } from "./kept.js";
import { choose, on, pause, play, player, seek, setSpeed, step } from "./player.js";
import { name } from "./sentences.js";
import { _ } from "./words.js";

const get = (id) => document.getElementById(id);
const bar = get("player");
const position = get("position");
const STEP = 5; // seconds
let sliding = false;

// `seconds` tells how long the track is, as far as that is known, `jumps` whether it is finished:
// before, one can go to sentences only.
export function showBar(seconds, jumps) {
  bar.hidden = false;
  document.documentElement.dataset.player = "1";
  get("play").addEventListener("click", toggle);
  get("back").addEventListener("click", () => step(-1));
  get("forward").addEventListener("click", () => step(1));
  get("more").addEventListener("click", () => more(get("more").getAttribute("aria-expanded") !== "true"));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || get("more").getAttribute("aria-expanded") !== "true") return;
    more(false);
    get("more").focus();
  });
  bar.addEventListener("change", ({ target }) => {
    if (target.name !== "track") return;
    choose(target.value);
    keep("track", target.value);
  });
  get("speed").addEventListener("change", () => {
    setSpeed(Number(get("speed").value));
    keep("speed", get("speed").value);
  });
  position.addEventListener("input", () => {
    sliding = true;
    say(Number(position.value), seconds());
  });
  position.addEventListener("change", () => {
    sliding = false;
    seek(Number(position.value));
  });
  // An arrow's step: a second of a slider is little to hear.
  position.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (jumps()) seek(Math.min(seconds(), Math.max(0, player.time + by * STEP)));
    else step(by);
    shown(seconds());
  });
  const liked = kept("speed");
  if ([...get("speed").options].some((each) => each.value === liked)) get("speed").value = liked;
  setSpeed(Number(get("speed").value));
  on("state", () => {
    pressed();
    shown(seconds());
  });
  on("track", () => {
    showTrack();
    shown(seconds());
  });
  on("sentence", () => shown(seconds()));
  get("sound").addEventListener("timeupdate", () => shown(seconds()));
  pressed();
  shown(seconds());
  // What has the focus is not to be under the bar, however high that is.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
  }).observe(bar);
}

export function hideBar() {
  bar.hidden = true;
  delete document.documentElement.dataset.player;
}

export function toggle() {
  if (player.wanted) pause();
  else play();
}

// The next choice of the speeds there are.
export function faster(by) {
  const select = get("speed");
  const index = Math.min(select.options.length - 1, Math.max(0, select.selectedIndex + by));
  select.selectedIndex = index;
  select.dispatchEvent(new Event("change"));
  return select.value;
}

function more(open) {
  get("more").setAttribute("aria-expanded", open);
  bar.classList.toggle("open", open);
}

export function showTrack() {
  for (const radio of bar.querySelectorAll("[name=track]")) radio.checked = radio.value === player.track;
}

function pressed() {
  const button = get("play");
  button.setAttribute("aria-label", player.wanted ? button.dataset.pause : button.dataset.play);
  bar.classList.toggle("playing", player.wanted);
  bar.classList.toggle("waiting", player.waiting);
}

function shown(known) {
  if (sliding) return;
  const time = player.time;
  const all = Math.max(known, time);
  position.max = Math.max(1, Math.ceil(all));
  position.value = Math.round(time);
  say(time, all);
}

function say(time, all) {
  const where = player.now && !sliding ? name(player.now.line) : "";
  const passed = _("{now} of {all}", { now: spoken(time), all: spoken(all) });
  position.setAttribute("aria-valuetext", where ? `${where}, ${passed}` : passed);
  const clock = `${digits(time)} / ${digits(all)}`;
  const text = where ? `${where} · ${clock}` : clock;
  if (get("place").textContent !== text) get("place").textContent = text;
}

function spoken(seconds) {
  const minutes = Math.floor(Math.round(seconds) / 60);
  const rest = Math.round(seconds) % 60;
  if (!minutes) return _("{s} s", { s: rest });
  return rest ? _("{m} min {s} s", { m: minutes, s: rest }) : _("{m} min", { m: minutes });
}

function digits(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
