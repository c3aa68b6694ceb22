// The player: one sound, a track of a finished episode, or one that is heard while it is made. That
// one begins at any sentence, and is begun again at the same one where it breaks off.
//
// Whoever listens is told of `sentence` (another one is heard), `state`, `track`, `lost` (it broke
// off), `refused` (the browser wants a press first), `stopped` (after a sentence) and `ended`.

import { stream } from "./stream.js";

const AGAIN = [300, 1000, 2000, 4000]; // milliseconds to the next try
const LATE = 2000; // milliseconds
const NEAR = 1.5; // seconds into a sentence in which “back” means the one before

const sound = document.getElementById("sound");
const listeners = new EventTarget();

let base = "";
let tracks = null; // what can be heard: {finished(), whole(), spans(track, finished)}
let track = "en";
let loaded = null; // what the sound is of: {track, finished, line}, of a live one its first line
let wanted = false; // whether it is to be heard
let now = null; // the span that is heard
let end = () => {}; // ends the stream that is loaded
let broken = false; // whether it broke off, and what has come of it is still being heard
let speed = 1;
let stopping = false; // after this sentence, in both languages where both are heard
let reached = true; // whether the server is
let tries = 0;
let again = null; // what goes on with what broke off
let timer = 0;
let retry = 0;

export const player = {
  get track() { return track; },
  get wanted() { return wanted; },
  get waiting() { return wanted && sound.readyState < 3; },
  get now() { return now; },
  get time() { return time() ?? now?.start ?? 0; },
  get speed() { return speed; },
};

export function open(address, there) {
  base = address;
  tracks = there;
  for (const kind of ["playing", "seeked", "timeupdate", "ratechange"]) sound.addEventListener(kind, look);
  sound.addEventListener("playing", () => (tries = 0));
  sound.addEventListener("pause", paused);
  for (const kind of ["playing", "waiting", "pause"]) sound.addEventListener(kind, () => tell("state"));
  sound.addEventListener("waiting", () => broken && lost());
  sound.addEventListener("ended", ended);
  sound.addEventListener("error", () => loaded && lost());
}

export function on(kind, listen) {
  listeners.addEventListener(kind, listen);
}

export function play() {
  if (!loaded || sound.ended || sound.error) load(sound.ended ? null : now);
  start();
}

export function pause() {
  wanted = false;
  clearTimeout(retry);
  sound.pause();
  tell("state");
}

// Play from a sentence, in a track that has its language.
export function from(line, lang) {
  if (track !== "both" && track !== lang) {
    track = lang;
    tell("track");
  }
  wanted = true;
  load({ line, lang });
  start();
}

// A sentence back or forward.
export function step(by) {
  const all = spans();
  const here = all.findIndex((each) => same(each, now));
  const again = by < 0 && here >= 0 && time() - all[here].start > NEAR;
  const next = all[here < 0 || again ? Math.max(0, here) : Math.max(0, here + by)];
  if (next) go(next);
}

// Jump to a second of the track; while it is made, to the sentence that is heard then.
export function seek(second) {
  const span = at(second);
  go(span, tracks.finished() && span ? second - span.start : 0);
}

// Another track, at the same sentence.
export function choose(name) {
  if (name === track) return;
  track = name;
  if (now) {
    const span = { line: now.line, lang: name === "both" ? now.lang : name };
    if (loaded) go(span);
    else now = find(span, tracks.finished()) ?? span;
  }
  tell("track");
}

export function setSpeed(rate) {
  speed = rate;
  sound.preservesPitch = true;
  // What is loaded later begins with the default.
  sound.defaultPlaybackRate = sound.playbackRate = rate;
  tell("state");
}

export function stopAfterSentence(on) {
  stopping = on;
}

// Nothing will come any more: it could not be made.
export function stop() {
  wanted = false;
  clearTimeout(timer);
  clearTimeout(retry);
  again = null;
  end();
  loaded = now = null;
  sound.removeAttribute("src");
  sound.load();
  tell("sentence");
  tell("state");
}

// There is more to hear, or it is finished.
export function refresh() {
  if (!loaded || loaded.finished || !tracks.finished() || playing()) look();
  else go(now, now ? Math.max(0, time() - now.start) : 0);
  tell("state");
}

function go(span, within = 0) {
  load(span, within);
  if (wanted) start();
}

