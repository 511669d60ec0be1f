import type { Page } from 'playwright-core';

/** All that came over the network into one tab, stream and fragments, byte for byte. */
export interface Wire {
  /** What came so far, as text. */
  bytes(): string;
  /** How many streams of the chat were asked for. */
  streams(): number;
}

/** Listens from now on; call it before the page is opened. */
export async function tap(page: Page): Promise<Wire> {
  const cdp = await page.context().newCDPSession(page);
  const parts: string[] = [];
  const live = new Set<string>();
  let streams = 0;
  const keep = (base64: string): void => void parts.push(Buffer.from(base64, 'base64').toString());
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    if (new URL(request.url).pathname === '/chatbox/stream') streams += 1;
  });
  // A stream has no end to be read at: its bytes are taken as they come.
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    parts.push(JSON.stringify(response.headers));
    if (response.mimeType !== 'text/event-stream') return;
    live.add(requestId);
    cdp.send('Network.streamResourceContent', { requestId }).then(
      ({ bufferedData }) => keep(bufferedData),
      () => undefined,
    );
  });
  cdp.on('Network.dataReceived', ({ requestId, data }) => {
    if (live.has(requestId) && data !== undefined) keep(data);
  });
  cdp.on('Network.loadingFinished', ({ requestId }) => {
    if (live.has(requestId)) return;
    cdp.send('Network.getResponseBody', { requestId }).then(
      ({ body, base64Encoded }) => (base64Encoded ? keep(body) : parts.push(body)),
      () => undefined,
    );
  });
  await cdp.send('Network.enable');
  return { bytes: () => parts.join('\n'), streams: () => streams };
}
