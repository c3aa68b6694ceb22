// How an episode is made, as the server tells it (docs/api.md: events). Where the server is gone for
// a while, it is asked again; what it then tells anew changes nothing.

const KINDS = [
  "waiting", "chosen", "condensed", "piece", "spoken", "translated", "untranslated", "unspoken",
  "made", "finished", "failed", "cancelled",
];
const AGAIN = 3000; // milliseconds

// `told(kind, data)` for each event once; `reached(whether)` when the server is lost and found.
export function follow(address, told, reached) {
  const seen = new Set();
  let ended = false;
  const listen = () => {
    const events = new EventSource(address);
    events.addEventListener("open", () => reached(true));
    events.addEventListener("error", () => {
      if (ended) return;
      reached(false);
      // Browsers come again by themselves, but not where something between us answers instead.
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
    });
    for (const kind of KINDS) {
      events.addEventListener(kind, (event) => {
        if (seen.has(event.lastEventId)) return;
        seen.add(event.lastEventId);
        ended ||= ["finished", "failed", "cancelled"].includes(kind);
        if (ended) events.close();
        told(kind, JSON.parse(event.data));
      });
    }
  };
  listen();
}
