import fc from 'fast-check';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import { messageId } from '../../events/chatbox/keys.ts';
import type { Member } from '../../events/chatbox/member.ts';
import { ask, envelope, member, noon, posted, postMessage, STREAM } from './builders.ts';

/** Everybody of the generated chats: an owner, a moderator, and members in and out of the group. */
export const people = [
  member('owner', { roles: ['owner'] }),
  member('mod', { groups: ['board', 'chat'] }),
  member('ada', { groups: ['chat'] }),
  member('bob', { groups: ['chat'] }),
  member('eve'),
] as const satisfies readonly Member[];

const person = fc.constantFrom(...people);
const key = (n: number): string => `0.00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const now = fc.nat(3_000).map(noon);
const prefix = fc.constantFrom('', '', '@bob ', '@ada @bob ', '＠eve ', '@nobody ', ' @mod ');

/** One of a few keys, so that re-sends and clashes happen. */
const post = fc
  .record({ actor: person, before: prefix, text: fc.string({ unit: 'grapheme', maxLength: 20 }), n: fc.nat(30), now })
  .map(
    ({ actor, before, text, n, now }): ChatCommand =>
      postMessage(actor, before + text, { known: people, key: key(n), now }),
  );

/** Aims at a message that a post with the same key would have made, at some revision: sometimes it is there. */
const target = fc
  .record({ author: person, n: fc.nat(30), revision: fc.nat(40), to: fc.option(person, { nil: undefined }) })
  .map(({ author, n, revision, to }) => {
    const fact = posted(author, 'x', { key: key(n), ...(to && { to: [to] }) });
    const event = envelope(fact, revision);
    if (event.type !== 'MessagePosted') throw new Error('unreachable');
    return { ...event, data: { ...event.data, message: messageId(STREAM, author.id, key(n)) } };
  });

const group = fc.constantFrom(undefined, 'chat', 'board');
const groups = [{ id: 'board', name: 'The board' }];
const command: fc.Arbitrary<ChatCommand> = fc.oneof(
  { weight: 8, arbitrary: post },
  fc
    .record({ actor: person, target, reason: fc.constantFrom('', 'rule 3'), now })
    .map((of) => ask('RemoveMessage', of)),
  fc.record({ actor: person, target, now }).map((of) => ask('RestoreMessage', of)),
  fc
    .record({ actor: person, member: person, minutes: fc.integer({ min: -1, max: 60 }), now })
    .map(({ member: { id }, ...of }) => ask('MuteMember', { ...of, member: id, reason: 'calm' })),
  fc
    .record({ actor: person, member: person, now })
    .map(({ member: { id }, ...of }) => ask('UnmuteMember', { ...of, member: id })),
  fc
    .record({ actor: person, groups: fc.subarray(['chat', 'board']), now })
    .map(({ actor, groups, now }) => ask('IntroduceMember', { actor: { ...actor, groups }, now })),
);
const setting = fc
  .record({
    enabled: fc.constantFrom(true, true, false),
    group,
    moderators: group,
    seen: fc.constantFrom(-1, 0, 1, 2, 3),
    now,
  })
  .map(({ seen, now, ...settings }) =>
    ask('SaveSettings', { actor: people[0], settings, seen, entitled: true, known: groups, now }),
  );

/** What might be asked of one chat, opened first. */
export const commands = (): fc.Arbitrary<ChatCommand[]> =>
  fc.array(fc.oneof({ weight: 9, arbitrary: command }, setting), { maxLength: 60 }).map((rest) => [
    ask('SaveSettings', {
      actor: people[0],
      settings: { enabled: true, group: undefined, moderators: 'board' },
      seen: -1,
      entitled: true,
      known: groups,
    }),
    ...rest,
  ]);
