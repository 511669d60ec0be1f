/** Tells the other tabs of this site whose session a box shows, and hears of theirs. Nothing else is said there. */
export interface SessionWatch {
  /** The session of the box as the server just gave it; empty for a visitor. */
  is(session: string): void;
  end(): void;
}

/** `changed` is called when another tab shows another session: what is shown here may be somebody else's. */
export function watchSession(place: string, changed: () => void): SessionWatch {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`chatbox ${place}`) : undefined;
  let ours: string | undefined;
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<string>) => {
      if (ours !== undefined && data !== ours) changed();
    };
  }
  return {
    is(session) {
      // Said once: two tabs that disagree ask the server, and never each other again.
      if (session !== ours) channel?.postMessage(session);
      ours = session;
    },
    end: () => channel?.close(),
  };
}
