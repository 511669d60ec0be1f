import { randomUUID } from 'node:crypto';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { Outcome } from '../../events/core/command-queue.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import type { PresenceStore } from '../../events/core/presence-store.ts';
import { createRuntime, type Runtime } from '../../plugin/create-runtime.ts';
import { BoxOptions, composer, renderBox } from '../../plugin/http/box.ts';
import { safeError } from '../../plugin/http/errors.ts';
import { keptText } from '../../plugin/http/kept-text.ts';
import { type PostResult, postMessage, readPost } from '../../plugin/http/post-message.ts';
import type { MemberDirectory, ViewerContext } from '../../plugin/members/directory.ts';
import { parseOptions } from '../../plugin/options.ts';
import { Reader } from '../hub/reader.ts';
import { ask } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { until } from '../support/until.ts';
import { urlConfig } from '../support/url-config.ts';

export interface Setting {
  /** The id of the chatbox, and so its stream. */
  readonly chat: string;
  openStore(): Promise<EventStore>;
  openPresence?(log: (line: string) => void): Promise<PresenceStore>;
}

/** The accounts that all processes of the site share. */
export class Accounts implements MemberDirectory {
  readonly members = new Map<string, Member>();

  async viewer({ request }: ViewerContext) {
    const member = this.members.get(request.headers.get('cookie') ?? '');
    return member && { session: `of-${member.login}`, member };
  }

  async current(sessions: readonly string[]): Promise<ReadonlyMap<string, Member>> {
    const all = [...this.members.values()].map((member): [string, Member] => [`of-${member.login}`, member]);
    return new Map(all.filter(([session]) => sessions.includes(session)));
  }

  async groups() {
    return [];
  }

  async findByLogins(logins: readonly string[]): Promise<readonly Member[]> {
    return logins.flatMap((login) => this.members.get(login) ?? []);
  }
}

/** All that one process of a site runs, without HTTP around it. */
export class SiteProcess {
  readonly runtime: Runtime;
  readonly log: readonly string[];
  readonly #accounts: Accounts;
  readonly #chat: string;

  private constructor(runtime: Runtime, log: readonly string[], accounts: Accounts, chat: string) {
    this.runtime = runtime;
    this.log = log;
    this.#accounts = accounts;
    this.#chat = chat;
  }

  static async start(accounts: Accounts, { chat, openStore, openPresence }: Setting): Promise<SiteProcess> {
    const lines: string[] = [];
    const options = parseOptions({ chatboxes: [chat], menu: {} });
    const log = (line: string) => void lines.push(line);
    const site = { options, urls: urlConfig, build: 'b1' };
    const runtime = await createRuntime(site, {
      directory: accounts,
      openStore,
      log,
      ...(openPresence && { openPresence }),
    });
    return new SiteProcess(runtime, lines, accounts, chat);
  }

  /** Opens the chat to all members, with a group of moderators. */
  async enable(): Promise<void> {
    await this.ask(
      ask('SaveSettings', {
        actor: owner,
        settings: { enabled: true, group: undefined, moderators: 'board' },
        seen: -1,
        entitled: true,
        known: [],
      }),
    );
  }

  async ask(command: ChatCommand): Promise<Outcome> {
    return (await this.runtime.room(this.#chat)).chat.execute(command);
  }

  /** A form that a member sends; the same key is the same form. */
  async post(author: Member, text: string, key = `0.${randomUUID()}`): Promise<PostResult['outcome']> {
    this.#accounts.members.set(author.login, author);
    const body = new URLSearchParams({ text, key });
    const request = new Request(SITE, { method: 'POST', headers: headersOf(author), body });
    const context = contextOf(request);
    return (await postMessage(this.runtime, context, this.#chat, await readPost(context))).outcome;
  }

  /** The form as a refused post leaves it. */
  async composer(author: Member, text: string, key: string, outcome: PostResult['outcome']): Promise<string> {
    const room = await this.runtime.room(this.#chat);
    const refused = keptText(text, safeError('error' in outcome ? outcome.error : undefined, this.runtime), key);
    return room.renderer.composer(composer(room, author, { locale: 'en', returnTo: '/', refused }));
  }

  /** A page with the box, as it comes from the server. */
  async page(member: Member): Promise<string> {
    this.#accounts.members.set(member.login, member);
    const place = { chat: this.#chat, locale: 'en', options: BoxOptions.parse({}), returnTo: '/' } as const;
    return renderBox(this.runtime, contextOf(new Request(SITE, { headers: headersOf(member) })), place);
  }

  /** A member with an open stream. */
  async reader(member: Member): Promise<Reader> {
    this.#accounts.members.set(member.login, member);
    await this.page(member);
    const { hub, chat } = await this.runtime.room(this.#chat);
    return new Reader(member).open(hub, chat.revision);
  }

  async settingsRevision(): Promise<number> {
    return (await this.runtime.room(this.#chat)).chat.state.settingsRevision;
  }

  close(): Promise<void> {
    return this.runtime.close();
  }
}

const SITE = 'http://site.test/chatbox/messages';
const headersOf = ({ login }: Member) => ({ cookie: login, origin: 'http://site.test', host: 'site.test' });
const contextOf = (request: Request) =>
  ({ request, url: new URL(request.url), locals: {}, cookies: {} }) as unknown as ViewerContext;

/** The words of the messages that a reader sees, in the order of the log. */
export const wordsOf = (reader: Reader): readonly string[] =>
  reader.log.map((article) => /<p(?: [^>]*)?>([^<]*)<\/p>/.exec(article)?.[1] ?? '');

export const sees = (reader: Reader, text: string): Promise<void> =>
  until(`${reader.member.login} saw "${text}"`, () => wordsOf(reader).includes(text));
