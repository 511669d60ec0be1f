import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { failure } from './faults.ts';
import type { Expected, Proposed, Result } from './log.ts';
import type { Node } from './node.ts';
import { shared, streams } from './protocol.ts';
import { nameOf, proposed } from './wire.ts';

/** `Streams/Append`: a message with the options, then one for each event. */
export const append =
  (node: Node): IStreamsServer['append'] =>
  (call, reply) => {
    const events: Proposed[] = [];
    let options: AppendReq.Options | undefined;
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(proposed(message));
    });
    call.on('error', () => {});
    const answered = () => {
      // A call that was cancelled half-way ends too; no server would write a part of it.
      if (call.cancelled) return;
      const stream = nameOf(options?.getStreamIdentifier());
      const fault = node.fault('append', stream, call.metadata);
      if (fault === 'hang') return;
      if (fault === 'cut') return node.link.cut();
      if (typeof fault === 'object') return reply(failure(fault.status, fault.details ?? 'injected', fault.metadata));
      const expected = expectedOf(options);
      const result = node.log.append(stream, expected, events);
      if (fault === 'lose-reply') return;
      if (fault === 'cut-after') return node.link.cut();
      if (fault === 'deny') return reply(null, conflict(expected, BigInt(node.log.stream(stream).length) - 1n));
      answer(result, expected, reply);
    };
    call.on('end', () => setImmediate(answered));
  };

function answer(result: Result, expected: Expected, reply: Parameters<IStreamsServer['append']>[1]) {
  if (result.wrote) return reply(null, success(result.revision, result.position));
  if (result.why === 'conflict') return reply(null, conflict(expected, result.current));
  const trailers = { exception: 'maximum-append-size-exceeded', 'maximum-append-size': '1048576' };
  reply(failure(3, 'Maximum Append Size Exceeded.', trailers));
}

function expectedOf(options: AppendReq.Options | undefined): Expected {
  if (options?.hasRevision()) return BigInt(options.getRevision());
  if (options?.hasNoStream()) return 'no_stream';
  return options?.hasStreamExists() ? 'stream_exists' : 'any';
}

function success(revision: bigint, at: bigint): AppendResp {
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(at));
  position.setPreparePosition(String(at));
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  success.setPosition(position);
  const response = new streams.AppendResp();
  response.setSuccess(success);
  return response;
}

function conflict(expected: Expected, current: bigint): AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (typeof expected === 'bigint') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedAny(new shared.Empty());
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
}
