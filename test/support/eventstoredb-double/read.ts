import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { failure } from './faults.ts';
import type { Kept } from './log.ts';
import type { Node } from './node.ts';
import { streams } from './protocol.ts';
import { subscribe } from './subscribe.ts';
import { eventResponse, identifier, nameOf } from './wire.ts';

export type ReadCall = Parameters<IStreamsServer['read']>[0];

/** `Streams/Read`: a page, or a subscription. */
export const read =
  (node: Node): IStreamsServer['read'] =>
  (call) => {
    call.on('error', () => {});
    const options = call.request.getOptions();
    const stream = nameOf(options?.getStream()?.getStreamIdentifier());
    if (options === undefined || !options.hasStream()) return void call.emit('error', failure(7, 'Access Denied'));
    const fault = node.fault(options.hasSubscription() ? 'subscribe' : 'read', stream, call.metadata);
    if (fault === 'hang') return;
    if (fault === 'cut') return node.link.cut();
    if (fault === 'end') return void call.end();
    if (typeof fault === 'object') {
      return void call.emit('error', failure(fault.status, fault.details ?? 'injected', fault.metadata));
    }
    if (options.hasSubscription()) return subscribe(node, call, stream);
    if (node.log.stream(stream).length === 0) notFound(call, stream);
    else void send(call, page(node.log.visible(stream), options));
  };

/** `fromRevision` is inclusive here. */
function page(rows: readonly Kept[], options: ReadReq.Options): readonly Kept[] {
  const from = options.getStream();
  const revision = from?.hasRevision() ? BigInt(from.getRevision()) : undefined;
  const count = Number(options.getCount());
  if (options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS) {
    return from?.hasEnd() ? [] : rows.filter((row) => row.revision >= (revision ?? 0n)).slice(0, count);
  }
  const reached = from?.hasEnd() ? rows : rows.filter((row) => row.revision <= (revision ?? 0n));
  return reached.toReversed().slice(0, count);
}

async function send(call: ReadCall, rows: readonly Kept[]): Promise<void> {
  for (const row of rows) {
    if (call.cancelled) return;
    if (!call.write(eventResponse(row))) await drained(call);
  }
  call.end();
}

function notFound(call: ReadCall, stream: string): void {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifier(stream));
  const response = new streams.ReadResp();
  response.setStreamNotFound(notFound);
  call.write(response);
  call.end();
}

/** Resolves when more may be written, or when nobody listens any more. */
export const drained = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'close', 'cancelled'];
    const done = () => {
      for (const event of events) call.off(event, done);
      resolve();
    };
    for (const event of events) call.on(event, done);
  });
