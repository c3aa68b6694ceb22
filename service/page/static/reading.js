// The reading page: an episode to read and to hear, finished or while it is made.

import { hideBar, showBar, showTrack } from "./bar.js";
import { follow as followMaking } from "./following.js";
import { freshen } from "./fresh.js";
import { useKeys } from "./keys.js";
import { kept } from "./kept.js";
import { liveSpans, more } from "./live.js";
import { follow, keepInView, rejoin } from "./place.js";
import { choose, from, on, open, play, player, reach, refresh, stop } from "./player.js";
import { keepPosition } from "./position.js";
import { mark, pressable, say, sentence, spans } from "./sentences.js";
import { shareSession } from "./session.js";
import { offerShare } from "./share.js";
import { offerSleep } from "./sleep.js";
import { tell } from "./telling.js";
import { chooseViews, keepSources, showSources } from "./views.js";
import { _ } from "./words.js";

const page = document.getElementById("reading");
const get = (id) => document.getElementById(id);
const about = page.dataset;
const base = `/v1/episodes/${about.id}`;
const listenAtOnce = location.hash === "#listen";

let whole = false; // whether all of it is spoken
let connected = true;
let lines = 0;
let languages = 2; // that are spoken now: of an episode that is completed, one
let waiting = 0; // until it is said that one waits
const spoken = new Set(); // “en 3”
const korean = new Map(); // by line

const finished = () => about.finished === "1";
const known = new Map(); // the spans of finished tracks, which do not change

function heard(track, done) {
  if (!done) return liveSpans(track);
  if (!known.has(track)) known.set(track, spans(track));
  return known.get(track);
}

const seconds = () =>
  finished() ? Number(about[player.track] ?? 0) : (liveSpans(player.track).at(-1)?.end ?? 0);

open(base, { finished, whole: () => whole, spans: heard });
showBar(seconds, finished);
pressable(press);
keepInView();
chooseViews();
showSources();
offerSleep();
offerShare(about.title);
useKeys();
keepPosition(about.id, get("offer"));
shareSession(
  { title: about.title, byline: about.byline, picture: new URL("icon-512.png", import.meta.url).href },
  seconds,
);

on("sentence", () => {
  mark(player.now);
  follow();
});
on("refused", () => {
  get("play").focus();
  const words = _("The browser wants a press first: press Play to listen.");
  note(words);
  tell(words);
});
on("lost", () => {
  if (connected) note(_("The sound broke off. It goes on from this sentence in a moment."));
});
on("state", () => {
  clearTimeout(waiting);
  if (!connected) return;
  if (player.waiting && !finished()) {
    waiting = setTimeout(() => note(_("The next sentence is being made.")), 1000);
  } else if (player.wanted) note("");
});

const liked = document.querySelector(`[name=track][value="${kept("track")}"]`);
choose((liked ?? document.querySelector("[name=track]:checked")).value);

if (listenAtOnce) {
  history.replaceState(null, "", location.pathname + location.search);
  play();
}
if (about.state === "waiting" || about.state === "making") followMaking(`${base}/events`, told, reached);

function press(line, lang) {
  rejoin();
  from(line, lang);
}

function told(kind, data) {
  const anew = finished(); // it is there, and completed or made again: the sound is the old one
  if (kind === "chosen") languages = Object.keys(data.engines).length || languages;
  else if (kind === "condensed") {
    lines = data.lines.length;
    if (anew) return;
    progress(_("The summary is ready. The first sentence is being spoken."));
    tell(_("The summary is ready."));
    renew();
  } else if (kind === "translated") {
    korean.set(data.line, data.ko);
    if (anew) return;
    say(data.line, data.ko);
    // What may be wrong in it is known before it is heard.
    if ((data.doubts?.length || (data.score ?? 1) < 1) && !doubted(data.line)) renew();
  } else if (kind === "untranslated" && !anew) renew();
  else if (kind === "piece" || kind === "spoken") {
    if (kind === "spoken") count(data);
    if (anew) return;
    more(data);
    refresh();
  } else if (kind === "made" && data.stage === "speak") {
    whole = true;
    if (!anew) progress(_("Everything is spoken. The files are being written."));
  } else if (kind === "finished") end(_("Finished."));
  else if (kind === "failed") end(_("It could not be made."), true);
  else if (kind === "cancelled") end(_("It was given up."), true);
}

const doubted = (line) => sentence(line, "ko")?.closest(".pair, .title").querySelector(".mark");

// A line is whole in a language.
function count({ language, line }) {
  if (!spoken.size && !finished()) tell(_("The first sentence can be heard."));
  spoken.add(`${language} ${line}`);
  const done = spoken.size / languages;
  progress(_("Spoken so far: {n} of {all} sentences.", { n: Math.ceil(done), all: lines }), done / lines);
}

async function end(words, failed = false) {
  if (failed && !finished()) {
    if (get("player").contains(document.activeElement)) get("state").focus();
    stop();
    hideBar();
    note("");
  }
  await renew();
  known.clear();
  tell(words);
  refresh();
  if (get("keep") && !get("keep").childElementCount) document.dispatchEvent(new Event("finished"));
}

let renewing = Promise.resolve();

// What the server says now. One after the other: an older answer must not come after a newer one.
function renew() {
  renewing = renewing.then(async () => {
    for (let tries = 0; tries < 5; tries++) {
      try {
        if (!(await freshen())) return location.reload();
        for (const [line, text] of korean) if (!finished()) say(line, text);
        pressable(press);
        mark(player.now);
        showTrack();
        offerShare(about.title);
        keepSources();
        return undefined;
      } catch {
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
    return undefined;
  });
  return renewing;
}

function progress(text, share) {
  if (get("progress")) get("progress").textContent = text;
  const bar = get("bar");
  if (!bar || share === undefined) return;
  bar.hidden = false;
  bar.value = share;
}

function reached(there) {
  if (there === connected) return;
  connected = there;
  reach(there);
  const words = there
    ? _("The server is there again. It goes on.")
    : _("The server does not answer at the moment. What was made is kept; it is tried again.");
  note(there ? "" : words);
  tell(words);
}

function note(text) {
  if (get("note").textContent !== text) get("note").textContent = text;
  get("note").hidden = !text;
}
