import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { explain } from './explain.mjs';

const Answer = z.object({ status: z.string(), code: z.string().optional() });

export interface Health {
  readonly ok: boolean;
  readonly status: number;
  readonly code?: string | undefined;
}

/** A store elsewhere may come later: the site waits for it. */
export const isWaiting = ({ code }: Health): boolean => code === 'STORE_UNAVAILABLE';

/** What the site says of itself, again and again until it is well. The first question opens the store. */
export async function* watchHealth(origin: string, pause = 2_000): AsyncGenerator<Health> {
  for (;;) {
    const health = await ask(`${origin}/chatbox/health`);
    yield health;
    if (health.ok) return;
    await delay(pause);
  }
}

async function ask(url: string, patience = 10_000): Promise<Health> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
      const answer = Answer.safeParse(await response.json().catch(() => undefined));
      return { ok: response.ok && answer.success, status: response.status, code: answer.data?.code };
    } catch (error) {
      if (Date.now() > until) throw error;
      await delay(50);
    }
  }
}

/** Why the site cannot be used, for whoever started it. */
export function notWell({ status, code }: Health): Error {
  const why = 'the lines above say why.';
  if (code === 'STORE_CANNOT_OPEN') {
    return explain(
      'The chat has no store, so the site was stopped.',
      why,
      'mend that, or name another place: CHATBOX_STORE=sqlite:./data/chatbox.db npm start',
    );
  }
  if (code?.startsWith('STORE_')) {
    const hint = 'CHATBOX_STORE takes sqlite:./data/chatbox.db, esdb://… or esdb+discover://…';
    return explain(`The chat has no store (${code}), so the site was stopped.`, why, hint);
  }
  return explain(
    `The chat does not run (${code ?? `its health page answers ${status}`}), so the site was stopped.`,
    why,
    'npm run build makes the site anew; npm run dev shows more of an error.',
  );
}
