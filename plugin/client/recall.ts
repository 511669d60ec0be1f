import type { Frame } from './stream.ts';

const KEPT = 200;

/** What a tab has shown lately, so that it can bring another one up to date. */
export interface Recall {
  /** All up to this revision was taken in. */
  cursor(): number;
  add(frame: Frame): void;
  /** What came after a revision; `undefined` where that is too long ago to know. */
  after(revision: number): readonly Frame[] | undefined;
}

export function recall(since: number): Recall {
  let cursor = since;
  let start = since;
  const messages: Frame[] = [];
  /** Of what replaces itself (who is here, what holds now), the last. */
  const standing = new Map<string, Frame>();
  return {
    cursor: () => cursor,
    add(frame) {
      // Never back: an id that a cut line shortened is a smaller one.
      cursor = Math.max(cursor, Number(frame.id) || 0);
      if (frame.type === 'presence' || frame.type === 'notice') standing.set(frame.type, frame);
      if (frame.type !== 'message') return;
      messages.push(frame);
      if (messages.length > KEPT) start = Number(messages.shift()?.id);
    },
    after(revision) {
      if (revision < start) return undefined;
      return [...messages.filter(({ id }) => Number(id) > revision), ...standing.values()];
    },
  };
}
