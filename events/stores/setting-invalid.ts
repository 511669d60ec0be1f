import { ChatboxError } from '../core/errors.ts';

/** A setting that names no store: why, and what would do. Neither may repeat what is secret in it. */
export const settingInvalid = (why: string, hint: string): ChatboxError =>
  new ChatboxError('STORE_SETTING_INVALID', `The setting of the chatbox's store is wrong: ${why}\n  Hint: ${hint}`);
