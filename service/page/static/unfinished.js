// The list of what is being made, as it is now: the page is asked for again every few seconds, while
// something is under way and somebody sees it. What is finished or failed is told once.

import { fetched } from "./fetched.js";
import { merge } from "./merge.js";
import { tell } from "./telling.js";
import { _ } from "./words.js";

const EVERY = 5000; // milliseconds
const LONGEST = 60_000; // where the server does not answer
const ROUNDS = 3; // in which what is not being made any more may turn up among what is made

const list = document.querySelector('[data-part="unfinished"]');
const gone = new Map(); // from the list, by id
let wait = EVERY;
let timer = 0;
let looking = false;

if (list && items("making").size) watch();

function watch() {
  document.documentElement.dataset.watched = "";
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : look()));
  plan();
}

function plan() {
  clearTimeout(timer);
  const wanted = "watched" in document.documentElement.dataset;
  if (wanted && !document.hidden && (gone.size || items("making").size)) timer = setTimeout(look, wait);
}

async function look() {
  clearTimeout(timer);
  if (looking) return;
  looking = true;
  try {
    renew(await fetched(list.dataset.page));
    wait = EVERY;
  } catch {
    wait = Math.min(2 * wait, LONGEST);
  }
  looking = false;
  plan();
}

function renew(fresh) {
  const parts = [...fresh.querySelectorAll("[data-part]")];
  if (!parts.length) {
    // Another page came: it asks who one is. The link that stands where no script runs leads there.
    delete document.documentElement.dataset.watched;
    return;
  }
  for (const [id, item] of items("making")) gone.set(id, item);
  // What was made first: it is there when who pointed at it comes to look for it.
  for (const part of parts.reverse()) {
    const here = document.querySelector(`[data-part="${part.dataset.part}"]`);
    if (here) merge(here, part);
  }
  for (const id of items("making").keys()) gone.delete(id);
  const failed = items("failed");
  for (const [id, item] of gone) {
    const made = item.there || document.getElementById(`episode-${id}`);
    if (failed.has(id)) tell(_("It could not be made: {title}", item));
    else if (made) tell(_("It can be heard now: {title}", item));
    else if (--item.rounds) continue;
    gone.delete(id);
  }
}

// The episodes of a list by their ids; of each its title, and whether it was there already, and only
// what it misses is being made.
function items(name) {
  return new Map(
    [...list.querySelectorAll(`li[id^="${name}-"]`)].map((item) => [
      item.id.slice(name.length + 1),
      { title: item.querySelector("h3").textContent.trim(), there: "there" in item.dataset, rounds: ROUNDS },
    ]),
  );
}
