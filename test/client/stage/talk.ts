import { randomUUID } from 'node:crypto';
import { addressOf } from '../../../events/chatbox/addressing.ts';
import type { Removal } from '../../../events/chatbox/state.ts';
import type { Told } from '../../../plugin/fragments/types.ts';
import { named } from '../../support/fragments.ts';

export const LOGINS = ['jose', 'lea', 'kevin', 'nadia'];

export interface Message {
  readonly revision: number;
  readonly message: string;
  readonly author: string;
  readonly to: readonly string[] | undefined;
  readonly text: string;
  readonly at: string;
}

/** What happened: a message, or something that shows a message anew. */
export interface Happening {
  readonly revision: number;
  readonly of: Message;
}

/** As much of a chat as a browser needs to be tried: nothing is decided here but who reads what. */
export class Talk {
  readonly log: Happening[] = [];
  readonly removed = new Map<number, Pick<Removal, 'by'>>();
  readonly #byKey = new Map<string, Message>();
  readonly #listeners = new Set<(happening: Happening) => void>();

  get revision(): number {
    return this.log.length - 1;
  }

  get texts(): string[] {
    return this.log.filter(({ of, revision }) => of.revision === revision).map(({ of }) => of.text);
  }

  /** The same key posts the same message. */
  post(author: string, text: string, key = `0.${randomUUID()}`): Message {
    const known = this.#byKey.get(key);
    if (known) return known;
    const address = addressOf(text);
    const of: Message = {
      revision: this.log.length,
      message: key.slice(key.indexOf('.') + 1),
      author,
      to: address.kind === 'private' ? address.logins : undefined,
      text: address.kind === 'malformed' ? text : address.text,
      at: new Date().toISOString(),
    };
    this.#byKey.set(key, of);
    this.#happen(of);
    return of;
  }

  remove(of: Message, by: string): void {
    this.removed.set(of.revision, { by });
    this.#happen(of);
  }

  restore(of: Message): void {
    this.removed.delete(of.revision);
    this.#happen(of);
  }

  at(revision: number): Message | undefined {
    return this.log.find((one) => one.of.revision === revision)?.of;
  }

  /** The messages of one member before a revision, oldest first. */
  seenBy(login: string, before = Number.POSITIVE_INFINITY): Message[] {
    return this.log
      .filter(({ of, revision }) => of.revision === revision && revision < before && sees(login, of))
      .map(({ of }) => of);
  }

  listen(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #happen(of: Message): void {
    const happening = { revision: this.log.length, of };
    this.log.push(happening);
    for (const listener of this.#listeners) listener(happening);
  }
}

export const sees = (login: string, { author, to }: Message): boolean =>
  to === undefined || author === login || to.includes(login);

export const tooMuch = (seconds: number): Told & { status: number } => ({
  status: 429,
  code: 'CHATBOX_FLOOD',
  details: { seconds },
});

/** Why a text is refused, in the words of the chat's own codes. */
export function refusalOf(text: string, audience: string | null): ReturnType<typeof tooMuch> | undefined {
  const address = addressOf(text);
  if (address.kind === 'malformed') {
    return { status: 422, code: 'CHATBOX_RECIPIENT_MALFORMED', details: { token: address.token } };
  }
  if (address.kind !== audience) return { status: 422, code: 'CHATBOX_AUDIENCE_MISMATCH', details: {} };
  const unknown = address.kind === 'private' && address.logins.find((login) => !LOGINS.includes(login));
  if (unknown) {
    const nearest = LOGINS.find((login) => login.startsWith(unknown.slice(0, 3)));
    return { status: 422, code: 'CHATBOX_RECIPIENT_UNKNOWN', details: { login: unknown, ...(nearest && { nearest }) } };
  }
  if (address.text === '') return { status: 422, code: 'CHATBOX_EMPTY', details: {} };
  return undefined;
}

export const people = (logins: Iterable<string>) => [...new Set(logins)].map(named);
