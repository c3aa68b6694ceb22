// Stopping after a while, for who falls asleep.

import { on, pause, stopAfterSentence } from "./player.js";
import { tell } from "./telling.js";
import { _ } from "./words.js";

const choice = document.getElementById("sleep");
let timer = 0;

export function offerSleep() {
  choice.addEventListener("change", () => {
    clearTimeout(timer);
    stopAfterSentence(choice.value === "sentence");
    const minutes = Number(choice.value);
    if (!minutes) return;
    timer = setTimeout(() => {
      pause();
      over();
    }, minutes * 60_000);
    tell(_("It stops in {n} min.", { n: minutes }));
  });
  on("stopped", over);
  on("ended", reset);
}

function over() {
  reset();
  tell(_("Stopped."));
}

function reset() {
  clearTimeout(timer);
  choice.value = "";
}
