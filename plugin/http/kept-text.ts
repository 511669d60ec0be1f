import type { Refused } from './box.ts';

/** A spent key would answer with what it did the first time; any other is kept, so that a retry is the same command. */
export const keptText = (text: string, error: Refused['error'], key: string): Refused =>
  error.code === 'CHATBOX_KEY_REUSED' || error.code === 'CHATBOX_KEY_TOO_OLD' ? { text, error } : { text, error, key };
