import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import type { Setting } from './setting.ts';
import type { Notice } from './types.ts';

/** What a member must know while it holds, beside the composer. */
export function notice(given: Notice | undefined, { t, clock }: Setting): Html {
  if (given === undefined) return html``;
  if (given.kind === 'away') return html`<p class="cb-muted cb-away">${icons.hush}<span>${t.interrupted}</span></p>`;
  const words = t.mutedUntil(clock.instant(given.until), given.reason);
  return html`<p class="cb-muted" data-until="${given.until}">${icons.hush}<span>${words}</span></p>`;
}
