/** What a stream says besides messages: they repeat the last revision, and are said again when it opens. */
export type FrameKind = 'message' | 'presence' | 'notice' | 'box' | 'bye' | 'beat';

/**
 * One Server-Sent Event. `id:` is its last field, so that a browser never takes a frame that was cut for a whole one.
 * @param revision up to here the reader has seen all that it may see
 */
export function frame(html: string, revision: bigint, kind: FrameKind = 'message'): Buffer {
  const name = kind === 'message' ? '' : `event: ${kind}\n`;
  const data = html.split(/\r\n|\r|\n/).join('\ndata: ');
  return Buffer.from(`${name}data: ${data}\nid: ${revision}\n\n`);
}
