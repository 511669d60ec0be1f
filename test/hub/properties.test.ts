import { AssertionError, expect } from 'chai';
import fc from 'fast-check';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import type { ChatEvent, MessagePosted } from '../../events/chatbox/events.ts';
import type { Member } from '../../events/chatbox/member.ts';
import { barred } from '../../events/chatbox/rights.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import { messageView, timeline } from '../../events/chatbox/timeline.ts';
import { sightOf } from '../../events/chatbox/visibility.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { Audiences, namedIn } from '../../plugin/hub/audience.ts';
import { commands, people } from '../support/arbitraries.ts';
import { chatEnabled, groupRestricted, introduced, moderatorGroupSet, posted, record } from '../support/builders.ts';
import { renderer } from '../support/fragments.ts';
import { stateAfter } from '../support/given.ts';
import { introduce, type OpenHub, openHub, turns } from './open-hub.ts';
import type { ReadFrame } from './read-frames.ts';
import { Reader, seqOf } from './reader.ts';

type Happening =
  | { readonly kind: 'ask'; readonly command: ChatCommand }
  | { readonly kind: 'open'; readonly who: number; readonly from: 'where it was' | 'the start' | 'nowhere' }
  | { readonly kind: 'leave'; readonly who: number; readonly lost: number }
  | { readonly kind: 'accounts'; readonly who: number; readonly groups: readonly string[] | undefined }
  | { readonly kind: 'wait'; readonly turns: number };

const who = fc.nat(people.length * 2 - 1);
const open = fc.record({
  kind: fc.constant('open' as const),
  who,
  from: fc.constantFrom('where it was' as const, 'where it was' as const, 'the start' as const, 'nowhere' as const),
});
const leave = fc.record({ kind: fc.constant('leave' as const), who, lost: fc.nat(4) });
const wait = fc.record({ kind: fc.constant('wait' as const), turns: fc.nat(6) });
const accounts = fc.record({
  kind: fc.constant('accounts' as const),
  who,
  groups: fc.option(fc.subarray(['chat', 'board']), { nil: undefined }),
});

