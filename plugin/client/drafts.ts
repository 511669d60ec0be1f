import type { Store } from './store.ts';

/** What a member wrote and has not sent, in this tab alone. */
export interface Draft {
  readonly member: string;
  readonly text: string;
  /** Whether those who will read it are those of the line before. */
  readonly kept?: boolean;
  /** Sent without an answer: under its key it can be sent again, and is there once. */
  readonly unsent?: { readonly text: string; readonly key: string; readonly id: string } | undefined;
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
