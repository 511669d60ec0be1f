/** A frame as a browser reads it. */
export interface ReadFrame {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/**
 * Reads Server-Sent Events by the letter of the standard, so that our framing is held to something else than itself:
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function readFrames(stream: string): ReadFrame[] {
  const frames: ReadFrame[] = [];
  let event = '';
  let data = '';
  let id: string | undefined;
  for (const line of stream.split(/\r\n|\n|\r/)) {
    if (line === '') {
      if (data !== '') frames.push({ event: event || 'message', data: data.replace(/\n$/, ''), id });
      event = '';
      data = '';
      id = undefined;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data += `${value}\n`;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }
  return frames;
}