// Have the sound be at a span; at the beginning, where there is none.
function load(wish, within = 0) {
  clearTimeout(retry);
  clearTimeout(timer);
  again = null;
  const finished = tracks.finished();
  const span = find(wish, finished) ?? (finished || !wish ? tracks.spans(track, finished)[0] : wish);
  if (!finished) {
    loaded = { track, finished, line: span?.line ?? 0 };
    bring(`${base}/${track}.mp3?from=${loaded.line}`, stream);
  } else {
    if (!loaded?.finished || loaded.track !== track || sound.error) bring(`${base}/${track}.mp3`);
    loaded = { track, finished };
    sound.currentTime = (span?.start ?? 0) + within;
  }
  now = span ?? null;
  tell("sentence");
}

function bring(address, by) {
  end();
  broken = false;
  if (by) end = by(sound, address, brokeOff);
  else sound.src = address;
  setSpeed(speed);
}

function brokeOff() {
  broken = true;
  if (!playing()) lost();
}

function start() {
  wanted = true;
  tell("state");
  sound.play().catch((error) => {
    if (error.name !== "NotAllowedError") return; // something else is to be heard, or `error` tells
    wanted = false;
    tell("state");
    tell("refused");
  });
}

// The second of the track that is heard; undefined where that is not known yet.
function time() {
  if (!loaded) return undefined;
  if (loaded.finished) return sound.currentTime;
  const first = spans().find((each) => each.line === loaded.line);
  // Its first moment is none of the sentence before.
  return first && Math.max(first.start, first.begin + sound.currentTime);
}

// See which sentence is heard, and look again when that changes.
function look() {
  clearTimeout(timer);
  const second = time();
  if (second === undefined) return;
  const span = at(second) ?? now;
  if (span && !same(span, now)) {
    if (stops(span)) return;
    now = span;
    tell("sentence");
  }
  if (!playing()) return;
  const over = !loaded.finished && tracks.finished();
  if (over && now && second >= now.end) {
    const all = tracks.spans(track, true);
    const next = all[all.findIndex((each) => same(each, now)) + 1];
    if (next && !stops(next)) go(next);
    return;
  }
  let next = spans().find((each) => each.start > second)?.start;
  if (over && now) next = now.end;
  if (next !== undefined) timer = setTimeout(look, Math.max(10, ((next - second) / speed) * 1000));
}

// Whether it was to stop before this span: it then has, and goes on with all of it.
function stops(span) {
  if (!stopping || !wanted || !now || span.line === now.line) return false;
  stopping = false;
  pause();
  if (loaded.finished) sound.currentTime = span.start;
  tell("stopped");
  return true;
}

function paused() {
  clearTimeout(timer);
  // By the browser: another app wants to be heard, or a headset was taken off.
  if (!sound.ended && sound.readyState > 2 && wanted && !sound.error) wanted = false;
}

function ended(event) {
  clearTimeout(timer);
  if (!loaded) return;
  if (!loaded.finished && !tracks.whole()) {
    // That all is spoken may be told a moment after it was heard.
    if (event) retry = setTimeout(ended, LATE);
    else lost();
    return;
  }
  wanted = stopping = false;
  now = null;
  if (!loaded.finished) loaded = null;
  tell("sentence");
  tell("state");
  tell("ended");
}

// It broke off: go on at the sentence where it was.
function lost() {
  clearTimeout(timer);
  broken = false;
  if (!wanted) {
    loaded = null;
    return;
  }
  tell("lost");
  clearTimeout(retry);
  const within = loaded.finished && now ? Math.max(0, sound.currentTime - now.start) : 0;
  again = () => {
    again = null;
    if (wanted) go(now, within);
  };
  if (reached) retry = setTimeout(again, AGAIN[Math.min(tries++, AGAIN.length - 1)]);
}

// Whether the server is there: what broke off goes on as soon as it is.
export function reach(there) {
  reached = there;
  tries = 0;
  if (there) again?.();
}

function playing() {
  return wanted && !sound.paused && sound.readyState > 2;
}

function spans() {
  return tracks.spans(track, loaded ? loaded.finished : tracks.finished());
}

function find(span, finished) {
  return span && tracks.spans(track, finished).find((each) => same(each, span));
}

function at(second) {
  return spans().findLast((each) => each.start <= second + 0.005);
}

function same(a, b) {
  return a?.line === b?.line && a?.lang === b?.lang;
}

function tell(kind) {
  listeners.dispatchEvent(new Event(kind));
}
