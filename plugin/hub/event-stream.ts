import type { Sink } from './connection.ts';
import { exempt, nodeResponse } from './node-response.ts';

/** Unsent bytes above which a reader is cut: where Node's response is at hand, and where only a `Response` is. */
const DIRECT_LIMIT = 1024 * 1024;
const PLAIN_LIMIT = 64 * 1024;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};
// The head is not flushed before the first bytes.
const OK = new TextEncoder().encode(': ok\n\n');

/**
 * A response that stays open. `opened` is called when its head is on the way, and returns what to do when it closes.
 * Bytes go straight to Node's response where there is one.
 */
export function eventStream(opened: (sink: Sink) => () => void): Response {
  const response = nodeResponse();
  let closed: (() => void) | undefined;
  const close = () => {
    closed?.();
    closed = undefined;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (closed !== undefined) return;
        const direct = response?.headersSent === true && !response.destroyed ? response : undefined;
        let ended = false;
        const end = () => {
          if (ended) return;
          ended = true;
          controller.close();
        };
        const sink: Sink = direct
          ? {
              write: (bytes) => void (direct.writable && direct.write(bytes)),
              end,
              backlog: () => direct.writableLength,
              limit: DIRECT_LIMIT,
            }
          : {
              write: (bytes) => void (ended || controller.enqueue(bytes)),
              end,
              backlog: () => -(controller.desiredSize ?? 0),
              limit: PLAIN_LIMIT,
            };
        sink.write(OK);
        closed = exempt(() => opened(sink));
        direct?.once('close', () => {
          ended = true;
          close();
        });
      },
      cancel: close,
    },
    { highWaterMark: 0, size: (chunk) => chunk?.byteLength ?? 0 },
  );
  return new Response(body, { headers: HEADERS });
}
