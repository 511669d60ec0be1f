import { setTimeout as delay } from 'node:timers/promises';
import { NoAnswer } from './outcomes.ts';

/** Doubles from `first` to `longest`; half of it is chance, so that many processes do not knock together. */
export function backOff(failures: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** Math.min(failures, 30)) * (0.5 + Math.random() / 2);
}

/** Resolves after `ms`, or at once when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}

/** The client's own deadlines do not cover all that it waits for. What comes later is dropped. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`no answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
