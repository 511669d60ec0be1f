import { randomUUID } from 'node:crypto';
import type { ComposerData, Farewell, MessageView, Told } from '../../../plugin/fragments/types.ts';
import { member } from '../../support/builders.ts';
import { named, renderer } from '../../support/fragments.ts';
import { LOGINS, type Message, people, type Talk } from './talk.ts';

const SHOWN = 30;
const locale = 'fr';
const logins = new Set(LOGINS);

/** Who a request is from: `jose-2` is a session of jose's. */
export interface Caller {
  readonly session: string;
  readonly login: string;
}

/** What the server would render, by the templates that it uses. */
export function pages(talk: Talk, present: () => Iterable<string>) {
  const view = (of: Message): MessageView => {
    const removal = talk.removed.get(of.revision);
    return {
      message: of.message,
      revision: BigInt(of.revision),
      at: of.at,
      author: named(of.author),
      to: of.to?.map(named),
      text: of.text,
      logins,
      removal: removal && { by: named(removal.by), byAuthor: removal.by === of.author, reason: 'x', restorable: true },
    };
  };
  const composer = (more: Partial<ComposerData> = {}): ComposerData => {
    const key = more.key ?? `${talk.revision}.${randomUUID()}`;
    return { locale, key, message: key.slice(key.indexOf('.') + 1), text: '', returnTo: '/', ...more };
  };
  const page = (login: string, before?: number) => {
    const all = talk.seenBy(login, before);
    const shown = all.slice(-SHOWN);
    return {
      views: shown.map(view),
      before: all.length > shown.length ? shown[0] && BigInt(shown[0].revision) : undefined,
    };
  };
  const moderates = (login: string): boolean => login === 'nadia';
  return {
    message: (of: Message) => renderer.message(view(of), locale),
    present: () => renderer.presence(people(present()), locale),
    farewell: (why: Farewell) => renderer.farewell(why, locale),
    waiting: () => renderer.host(renderer.waiting(locale), locale),
    host: (box: string) => renderer.host(box, locale),
    posted: (of: Message) => renderer.posted(view(of), composer()),
    refused: (told: Told, key: string, text: string) => renderer.composer(composer({ key, text, error: told })),
    muted: (until: string) => renderer.notice({ kind: 'muted', until, reason: 'x' }, locale),
    error: (told: Told) => renderer.error(told, locale),
    older: (login: string, before: number) => renderer.older(page(login, before), locale),
    acts: (login: string, of: Message) =>
      renderer.acts({
        locale,
        view: view(of),
        member: { ...member(login), ...named(login) },
        moderator: moderates(login),
        mute: undefined,
        mutable: true,
        returnTo: '/',
      }),
    box: ({ login, session }: Caller) =>
      renderer.box({
        locale,
        options: { title: '', height: 'medium', members: true, sound: true, visitorText: '' },
        member: { ...member(login), ...named(login) },
        session,
        moderator: moderates(login),
        revision: BigInt(talk.revision),
        ...page(login),
        present: people([...present(), login]),
        composer: composer(),
        notice: undefined,
      }),
  };
}
