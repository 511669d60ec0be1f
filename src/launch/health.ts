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
export async function* watchHealth(site: string, pause = 2_000, signal?: AbortSignal): AsyncGenerator<Health> {
  for (;;) {
    const health = await ask(`${site}/chatbox/health`, signal);
    yield health;
    if (health.ok) return;
    await delay(pause, undefined, { signal });
  }
}

/** How long the site may take until it listens, and then to answer. */
const PATIENCE = 30_000;

async function ask(url: string, signal: AbortSignal | undefined): Promise<Health> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
      const answer = Answer.safeParse(await response.json().catch(() => undefined));
      return { ok: response.ok && answer.success, status: response.status, code: answer.data?.code };
    } catch (error) {
      if (Date.now() > until) {
        const hint = 'a firewall or a proxy may be between; HOST=127.0.0.1 npm start listens on this machine alone.';
        throw explain(`The site does not answer at ${url}.`, String(error), hint);
      }
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
