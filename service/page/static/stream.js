// Sound that is heard while it is made, handed to the player as it comes (Media Source Extensions).
// Browsers' players of files want blocks of some seconds before they play any of it. Those that
// cannot take MP3 so play it as a file.

const KIND = "audio/mpeg";

// Have the sound play an address; `broke` is called when it breaks off. Gives what ends it.
export function stream(sound, address, broke) {
  if (!window.MediaSource?.isTypeSupported(KIND)) {
    sound.src = address;
    return () => {};
  }
  const source = new MediaSource();
  const control = new AbortController();
  const url = URL.createObjectURL(source);
  source.addEventListener("sourceopen", () => {
    URL.revokeObjectURL(url);
    fill(source, address, control.signal).catch(() => control.signal.aborted || broke());
  }, { once: true });
  sound.src = url;
  return () => control.abort();
}

async function fill(source, address, signal) {
  const buffer = source.addSourceBuffer(KIND);
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(answer.status);
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const appended = new Promise((resolve) => buffer.addEventListener("updateend", resolve, { once: true }));
    buffer.appendBuffer(value);
    await appended;
  }
  source.endOfStream();
}
