import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Kept, Proposed } from './log.ts';
import { shared, streams } from './protocol.ts';

export const nameOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export function identifier(stream: string): StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}

function uuidOf(uuid: UUID | undefined): string {
  const bits = uuid?.getStructured();
  if (bits === undefined) return uuid?.getString().toLowerCase() ?? '';
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(BigInt(bits.getMostSignificantBits()), 0);
  bytes.writeBigInt64BE(BigInt(bits.getLeastSignificantBits()), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function proposed(message: AppendReq.ProposedMessage): Proposed {
  return {
    id: uuidOf(message.getId()),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** One event of a read or a subscription, as servers from 22.6 on send it: with its positions. */
export function eventResponse(kept: Kept): ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(kept.id);
  event.setId(id);
  event.setStreamIdentifier(identifier(kept.stream));
  event.setStreamRevision(String(kept.revision));
  event.setCommitPosition(String(kept.position));
  event.setPreparePosition(String(kept.position));
  const metadata = event.getMetadataMap();
  metadata.set('type', kept.type);
  metadata.set('content-type', kept.contentType);
  metadata.set('created', String(kept.created));
  event.setData(kept.data);
  event.setCustomMetadata(kept.metadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(event);
  read.setNoPosition(new shared.Empty());
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response;
}
