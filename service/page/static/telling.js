// What screen readers are told, politely: one thing after the other, none of them twice.

const place = document.getElementById("told");
const waiting = [];
let timer = 0;

export function tell(text) {
  if (!text || waiting.at(-1) === text) return;
  waiting.push(text);
  if (!timer) next();
}

function next() {
  const text = waiting.shift();
  if (text === undefined) {
    timer = 0;
    return;
  }
  // Emptied first, so that the same words are said again when they are meant again.
  place.textContent = "";
  timer = setTimeout(() => {
    place.textContent = text;
    timer = setTimeout(next, 700);
  }, 60);
}
