// What can be heard of an episode while it is made, and when: by what the events of its making say.

const runs = []; // of sound, one a line and language, in the order in which they are heard

// An event `piece`: more sound of a line. An event `spoken`: the pause after it.
export function more({ language: lang, line, mp3_seconds: seconds, start, end }) {
  let run = runs.find((each) => each.lang === lang && each.line === line);
  if (!run) runs.push((run = { lang, line, seconds: 0, start, end: start }));
  run.seconds += seconds;
  run.end = end ?? run.end;
}

// The spans of a track so far, with where the sound of each begins (`begin`): a moment before speech.
export function liveSpans(track) {
  const found = [];
  const alone = { en: 0, ko: 0 }; // seconds of each language so far, by which its pieces are told
  let begin = 0;
  for (const { lang, line, seconds, start, end } of runs) {
    const by = begin - alone[lang];
    alone[lang] += seconds;
    if (track !== "both" && lang !== track) continue;
    found.push({ line, lang, begin, start: start + by, end: end + by });
    begin += seconds;
  }
  return found;
}
