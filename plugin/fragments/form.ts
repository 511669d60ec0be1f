import { type Html, html } from './html.ts';

export const hidden = (name: string, value: string | bigint): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** Where a refusal is shown: in the form that it answers, so that what was typed stays. */
export const refusalGoesTo = html`hx-status:4xx="target:'find .cb-note' swap:outerHTML" hx-status:5xx="target:'find .cb-note' swap:outerHTML"`;
