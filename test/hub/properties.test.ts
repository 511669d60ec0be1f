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
import { renderer } from '../support/fragments.ts';
import { type OpenHub, turns } from './open-hub.ts';
import type { ReadFrame } from './read-frames.ts';
import { type Reader, seqOf } from './reader.ts';
import { accounts, type Happening, leave, open, play, story, wait, watchedSite } from './story.ts';

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
