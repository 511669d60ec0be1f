import { createHash } from 'node:crypto';

/** A UUIDv5 (RFC 9562) in a name space of ours: the same parts always give the same id. */
export function uuidv5(...parts: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const NAMESPACE = Buffer.from('9c2f5f7d8b1e4c0fa7d35e6b1f0c4a82', 'hex');
