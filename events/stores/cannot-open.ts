import { ChatboxError } from '../core/errors.ts';

/** A store that cannot be opened: which one, why, and what its operator can do about it. `reason` is a keyword. */
export function cannotOpen(store: string, reason: string, why: string, hint: string, cause?: unknown): ChatboxError {
  return new ChatboxError(
    'STORE_CANNOT_OPEN',
    `The store "${store}" cannot be opened: ${why}\n  Hint: ${hint}`,
    { store, reason },
    { cause },
  );
}
