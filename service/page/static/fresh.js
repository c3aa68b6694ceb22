// The page as the server would give it now, put into the one that is open: what somebody reads,
// points at or opened stays where it is.

import { fetched } from "./fetched.js";

// Fetch and put in. Gives whether it could be: a text that has changed altogether cannot.
export async function freshen() {
  const fresh = await fetched(location.pathname + location.search);
  const text = document.getElementById("text");
  const other = fresh.getElementById("text");
  if (!text || !other) return false;
  if (!text.childElementCount) text.replaceChildren(...other.children);
  else if (!alike(text, other)) return false;
  for (const each of fresh.querySelectorAll(".sentence")) sentence(each);
  for (const each of fresh.querySelectorAll("[data-part]")) part(each);
  Object.assign(document.getElementById("reading").dataset, fresh.getElementById("reading").dataset);
  return true;
}

function alike(text, other) {
  const lines = (place) => [...place.querySelectorAll('.sentence[lang="en"] .said')].map((each) => each.textContent);
  return lines(text).join("\n") === lines(other).join("\n");
}

function sentence(fresh) {
  const place = fresh.closest(".title") ? ".title .sentence" : `.text .sentence[data-line="${fresh.dataset.line}"]`;
  const here = document.querySelector(`${place}[lang="${fresh.lang}"]`);
  if (!here) {
    // The headline has got its Korean.
    [...document.querySelectorAll(".title .sentence")].at(-1)?.after(document.importNode(fresh, true));
    return;
  }
  for (const name of ["line", "count", "alone", "both", "missing"]) {
    if (fresh.dataset[name] === undefined) delete here.dataset[name];
    else here.dataset[name] = fresh.dataset[name];
  }
  here.hidden = fresh.hidden;
  const said = here.querySelector(".said");
  const words = document.importNode(fresh.querySelector(".said"), true);
  // A text that came by itself has no marks yet.
  if (!said.isEqualNode(words)) said.replaceChildren(...words.childNodes);
  here.querySelector(".chip")?.remove();
  const chip = fresh.querySelector(".chip");
  if (chip) said.after(" ", document.importNode(chip, true));
}

function part(fresh) {
  const here = document.querySelector(`[data-part="${fresh.dataset.part}"]`);
  if (!here || here.isEqualNode(fresh)) return;
  const focused = here.contains(document.activeElement) ? document.activeElement : null;
  const opened = [...here.querySelectorAll("details[open]")].map((each) => each.id);
  const keep = here.querySelector("#keep");
  here.replaceChildren(...[...fresh.childNodes].map((each) => document.importNode(each, true)));
  if (keep?.childElementCount) here.querySelector("#keep")?.replaceWith(keep);
  for (const id of opened) here.querySelector(`#${id}`)?.setAttribute("open", "");
  if (!focused) return;
  const again = (focused.id && document.getElementById(focused.id)) || here;
  if (again === here) here.tabIndex = -1;
  again.focus({ preventScroll: true });
}
