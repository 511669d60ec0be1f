import { foldLogin, LOGIN_PATTERN } from 'astro-chatbox/events';
import { type GroupUse, usesOfGroup } from 'astro-chatbox/groups';
import { z } from 'zod';
import { href, type Locale } from '../../i18n/locale.ts';
import { seeOther } from '../answer.ts';
import { FORM_STATUS, line, readForm } from '../form.ts';
import type { GroupDetails, GroupMember, Groups } from '../groups.ts';
import { type Person, people } from '../people.ts';
import { isRefusal, Refusal } from '../refusal.ts';
import { accounts } from '../running-accounts.ts';
import { isOwner, membersOnly, type PageContext } from './page.ts';
import { type Problem, problemOf, statusOf } from './problem.ts';

/** What was done, carried to the next page: a code, never a sentence. */
const Done = z.enum(['created', 'renamed', 'removed', 'attached', 'detached']);
type Done = z.output<typeof Done>;

interface Page {
  readonly locale: Locale;
  readonly status: number;
  /** `who`: a login, or nothing. */
  readonly done?: { readonly code: Done; readonly who: string } | undefined;
  readonly problem?: Problem | undefined;
  /** What was typed into the form that was refused. */
  readonly typed: string;
}
export interface Forbidden {
  readonly locale: Locale;
  readonly forbidden: true;
  readonly status: 403;
}
export interface GroupsPage extends Page {
  readonly groups: readonly GroupDetails[];
  readonly people: readonly (Person & { readonly groups: readonly string[] })[];
  readonly query: string;
}
export interface GroupPage extends Omit<Page, 'done'> {
  readonly done: { readonly code: Done; readonly name: string } | undefined;
  readonly group: GroupDetails;
  readonly members: readonly GroupMember[];
  /** Who could be attached, as far as that is offered. */
  readonly others: readonly GroupMember[];
  /** What the chat needs it for; none: the chat cannot say for now. */
  readonly uses: readonly GroupUse['as'][] | undefined;
}

/** All the groups and all the members: for owners. */
export async function groupsPage(context: PageContext): Promise<GroupsPage | Forbidden | Response> {
  const owner = await ownersOnly(context);
  if (owner instanceof Response || 'forbidden' in owner) return owner;
  const { groups, database } = await accounts();
  const { locale } = owner;
  const acted = await act(context, Create, async ({ name }) => {
    const id = await groups.create(name);
    return `${groupPath(locale, id)}?${new URLSearchParams({ done: 'created' })}`;
  });
  if (acted instanceof Response) return acted;
  const query = (context.url.searchParams.get('q') ?? '').slice(0, 100);
  const all = groups.all();
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const found = people(database, query);
  const groupsOf = groups.groupsOf(found.map(({ id }) => id));
  const withGroups = found.map((person) => ({
    ...person,
    groups: (groupsOf.get(person.id) ?? []).flatMap((id) => names.get(id) ?? []),
  }));
  return { locale, groups: all, people: withGroups, query, ...told(context, acted) };
}

/** One group: its name and its members. One that is gone leads back to all of them. */
export async function groupPage(context: PageContext): Promise<GroupPage | Forbidden | Response> {
  const owner = await ownersOnly(context);
  if (owner instanceof Response || 'forbidden' in owner) return owner;
  const { groups } = await accounts();
  const { locale } = owner;
  const id = context.params.group ?? '';
  const acted = await act(context, Change, (form) => change(groups, locale, id, form));
  if (acted instanceof Response) return acted;
  const group = groups.find(id);
  if (group === undefined) return seeOther(`${href(locale, '/membres')}?gone=1`);
  const members = groups.members(id);
  const { done, ...rest } = told(context, acted);
  return {
    locale,
    group,
    members,
    others: groups.others(id),
    uses: await usesOf(id),
    done: outcome(done, group, members),
    ...rest,
  };
}

