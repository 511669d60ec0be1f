import { expect } from 'chai';
import type { Member } from '../../events/chatbox/member.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { createRuntime, type Runtime } from '../../plugin/create-runtime.ts';
import { menuPage } from '../../plugin/http/menu-page.ts';
import type { PageAnswer } from '../../plugin/http/page.ts';
import { settingsPage } from '../../plugin/http/settings-page.ts';
import type { Group, MemberDirectory } from '../../plugin/members/directory.ts';
import { parseOptions, type UserOptions } from '../../plugin/options.ts';
import { member } from '../support/builders.ts';
import { all, type Element, elements, textOf } from '../support/read-html.ts';
import { urlConfig } from '../support/url-config.ts';

export const nadia = member('nadia', { roles: ['owner'] });
export const olga = member('olga', { roles: ['owner'] });
export const kevin = member('kevin', { groups: ['chat'] });

export interface SiteSetting {
  options: UserOptions;
  groups: Group[];
  entitled: boolean;
  store: EventStore;
}

const pages = { settings: settingsPage, menu: menuPage };

/** A site as its owners' pages see it: a runtime of its own on a memory store, without HTTP around it. */
export async function openSite(given: Partial<SiteSetting> = {}) {
  const site: SiteSetting = {
    options: {},
    groups: [
      { id: 'board', name: 'Bureau', size: 4 },
      { id: 'chat', name: 'Chat', size: 12 },
      { id: 'old', name: 'Anciens', size: 0 },
    ],
    entitled: true,
    store: openMemory(),
    ...given,
  };
  const directory: MemberDirectory = {
    viewer: async ({ request }) => people.get(request.headers.get('cookie') ?? ''),
    groups: async () => site.groups,
    findByLogins: async () => [],
  };
  const options = parseOptions({
    timeZone: 'Europe/Paris',
    menu: [
      { id: 'navigation', title: 'Navigation' },
      { id: 'agenda', title: { fr: 'Prochains matchs', en: 'Next games' } },
    ],
    groups: '/members',
    ...site.options,
  });
  const runtime = await createRuntime(
    { options, urls: urlConfig, build: 'b1' },
    {
      directory,
      openStore: async () => site.store,
      entitled: () => site.entitled,
      log: () => undefined,
    },
  );
  for (const id of Object.keys(options.menu)) await runtime.menu(id);

  async function ask(page: keyof typeof pages, who: Member | undefined, query = '', form?: Fields): Promise<Answer> {
    const url = new URL(`http://site.test/chatbox/${page}${query}`);
    const headers = { cookie: who?.login ?? '', origin: url.origin, host: url.host };
    const request =
      form === undefined
        ? new Request(url, { headers })
        : new Request(url, {
            method: 'POST',
            headers,
            body: new URLSearchParams(form.map(([name, value]) => [name, value])),
          });
    const context = { request, url } as unknown as Parameters<(typeof pages)['menu']>[0]['context'];
    const chat = url.searchParams.get('chat') ?? options.chatboxes[0] ?? '';
    const answer = await pages[page]({ runtime, context, locale: 'en', chat });
    return answer instanceof Response ? redirected(answer) : shown(answer);
  }
  return {
    site,
    runtime,
    get: (page: keyof typeof pages, who: Member | undefined, query?: string) => ask(page, who, query),
    /** Presses a button of a form without JavaScript: all its fields are sent, with what was typed over them. */
    post: (page: keyof typeof pages, who: Member | undefined, from: Answer, typed: Typed = {}, query?: string) =>
      ask(page, who, query, filledIn(from.fields, { do: 'save', ...typed })),
    send: (page: keyof typeof pages, who: Member | undefined, form: Fields) => ask(page, who, '', form),
    close: () => runtime.close(),
  };
}
export type Site = Awaited<ReturnType<typeof openSite>>;

const people = new Map([nadia, olga, kevin].map((one) => [one.login, { session: `s-${one.login}`, member: one }]));

type Fields = readonly (readonly [name: string, value: string])[];
/** What is typed into a form; none: the field is not sent, as a box that is not ticked. */
type Typed = Readonly<Record<string, string | undefined>>;

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
  readonly text: string;
  readonly fields: Fields;
}

const redirected = ({ status, headers }: Response): Answer => ({
  status,
  location: headers.get('location') ?? undefined,
  html: '',
  text: '',
  fields: [],
});

function shown({ html, status = 200 }: PageAnswer): Answer {
  const [root] = all(html, 'owner-page');
  if (root === undefined) throw new Error('The answer is no page for owners.');
  return { status, location: undefined, html, text: textOf(root), fields: fieldsOf(root) };
}

/** What a browser would send of a form, in its order. */
function fieldsOf(root: Element): Fields {
  return elements(root).flatMap((element): Fields => {
    const { tag, attributes } = element;
    const name = attributes.get('name');
    if (name === undefined || attributes.has('disabled')) return [];
    if (tag === 'textarea') return [[name, textOf(element)]];
    if (tag === 'select') {
      const options = all(element, 'option');
      const chosen = options.find((one) => one.attributes.has('selected')) ?? options[0];
      return [[name, chosen?.attributes.get('value') ?? '']];
    }
    if (tag !== 'input') return [];
    const isOff = attributes.get('type') === 'checkbox' && !attributes.has('checked');
    return isOff ? [] : [[name, attributes.get('value') ?? '']];
  });
}

function filledIn(fields: Fields, typed: Typed): Fields {
  const rest = Object.entries(typed).filter(([name]) => fields.every(([known]) => known !== name));
  return [
    ...fields.map(([name, value]): readonly [string, string | undefined] => [
      name,
      name in typed ? typed[name] : value,
    ]),
    ...rest,
  ].flatMap(([name, value]): Fields => (value === undefined ? [] : [[name, value]]));
}

/** Follows the answer to a save, as a browser does. */
export async function followed(site: Site, page: 'settings' | 'menu', who: Member, answer: Answer): Promise<Answer> {
  expect(answer.status).to.equal(303);
  const { pathname, search } = new URL(answer.location ?? '', 'http://site.test');
  expect(pathname).to.equal(`/chatbox/${page}`);
  return site.get(page, who, search);
}

export type { Runtime };
