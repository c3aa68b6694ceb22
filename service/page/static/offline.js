// Keeping a finished episode on this device, by choice, and the list of those that are kept.

import { tell } from "./telling.js";
import { _ } from "./words.js";

const KEPT = "kept"; // the same name in sw.js
const about = (id) => `/kept/${id}`; // no address of the server's: what the list needs to know

// The cache of what is kept; null where this browser keeps nothing for us.
const opened = () => caches.open(KEPT).catch(() => null);

if ("serviceWorker" in navigator && "caches" in window) {
  const policy = window.trustedTypes?.createPolicy("deutgi", { createScriptURL: (url) => url });
  const worker = policy ? policy.createScriptURL("/sw.js") : "/sw.js";
  navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {}); // a private window, say
  const place = document.getElementById("keep");
  if (place) offer(place);
  // What was being made can be kept from now on.
  document.addEventListener("finished", () => offer(document.getElementById("keep")));
  const list = document.getElementById("kept");
  if (list) show(list);
}

async function offer(place) {
  const cache = await opened();
  if (!cache) return;
  const id = decodeURIComponent(location.pathname.split("/")[2]);
  const button = document.createElement("button");
  button.type = "button";
  const said = document.createElement("p");
  said.className = "hint";
  place.replaceChildren(button, said);
  place.hidden = false;
  let kept = Boolean(await cache.match(about(id)));
  let busy = false;
  const name = () => {
    button.textContent = kept ? _("Do not keep for offline") : _("Keep for offline");
  };
  name();
  button.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    try {
      if (kept) {
        await forget(cache, id);
        said.textContent = _("It is not kept on this device any more.");
      } else {
        const bytes = await keep(cache, id, (done, all) => {
          said.textContent = _("Keeping: {done} of {all} MB", { done: megabytes(done), all: megabytes(all) });
        });
        said.textContent = _("Kept on this device: {all} MB.", { all: megabytes(bytes) });
      }
      kept = !kept;
    } catch (error) {
      await forget(cache, id);
      said.textContent =
        error.name === "QuotaExceededError"
          ? _("There is no room for it on this device.")
          : _("It could not be kept: the connection was lost. Try again.");
    } finally {
      busy = false;
      button.removeAttribute("aria-disabled");
    }
    name();
    tell(said.textContent);
  });
}

// Everything or nothing: what the list reads is written last.
async function keep(cache, id, progress) {
  navigator.storage?.persist?.();
  const base = `/v1/episodes/${encodeURIComponent(id)}`;
  const answer = await asked(base);
  const episode = await answer.clone().json();
  await cache.put(base, answer);
  const tracks = Object.entries(episode.tracks);
  const all = tracks.reduce((sum, [, track]) => sum + track.size, 0);
  let done = 0;
  for (const [track, { captions, size }] of tracks) {
    progress(done, all);
    await cache.put(`${base}/${track}.mp3`, await asked(`${base}/${track}.mp3`));
    for (const kind of Object.keys(captions)) {
      await cache.put(`${base}/${track}.${kind}`, await asked(`${base}/${track}.${kind}`));
    }
    done += size;
  }
  for (const track of Object.keys(episode.texts)) {
    await cache.put(`${base}/${track}.txt`, await asked(`${base}/${track}.txt`));
  }
  const page = `/episodes/${encodeURIComponent(id)}`;
  await cache.put(page, await asked(page));
  const { title, title_ko, status } = episode;
  if (status !== "done") throw new Error("It is being made.");
  await cache.put(about(id), Response.json({ id, title, title_ko, bytes: all }));
  return all;
}

async function asked(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.status !== 200 || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

async function forget(cache, id) {
  const name = encodeURIComponent(id);
  await cache.delete(about(id));
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    const mine = [`/episodes/${name}`, `/v1/episodes/${name}`].includes(path);
    if (mine || path.startsWith(`/v1/episodes/${name}/`)) await cache.delete(request);
  }
}

async function show(list) {
  const notice = document.getElementById("no-connection");
  const away = () => {
    notice.hidden = navigator.onLine && location.pathname === "/offline";
  };
  addEventListener("online", away);
  addEventListener("offline", away);
  away();
  const cache = await opened();
  for (const request of (await cache?.keys()) ?? []) {
    if (!new URL(request.url).pathname.startsWith("/kept/")) continue;
    const episode = await (await cache.match(request)).json();
    const item = document.createElement("li");
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = `/episodes/${encodeURIComponent(episode.id)}`;
    link.lang = "en";
    link.textContent = episode.title;
    heading.append(link);
    item.append(heading);
    if (episode.title_ko) {
      const other = document.createElement("p");
      other.className = "other";
      other.lang = "ko";
      other.textContent = episode.title_ko;
      item.append(other);
    }
    const facts = document.createElement("p");
    facts.className = "hint";
    facts.textContent = _("{all} MB", { all: megabytes(episode.bytes) });
    item.append(facts);
    list.append(item);
    document.getElementById("none-kept").hidden = true;
  }
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
