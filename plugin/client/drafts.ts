import type { Readers } from './readers.ts';
import type { Store } from './store.ts';

/** Sent without an answer, or waiting to be: under its key it can be sent again, and is there once. */
export interface Unsent {
  readonly text: string;
  /** None until it is sent first. */
  readonly key: string;
  /** The id that it has, or will have, as a message; none without a key. */
  readonly id: string;
  /** The server's last word on it: it is tried again by hand alone, and holds up nobody else. */
  readonly refused: boolean;
  /** Why it was not sent, as far as the server said. */
  readonly why?: string | undefined;
  /** When its author wrote it, or asked for another try (ms). */
  readonly asked: number;
}

/** What a member wrote and has not sent, in this tab alone. */
export interface Draft {
  readonly member: string;
  /** As it stands in the field. */
  readonly text: string;
  readonly readers?: Readers;
  readonly unsent?: readonly Unsent[];
}

const keyOf = (chat: string): string => `chatbox-draft ${chat}`;

/** The draft of that member; anybody else's is dropped, unseen. */
export function draftOf(store: Store, chat: string, member: string): Draft | undefined {
  try {
    const draft: Draft = JSON.parse(store.get(keyOf(chat)) ?? '{}');
    if (draft.member === member && typeof draft.text === 'string') return draft;
  } catch {
    // Not ours.
  }
  keepDraft(store, chat, undefined);
  return undefined;
}

export function keepDraft(store: Store, chat: string, draft: Draft | undefined): void {
  store.set(keyOf(chat), draft && JSON.stringify(draft));
}
