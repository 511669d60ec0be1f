import { type Html, html } from './html.ts';
import type { Named } from './types.ts';

const HUES = 8;

/** The initial of a member on a colour that is theirs: by their id, so that it outlives a change of login. */
export const face = ({ id, login }: Named): Html =>
  html`<span class="cb-face cb-hue-${hueOf(id)}" aria-hidden="true">${login.charAt(0).toUpperCase()}</span>`;

/** Of FNV-1a, with its high bits mixed into the low ones: ids that differ by little look different. */
function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % HUES;
}
