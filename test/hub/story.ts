import { AssertionError } from 'chai';
import fc from 'fast-check';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { commands, people } from '../support/arbitraries.ts';
import { introduce, type OpenHub, openHub, turns } from './open-hub.ts';
import { Reader } from './reader.ts';

export type Happening =
  | { readonly kind: 'ask'; readonly command: ChatCommand }
  | { readonly kind: 'open'; readonly who: number; readonly from: 'where it was' | 'the start' | 'nowhere' }
  | { readonly kind: 'leave'; readonly who: number; readonly lost: number }
  | { readonly kind: 'accounts'; readonly who: number; readonly groups: readonly string[] | undefined }
  | { readonly kind: 'wait'; readonly turns: number };

const who = fc.nat(people.length * 2 - 1);
export const open = fc.record({
  kind: fc.constant('open' as const),
  who,
  from: fc.constantFrom('where it was' as const, 'where it was' as const, 'the start' as const, 'nowhere' as const),
});
export const leave = fc.record({ kind: fc.constant('leave' as const), who, lost: fc.nat(4) });
export const wait = fc.record({ kind: fc.constant('wait' as const), turns: fc.nat(6) });
export const accounts = fc.record({
  kind: fc.constant('accounts' as const),
  who,
  groups: fc.option(fc.subarray(['chat', 'board']), { nil: undefined }),
});

/** Commands in their order, with all that readers and accounts do in between. */
export const story = (others: fc.Arbitrary<Happening>): fc.Arbitrary<Happening[]> =>
  fc
    .tuple(commands(), fc.array(fc.array(others, { maxLength: 3 }), { minLength: 61, maxLength: 61 }))
    .map(([all, between]) =>
      all.flatMap((command, n): Happening[] => [{ kind: 'ask', command }, ...(between[n] ?? [])]),
    );

/** A store whose pages come some turns late: much happens while a stream reads what it missed. */
function slowStore(): EventStore {
  const store = openMemory();
  const read = store.read.bind(store);
  store.read = async (...args) => {
    await turns(3);
    return read(...args);
  };
  return store;
}

/** A site whose readers are watched: what the hub may know of each, at every moment. */
export async function watchedSite() {
  const accounts = new Map<string, Member>();
  const known = new Map<Reader, Member>();
  const readers: Reader[] = [];
  const learn = (session: string, member: Member | undefined): void => {
    for (const one of readers) if (one.session === session && member !== undefined) known.set(one, member);
  };
  const site: OpenHub = await openHub({
    store: slowStore(),
    keep: 6,
    directory: {
      // The hub knows an answer when it takes it, not when it is given.
      current: async () => ({ get: learnt }) as unknown as Map<string, Member>,
    },
  });
  function learnt(session: string): Member | undefined {
    const member = accounts.get(session);
    learn(session, member);
    return member;
  }
  for (const [n, member] of [...people, ...people].entries()) {
    const reader = new Reader(member, { locale: n % 2 ? 'fr' : 'en', session: `s${n}` });
    readers.push(reader);
    accounts.set(reader.session, member);
  }
  return { site, accounts, known, readers };
}

/** Lets it all happen, in its order. */
export async function play(
  { site, accounts, known, readers }: Awaited<ReturnType<typeof watchedSite>>,
  story: readonly Happening[],
): Promise<void> {
  const start = site.chat.revision;
  for (const step of story) {
    const reader = 'who' in step ? readers[step.who] : undefined;
    if (step.kind === 'ask') void site.chat.execute(step.command).catch(() => undefined);
    else if (step.kind === 'wait') await turns(step.turns);
    else if (reader === undefined) throw new AssertionError('nobody');
    else if (step.kind === 'leave') lose(reader, step.lost, String(start));
    else if (step.kind === 'open') {
      const member = accounts.get(reader.session);
      if (member === undefined) continue;
      await introduce(site.chat, member);
      known.set(reader, member);
      reader.member = member;
      const from = { 'where it was': reader.cursor ?? start, 'the start': start, nowhere: null }[step.from];
      reader.open(site.hub, from);
    } else {
      if (step.groups === undefined) accounts.delete(reader.session);
      else accounts.set(reader.session, { ...reader.member, groups: step.groups });
      await site.pass(1);
    }
  }
}

/** The line is cut, and the last frames were still on their way. */
function lose(reader: Reader, count: number, start: string): void {
  if (reader.ended !== undefined) return;
  reader.leave();
  const first = reader.frames.length - reader.ofThisStream;
  reader.frames.splice(Math.max(first, reader.frames.length - count));
  reader.cursor = reader.frames.at(-1)?.id ?? start;
}
