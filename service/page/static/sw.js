// The service worker. Pages are asked of the server first, so that they are never old where there is
// a connection; what is kept on this device is there without one. The line above tells SHELL.

const SHELL_CACHE = `shell-${SHELL.version}`;
const KEPT = "kept"; // the same name in offline.js
const PATIENCE = 6000; // milliseconds: a connection that is worse than none
const SAME = { ignoreVary: true, ignoreSearch: true };

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL_CACHE)
      .then((cache) => cache.addAll([...SHELL.files, "/offline"]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (/^\/v1\/episodes\/[^/]+\/\w+\.mp3$/.test(url.pathname)) event.respondWith(sound(request, url));
  else if (/^\/v1\/episodes\/[^/]+(\/\w+\.(vtt|srt|txt))?$/.test(url.pathname)) event.respondWith(fresh(request));
});

// A page that was kept before an upgrade names files of then: those of now take their place.
async function file(request, url) {
  const now = url.pathname.replace(/^\/static\/[^/]+/, `/static/${SHELL.version}`);
  return (await caches.match(now)) ?? fetch(request);
}

async function page(request) {
  const kept = await caches.open(KEPT).then((cache) => cache.match(request, SAME));
  try {
    // Without one that is kept there is nothing better than to wait.
    return await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
  } catch {
    return kept ?? (await caches.match("/offline", SAME)) ?? Response.error();
  }
}

async function fresh(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.open(KEPT).then((cache) => cache.match(request, SAME));
    if (kept) return kept;
    throw error;
  }
}

async function sound(request, url) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(url.pathname, SAME);
  return kept ? part(request, kept) : fetch(request);
}

// Players ask for parts (RFC 9110, 14.2), and a cache knows only the whole.
async function part(request, whole) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!asked) return whole;
  const blob = await whole.blob();
  const first = Number(asked[1]);
  const last = Math.min(asked[2] ? Number(asked[2]) : Infinity, blob.size - 1);
  if (first > last) {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${blob.size}` } });
  }
  const headers = new Headers(whole.headers);
  headers.set("Content-Range", `bytes ${first}-${last}/${blob.size}`);
  headers.set("Content-Length", String(last - first + 1));
  return new Response(blob.slice(first, last + 1), { status: 206, headers });
}
