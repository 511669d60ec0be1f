import { hash } from 'node:crypto';

/** A UUIDv5 (RFC 9562) in a name space of ours: the same parts always give the same id. */
export function uuidv5(...parts: readonly string[]): string {
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(JSON.stringify(parts))]), 'hex');
  const variant = VARIANTS[Number.parseInt(digest.charAt(16), 16) & 3];
  const rest = digest.slice(17, 20);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${rest}-${digest.slice(20, 32)}`;
}

const NAMESPACE = Buffer.from('9c2f5f7d8b1e4c0fa7d35e6b1f0c4a82', 'hex');
const VARIANTS = '89ab';
