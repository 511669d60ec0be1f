import { messageOf } from '../../core/errors.ts';
import { ResultCode, resultCode } from './result-code.ts';
import { UnfitFile } from './schema.ts';

/** Why a file cannot be opened, and what its operator can do about it. */
export interface WhyNot {
  readonly reason: string;
  readonly why: string;
  readonly hint: string;
}

export function refusal(error: unknown, lockedMs: number): WhyNot {
  if (error instanceof UnfitFile) return { reason: error.reason, why: error.message, hint: error.hint };
  switch (resultCode(error)) {
    case ResultCode.notADatabase:
      return {
        reason: 'not-a-database',
        why: 'the file is not a SQLite database.',
        hint: 'name another file, or restore this one from a copy.',
      };
    case ResultCode.busy:
      return {
        reason: 'locked',
        why: `another process has kept it locked for ${lockedMs} ms.`,
        hint: 'end that process (a copy or an editor that has the file open, perhaps), then start again.',
      };
    case ResultCode.readOnly:
    case ResultCode.cannotOpen:
      return {
        reason: 'denied',
        why: `this process may not write there (${messageOf(error)}).`,
        hint: 'let it write the file and the folder around it, which holds two more files while it runs.',
      };
    default:
      return { reason: 'failed', why: `${messageOf(error)}.`, hint: 'see that the disk is well and not full.' };
  }
}
