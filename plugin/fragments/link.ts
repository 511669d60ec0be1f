import { type Html, html } from './html.ts';

/** Punctuation that ends the sentence around an address rather than the address. */
const AFTER = ".,;:!?'’”»…*_~|]}";

/**
 * A link for an address as it was typed, and how much of the typed text it covers; one that begins with `www.` is gone to
 * by https. An address that is not read as it looks (a user before the host, a host in another script) shows its true
 * host, and never carries the user.
 * @returns none where no browser would go there
 */
export function linkOf(typed: string): { readonly markup: Html; readonly length: number } | undefined {
  const shown = withoutSentence(typed);
  const address = shown.replace(/^www\./i, 'https://$&');
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  const plain = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1]?.toLowerCase() === url.host;
  const host = !plain && html`<span class="cb-host"> [${url.host}]</span>`;
  return {
    markup: html`<a href="${url.href}" dir="ltr" target="_blank" rel="nofollow ugc noopener noreferrer">${shown}</a>${host}`,
    length: shown.length,
  };
}

/** Drops what follows the address; a bracket stays when it was opened within (`…/Lyon_(ville)`). */
function withoutSentence(typed: string): string {
  let open = typed.split('(').length - typed.split(')').length;
  let end = typed.length;
  for (; ; end -= 1) {
    const last = typed.charAt(end - 1);
    if (last === ')' && open < 0) open += 1;
    else if (last === '' || !AFTER.includes(last)) return typed.slice(0, end);
  }
}
