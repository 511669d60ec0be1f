import { clientTexts } from '../i18n/client-texts.ts';
import { type Html, html, json } from './html.ts';
import type { Locale } from './types.ts';

/** What the browser says by itself: an inert data block, which a content security policy lets be. */
export const textsBlock = (locale: Locale): Html =>
  html`<script type="application/json" class="cb-texts">${json(clientTexts[locale])}</script>`;
