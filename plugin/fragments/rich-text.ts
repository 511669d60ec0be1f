import { type Html, html, type Value } from './html.ts';
import { linkOf } from './link.ts';
import type { MessageView } from './types.ts';

/** An address, or a login that nobody could take for a part of another word (`ada@site.example` holds none). */
const MARKED =
  /(?<url>(?:(?<![\p{L}\p{N}])https?:\/\/|(?<![\p{L}\p{N}\p{M}_.@/-])www\.(?=[\p{L}\p{N}]))[^\s<>"\p{C}]+)|(?<![\p{L}\p{N}\p{M}_.@/-])@(?<login>[a-z0-9_][a-z0-9_.-]{1,28}[a-z0-9_])(?![.-]*[\p{L}\p{N}\p{M}_@])/giu;

/**
 * The words of a member: addresses become links, and `@` with one of these logins, folded, a mention. What is read is
 * what was written, character for character, but for the true host beside a link that could hide it.
 */
export function richText(text: string, logins?: MessageView['logins']): Html {
  const parts: Value[] = [];
  let from = 0;
  const take = (start: number, length: number, marked: Html): void => {
    parts.push(text.slice(from, start), marked);
    from = start + length;
  };
  for (const match of text.matchAll(MARKED)) {
    const { url, login } = match.groups ?? {};
    if (url !== undefined) {
      const link = linkOf(url);
      if (link !== undefined) take(match.index, link.length, link.markup);
    } else if (login !== undefined && logins?.has(login.toLowerCase())) {
      take(match.index, login.length + 1, mention(login));
    }
  }
  return html`${parts}${text.slice(from)}`;
}

const mention = (login: string): Html =>
  html`<bdi class="cb-mention" data-login="${login.toLowerCase()}">@${login}</bdi>`;