/** Commands in their order, with all that readers and accounts do in between. */
const story = (others: fc.Arbitrary<Happening>): fc.Arbitrary<Happening[]> =>
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
async function watchedSite() {
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

async function play(
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

describe('whatever happens', () => {
  it('no reader ever gets a frame that they may not see at that moment', async function () {
    this.timeout(60_000);
    const others = fc.oneof({ weight: 3, arbitrary: open }, leave, { weight: 2, arbitrary: wait }, accounts);
    const run = async (happenings: readonly Happening[]): Promise<void> => {
      const world = await watchedSite();
      const { site, known, readers } = world;
      const posts = new Map<number, Recorded<MessagePosted>>();
      const mistakes: unknown[] = [];
      // Before the hub hears of it, so that we are never behind what it knows.
      site.heard((events) => {
        for (const event of events) {
          if (event.type === 'MessagePosted') posts.set(Number(event.revision), event);
          if (event.type !== 'MemberIntroduced') continue;
          for (const [reader, member] of known) {
            if (member.id === event.data.member) known.set(reader, site.chat.state.members.get(member.id) ?? member);
          }
        }
      });
      // As a stream says who reads it, or as the log does.
      const mayEnter = (id: string): boolean => {
        const { state } = site.chat;
        const reading = [...known].filter(([reader, member]) => member.id === id && reader.ended === undefined);
        const members = [...reading.map(([, member]) => member), state.members.get(id)];
        return members.some((member) => member !== undefined && barred(member, state) === undefined);
      };
      for (const reader of readers) {
        reader.seeing = (frame) => {
          try {
            judge(frame, reader, known.get(reader), posts, mayEnter, site);
          } catch (error) {
            mistakes.push(error);
          }
        };
      }
      await play(world, happenings);
      await site.settle(...readers);
      await site.close();
      if (mistakes.length > 0) throw mistakes[0];
    };
    await fc.assert(fc.asyncProperty(story(others), run), { numRuns: 60 });
  });

  it('every message that a reader may see comes once, in order, over all their streams, and as it is by then', async function () {
    this.timeout(60_000);
    const others = fc.oneof({ weight: 2, arbitrary: open.filter(({ from }) => from === 'where it was') }, leave, wait);
    const calm = ({ kind }: ChatCommand): boolean => kind !== 'SaveSettings' && kind !== 'IntroduceMember';
    const run = async (happenings: readonly Happening[]): Promise<void> => {
      const world = await watchedSite();
      const { site, readers } = world;
      const events: Recorded<ChatEvent>[] = [];
      const start = site.chat.revision;
      site.heard((more) => events.push(...more));
      await play(
        world,
        happenings.filter((step) => step.kind !== 'ask' || calm(step.command)),
      );
      for (const reader of readers) if (reader.ended !== undefined) reader.open(site.hub, reader.cursor ?? start);
      await turns();
      await site.settle(...readers);
      for (const { member, locale, frames, log } of readers) {
        const views = timeline(events, member, site.chat.state);
        const first = frames.filter(({ event, data, id }) => event === 'message' && id === String(seqOf(data)));
        expect(first.map(({ id }) => id)).to.deep.equal(views.map(({ revision }) => String(revision)));
        expect(log).to.deep.equal(views.map((view) => renderer.message(view, locale)));
      }
      await site.close();
    };
    await fc.assert(fc.asyncProperty(story(others), run), { numRuns: 60 });
  });
});

function judge(
  { event, data, id }: ReadFrame,
  { locale }: Reader,
  member: Member | undefined,
  posts: ReadonlyMap<number, Recorded<MessagePosted>>,
  mayEnter: (id: string) => boolean,
  { chat, hub, now }: OpenHub,
): void {
  const { state } = chat;
  expect(member, 'written to nobody').not.to.equal(undefined);
  if (member === undefined || event === 'bye') return;
  expect(barred(member, state), `a ${event} for a member who is barred`).to.equal(undefined);
  expect(Number(id)).to.be.at.most(Number(chat.revision));
  if (event === 'message') {
    const post = posts.get(seqOf(data));
    if (post === undefined) throw new AssertionError(`a message that nobody posted: ${data}`);
    const sight = sightOf(post, member, state);
    if (sight === 'nothing') throw new AssertionError(`${member.login} got ${data}`);
    expect(data).to.equal(renderer.message(messageView(post, sight, state), locale));
  } else if (event === 'presence') {
    expect(data).to.equal(renderer.presence(hub.present(), locale));
    for (const { id } of hub.present()) expect(mayEnter(id), `${id} among the present`).to.equal(true);
  } else if (event === 'notice') {
    const mute = muteOf(state, member.id, now());
    const notice = mute && ({ kind: 'muted', until: mute.until, reason: mute.reason } as const);
    expect(data).to.equal(renderer.notice(notice, locale));
  } else expect(data).to.equal('');
}

describe('an audience', () => {
  it('sees of a message what each of its members sees whom the message does not name', () => {
    const person = fc.constantFrom(...people);
    const settings = fc.subarray([chatEnabled(), groupRestricted('chat'), moderatorGroupSet('board')]);
    const message = fc.record({
      author: person,
      to: fc.option(fc.subarray([...people], { minLength: 1 }), { nil: undefined }),
      by: fc.option(person, { nil: undefined }),
    });
    fc.assert(
      fc.property(settings, message, person, (facts, { author, to, by }, reader) => {
        const before = [...facts, ...people.map(introduced)];
        const fact = posted(author, 'text', to && { to });
        const all = [...before, fact];
        const event = record(all).at(-1);
        if (event?.type !== 'MessagePosted') throw new AssertionError('unreachable');
        const { message } = event.data;
        const removal = { message, revision: all.length - 1, by: by?.id ?? '', reason: 'rule 3' };
        const state = stateAfter(...all, ...(by ? [{ type: 'MessageRemoved' as const, data: removal }] : []));
        const news = [{ revision: event.revision, posted: event }];
        fc.pre(!namedIn(news, state).has(reader.id));
        const { stranger } = new Audiences().of(reader, 'en');
        expect(sightOf(event, stranger, state)).to.equal(sightOf(event, reader, state));
      }),
    );
  });
});
