import { barred } from './rights.ts';
import type { ChatState } from './state.ts';

/** A guess is not worth more than some milliseconds. */
const MOST = 2_000;

/**
 * The login that an author probably meant: one or two slips away, among others who may enter. What was typed itself
 * nobody has any more, whatever the log last heard.
 */
export function nearestLogin(typed: string, author: string, state: ChatState): string | undefined {
  let best: string | undefined;
  let least = 3;
  for (const member of state.members.valueSeq().take(MOST)) {
    if (member.id === author || member.login === typed) continue;
    if (Math.abs(member.login.length - typed.length) >= least) continue;
    const slips = distance(typed, member.login);
    if (slips < least && barred(member, state) === undefined) [best, least] = [member.login, slips];
  }
  return best;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
