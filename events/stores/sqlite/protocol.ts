/** What the store's thread and the writer's tell each other. Numbers and texts only: cheap to clone. */

/** Marks the writer's Worker, so that a bundle that holds the module by accident does not start it. */
export const ROLE = 'astro-chatbox:sqlite-writer';

export interface WriterData {
  readonly role: typeof ROLE;
  readonly path: string;
  /** How long a commit waits for another process's lock. */
  readonly lockedMs: number;
}

/** `id, type, v, data, meta` of each event, one after the other: flat arrays clone twice as fast as objects. */
export type Cell = string | number;
export const CELLS = 5;

export type Task =
  | {
      readonly kind: 'append';
      readonly task: number;
      readonly stream: string;
      readonly expected: number;
      readonly cells: readonly Cell[];
    }
  | {
      readonly kind: 'snapshot';
      readonly task: number;
      readonly stream: string;
      readonly revision: number;
      readonly v: number;
      /** UTF-8, handed over: it may be some MB. */
      readonly state: Uint8Array<ArrayBuffer>;
    };

export type ToWriter = Task | { readonly kind: 'close' };

export type Answer =
  | {
      readonly kind: 'appended';
      readonly task: number;
      readonly revision: number;
      readonly position: number;
      /** Another process has written since the last such answer. */
      readonly others: boolean;
    }
  | { readonly kind: 'saved'; readonly task: number }
  | { readonly kind: 'conflict'; readonly task: number; readonly actual: number }
  /** Surely nothing was written. */
  | { readonly kind: 'unavailable'; readonly task: number; readonly why: string }
  /** The commit itself failed. */
  | { readonly kind: 'unknown'; readonly task: number; readonly why: string };

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly reason: string; readonly why: string; readonly hint: string }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] };
