import type { Member } from '../../events/chatbox/member.ts';
import type { ChatState } from '../../events/chatbox/state.ts';
import type { Locale } from '../i18n/locale.ts';
import type { News } from './news.ts';

/**
 * Everybody of one language and the same groups. The rule of who sees what looks at nothing else of a member whom a
 * message does not name, so that one question answers for all of them.
 */
export interface Audience {
  readonly locale: Locale;
  /** One of them whom no message names. */
  readonly stranger: Member;
}

/** Audiences by what makes them: the same one for the same language and groups. */
export class Audiences {
  readonly #known = new Map<string, Audience>();

  of(member: Member, locale: Locale): Audience {
    const groups = [...member.groups].sort();
    const key = JSON.stringify([locale, ...groups]);
    let audience = this.#known.get(key);
    if (audience === undefined) {
      // No member has an empty id.
      audience = { locale, stranger: { id: '', login: '', name: '', groups, roles: [] } };
      // Groups come and go for years; a connection keeps the audience that it was given.
      if (this.#known.size >= 1_000) this.#known.clear();
      this.#known.set(key, audience);
    }
    return audience;
  }
}

/** The members whose sight of these messages may be another than their audience's. */
export function namedIn(news: readonly News[], state: ChatState): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { posted } of news) {
    named.add(posted.data.author);
    for (const reader of posted.data.to ?? []) named.add(reader);
    const removal = state.removals.get(Number(posted.revision));
    if (removal !== undefined) named.add(removal.by);
  }
  return named;
}
