// The system's own player: lock screen, headset and keyboard (Media Session).

import { on, pause, play, player, seek, step } from "./player.js";
import { name } from "./sentences.js";

export function shareSession(about, seconds) {
  const session = navigator.mediaSession;
  if (!session) return;
  const actions = {
    play,
    pause,
    stop: pause,
    previoustrack: () => step(-1),
    nexttrack: () => step(1),
    seekto: ({ seekTime }) => seek(seekTime),
    seekbackward: ({ seekOffset }) => seek(Math.max(0, player.time - (seekOffset || 10))),
    seekforward: ({ seekOffset }) => seek(Math.min(seconds(), player.time + (seekOffset || 10))),
  };
  for (const [action, does] of Object.entries(actions)) {
    try {
      session.setActionHandler(action, does);
    } catch {
      // This browser does not know it.
    }
  }
  const show = () => {
    session.metadata = new MediaMetadata({
      title: about.title,
      artist: player.now ? name(player.now.line) : about.byline,
      album: "Deutgi 듣기",
      artwork: [{ src: about.picture, sizes: "512x512", type: "image/png" }],
    });
    const duration = seconds();
    if (duration > 0) {
      const position = Math.min(player.time, duration);
      session.setPositionState?.({ duration, position, playbackRate: player.speed });
    }
  };
  on("sentence", show);
  on("state", () => {
    session.playbackState = player.wanted ? "playing" : "paused";
  });
}
