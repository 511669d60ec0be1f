import type { ServerResponse } from 'node:http';
import { OPENING } from './frames.ts';
import { BACKLOG, UNWATCHED } from './limits.ts';
import { exempt, nodeResponse } from './node-response.ts';
import type { Sink } from './sink.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * A response that streams into the sink that `open` is given, once its head is written. It writes to Node's response
 * where it can: the host's own loop takes all that it gets into memory, however slowly the reader reads.
 * @param open answers what is to be called when the reader has gone
 */
export function eventStream(open: (sink: Sink) => () => void): Response {
  const response = nodeResponse();
  let arrived: (() => unknown) | undefined;
  let close: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      // With nothing wanted in advance, this runs when the host has written the head and asks for the body.
      pull(controller) {
        if (close !== undefined) return;
        // Its reader left before anybody listened for that, and nothing will say so again.
        if (response?.destroyed) {
          close = nothing;
          controller.close();
          return;
        }
        if (arrived === undefined) {
          arrived = response?.headersSent ? firstWrite(response) : nothing;
          controller.enqueue(OPENING);
          return;
        }
        // Something that compresses or rewrites the body on its way must not be passed by.
        const direct = arrived() === OPENING && response?.writable === true;
        arrived = nothing;
        const sink = direct ? new NodeSink(response) : new BodySink(controller);
        close = exempt(() => open(sink));
        if (!direct) return;
        response.once('close', close);
        // The host is done, and lets go of most of what it keeps of a request: a third of an idle stream's heap.
        controller.close();
        // Its listener for errors of the request, which was read long ago, holds the rest. Node emits none without one.
        response.req.removeAllListeners('error');
      },
      cancel: () => close?.(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}

const nothing = (): undefined => undefined;

/** Watches for the next write of a response; answers what tells its bytes, and stops watching. */
function firstWrite(response: ServerResponse): () => unknown {
  const write = response.write;
  let first: unknown;
  response.write = (...args: unknown[]): boolean => {
    first ??= args[0];
    return Reflect.apply(write, response, args);
  };
  return () => {
    // Not deleted: that would turn the response into a dictionary, four times as large.
    response.write = write;
    return first;
  };
}

/** From here on the response is ours: the host, whose body has ended, must not end it. */
class NodeSink implements Sink {
  readonly limit = BACKLOG;
  readonly #response: ServerResponse;
  readonly #end: ServerResponse['end'];

  constructor(response: ServerResponse) {
    this.#response = response;
    this.#end = response.end;
    response.end = notByTheHost;
  }

  write(bytes: Uint8Array): void {
    if (this.#response.writable) this.#response.write(bytes);
  }

  end(): void {
    this.#response.end = this.#end;
    this.#response.end();
  }

  cut(): void {
    this.#response.destroy();
  }

  backlog(): number {
    return this.#response.writableLength;
  }
}

function notByTheHost(this: ServerResponse): ServerResponse {
  return this;
}

/** Nothing tells what the host still holds: all that was written counts, and the stream ends gracefully. */
class BodySink implements Sink {
  readonly limit = UNWATCHED;
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  #written = 0;
  #ended = false;

  constructor(controller: ReadableStreamDefaultController<Uint8Array>) {
    this.#controller = controller;
  }

  write(bytes: Uint8Array): void {
    if (this.#ended) return;
    this.#written += bytes.byteLength;
    this.#controller.enqueue(bytes);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    // A reader that has gone has closed it already.
    if (this.#controller.desiredSize !== null) this.#controller.close();
  }

  cut(): void {
    this.end();
  }

  backlog(): number {
    return this.#written;
  }
}
