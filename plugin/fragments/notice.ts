import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import type { Setting } from './setting.ts';
import type { Notice } from './types.ts';

/** What a member must know while it holds, beside the composer. */
export const notice = (given: Notice | undefined, { t, clock }: Setting): Html =>
  given === undefined
    ? html``
    : html`<p class="cb-${given.kind}" data-until="${given.until}">${icons.hush}<span>${t.mutedUntil(clock.instant(given.until), given.reason)}</span></p>`;