/** What an address says was done, with whom it names or the group: of a member, only as far as it stands. */
function outcome(done: Page['done'], group: GroupDetails, members: readonly GroupMember[]): GroupPage['done'] {
  if (done?.code !== 'attached' && done?.code !== 'detached') return done && { code: done.code, name: group.name };
  const isIn = members.some(({ login }) => login === done.who);
  return done.who !== '' && isIn === (done.code === 'attached') ? { code: done.code, name: done.who } : undefined;
}

const Create = z.object({ act: z.literal('create'), name: line });
const Change = z.discriminatedUnion('act', [
  z.object({ act: z.literal('rename'), name: line, seen: line }),
  z.object({ act: z.literal('attach'), login: line }),
  z.object({ act: z.literal('detach'), member: line }),
  z.object({ act: z.literal('remove'), seen: z.coerce.number().int(), sure: z.literal('yes').optional() }),
]);

const usesOf = (id: string): Promise<GroupPage['uses']> =>
  usesOfGroup(id).then(
    (uses) => [...new Set(uses.map((use) => use.as))],
    () => undefined,
  );

/** Answers where the outcome is shown. */
async function change(groups: Groups, locale: Locale, id: string, form: z.output<typeof Change>): Promise<string> {
  const here = (done: Done, details: Record<string, string> = {}) =>
    `${groupPath(locale, id)}?${new URLSearchParams({ done, ...details })}`;
  switch (form.act) {
    case 'rename':
      await groups.rename(id, form.name, form.seen);
      return here('renamed');
    case 'attach': {
      const login = foldLogin(form.login.trim()).replace(/^@/, '');
      await groups.attach(id, login);
      return here('attached', { who: login });
    }
    case 'detach': {
      const login = groups.members(id).find((member) => member.id === form.member)?.login;
      await groups.detach(id, form.member);
      return login === undefined ? groupPath(locale, id) : here('detached', { who: login });
    }
    case 'remove':
      // The page may be older than the chat's settings.
      if (form.sure === undefined && (await usesOf(id))?.length !== 0) throw new Refusal('groupInUse');
      await groups.remove(id, form.seen);
      return `${href(locale, '/membres')}?done=removed`;
    default:
      return form satisfies never;
  }
}

export const groupPath = (locale: Locale, id: string): string => href(locale, `/membres/${encodeURIComponent(id)}`);

async function ownersOnly(context: PageContext) {
  const page = await membersOnly(context);
  if (page instanceof Response || isOwner(page.member)) return page;
  return { locale: page.locale, forbidden: true, status: 403 } as const;
}

interface Acted {
  readonly problem?: Problem;
  readonly typed: string;
  readonly status: number;
}

/** Does what a form asks and answers with a redirect; or what stands in its way. */
async function act<S extends z.ZodType>(
  context: PageContext,
  schema: S,
  work: (form: z.output<S>) => Promise<string>,
): Promise<Acted | Response> {
  if (context.request.method !== 'POST') return { typed: '', status: 200 };
  const form = await readForm(context, schema);
  if ('refused' in form) return { problem: { code: form.refused }, typed: '', status: FORM_STATUS[form.refused] };
  try {
    return seeOther(await work(form.fields));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { name, login } = Typed.parse(form.fields);
    return { problem: problemOf(error), typed: name ?? login ?? '', status: statusOf(error) };
  }
}
const Typed = z.object({ name: z.string().optional(), login: z.string().optional() });

function told({ url }: PageContext, { problem, typed, status }: Acted) {
  const done = Done.safeParse(url.searchParams.get('done'));
  const gone = url.searchParams.has('gone') ? ({ code: 'groupGone' } as const) : undefined;
  const who = url.searchParams.get('who') ?? '';
  return {
    typed,
    status,
    problem: problem ?? gone,
    done:
      done.success && problem === undefined ? { code: done.data, who: LOGIN_PATTERN.test(who) ? who : '' } : undefined,
  };
}
