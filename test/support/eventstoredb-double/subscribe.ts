import { randomUUID } from 'node:crypto';
import { failure } from './faults.ts';
import type { Node } from './node.ts';
import { streams } from './protocol.ts';
import { drained, type ReadCall } from './read.ts';
import { eventResponse } from './wire.ts';

const BATCH = 32;

/** Confirmation, the events after `fromRevision` (exclusive here), `caughtUp`, then what is written from now on. */
export function subscribe(node: Node, call: ReadCall, stream: string): void {
  const from = call.request.getOptions()?.getStream();
  const rows = () => node.log.visible(stream);
  let last = from?.hasRevision() ? BigInt(from.getRevision()) : from?.hasEnd() ? (rows().at(-1)?.revision ?? -1n) : -1n;
  let over = false;
  let wake = () => {};

  const subscription = {
    stream,
    end: () => {
      stop();
      call.end();
    },
    drop: () => {
      stop();
      call.emit('error', failure(10, 'Operation timed out: Consumer too slow to handle event while live.'));
    },
    // As a node that shuts down does it: disposed of, and the caller is not told.
    mute: () => stop(),
  };
  const unlisten = node.log.onWrite((written) => {
    if (written === stream) wake();
  });
  const stop = () => {
    over = true;
    unlisten();
    node.subscriptions.delete(subscription);
    wake();
  };
  node.subscriptions.add(subscription);
  for (const event of ['cancelled', 'close', 'error']) call.on(event, stop);

  const run = async () => {
    call.write(confirmation());
    for (let caughtUp = false; !over; ) {
      const next = rows()
        .filter(({ revision }) => revision > last)
        .slice(0, BATCH);
      for (const row of next) {
        if (over) return;
        last = row.revision;
        node.served += 1;
        if (!call.write(eventResponse(row))) await drained(call);
      }
      if (next.length > 0) continue;
      if (!caughtUp && node.saysCaughtUp) call.write(caughtUpResponse());
      caughtUp = true;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  void run();
}

function confirmation() {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  const response = new streams.ReadResp();
  response.setConfirmation(confirmation);
  return response;
}

function caughtUpResponse() {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
}
