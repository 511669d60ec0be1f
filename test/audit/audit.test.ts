import { expect } from 'chai';
import fc from 'fast-check';
import { roomAt } from '../../events/audit/room.ts';
import { type ChatEvent, chatCodec } from '../../events/chatbox/events.ts';
import { timeline } from '../../events/chatbox/timeline.ts';
import { ChatboxError } from '../../events/core/errors.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { auditAt, auditLog, parseInstant } from '../../plugin/cli/audit.ts';
import { commands, people } from '../support/arbitraries.ts';
import {
  chatEnabled,
  type Fact,
  groupRestricted,
  introduced,
  member,
  moderatorGroupSet,
  noon,
  posted,
  record,
  STREAM,
} from '../support/builders.ts';
import { openChat } from '../support/chat.ts';
import { rejection } from '../support/rejection.ts';

const ada = member('ada');
const bob = member('bob');
const eve = member('eve', { groups: ['chat'] });

/** A log that holds these facts. */
async function logOf(...facts: readonly Fact[]) {
  const store = openMemory();
  const events = record(facts).map((event) => chatCodec.encode(event as ChatEvent & typeof event));
  await store.append(STREAM, 'no_stream', events);
  return store;
}

const past = [
  chatEnabled(),
  introduced(ada),
  introduced(bob),
  introduced(eve),
  posted(ada, 'hello all', { at: noon(1) }),
  posted(ada, 'for bob alone', { to: [bob], at: noon(2) }),
  { ...moderatorGroupSet('board'), at: noon(3) },
  { ...groupRestricted('chat'), at: noon(4) },
];

async function said(audit: (print: (line: string) => void) => Promise<void>): Promise<string> {
  const lines: string[] = [];
  await audit((line) => lines.push(line));
  return lines.join('\n');
}

describe('an audit', () => {
  it('tells the events with who and when, and masks private texts', async () => {
    const store = await logOf(...past);
    const text = await said((print) => auditLog(store, { chat: 'main', from: 0n, json: false }, print));
    expect(text).to.match(/ {6}4 {2}2026-10-12T12:00:01.000Z {2}MessagePosted .*to all: hello all/);
    expect(text).to.include('to bob: (private text)').and.not.include('for bob alone');
  });

  it('tells the names that groups had then, and the ids of those that it knows no name of', async () => {
    const store = await logOf(
      introduced(eve),
      groupRestricted('chat', 'Rowers'),
      introduced(eve),
      moderatorGroupSet('board'),
    );
    const text = await said((print) => auditLog(store, { chat: 'main', from: 0n, json: false }, print));
    const [before, restricted, introducedAgain, moderators] = text.split('\n');
    expect(before).to.include('eve, groups: chat,');
    expect(restricted).to.match(/group "Rowers" \(chat\)$/);
    expect(introducedAgain).to.include('eve, groups: "Rowers" (chat),');
    expect(moderators).to.match(/group board$/);
  });

  it('shows the room as a member could see it then, and not what came later', async () => {
    const store = await logOf(...past);
    const at = async (revision: bigint, login: string) => roomAt(store, 'main', { revision }, { login });
    expect((await at(5n, 'bob')).messages.map(({ view, masked }) => [view.text, masked])).to.deep.equal([
      ['hello all', false],
      [undefined, true],
    ]);
    expect((await at(5n, 'eve')).messages).to.have.length(1);
    expect(await at(7n, 'bob')).to.deep.include({ barred: 'group', messages: [] });
    expect((await at(7n, 'eve')).messages).to.have.length(1);
    const byTime = await roomAt(store, 'main', { time: noon(1) }, { login: 'bob' });
    expect([byTime.revision, byTime.messages.length]).to.deep.equal([4n, 1]);
  });

  it('says how many older messages it does not show, and shows as many as it is asked for', async () => {
    const store = await logOf(...past.slice(0, 4), ...Array.from({ length: 53 }, (_, at) => posted(ada, `word ${at}`)));
    const told = async (messages?: number) => {
      const asked = {
        chat: 'main',
        instant: { revision: 999n },
        as: 'bob',
        ...(messages !== undefined && { messages }),
      };
      const lines = (await said((print) => auditAt(store, asked, print))).split('\n');
      return [lines.filter((line) => line.includes('word')).length, lines.filter((line) => line.includes('older'))];
    };
    expect(await told()).to.deep.equal([50, ['3 older messages are not shown: --messages all shows them.']]);
    expect(await told(52)).to.deep.equal([52, ['1 older message is not shown: --messages all shows it.']]);
    expect(await told(0)).to.deep.equal([0, ['53 older messages are not shown: --messages all shows them.']]);
    for (const enough of [53, 54, Number.POSITIVE_INFINITY]) expect(await told(enough)).to.deep.equal([53, []]);
  });

  it('says so when the chat had not met somebody by then', async () => {
    const error = await rejection(
      roomAt(await logOf(...past), 'main', { revision: 0n }, { login: 'bob' }),
      ChatboxError,
    );
    expect(error.code).to.equal('AUDIT_MEMBER_UNKNOWN');
  });

  it('gives a terminal no escape, and no second line, out of a hostile text', async () => {
    const store = await logOf(...past.slice(0, 4), posted(ada, 'one\ntwo \u202e\u001b[2J three'));
    const text = await said((print) => auditAt(store, { chat: 'main', instant: { revision: 9n }, as: 'bob' }, print));
    expect(text.split('\n').at(-1)).to.match(/one ⏎ two \\u\{202e\}\\u\{1b\}\[2J three$/);
  });

  it('takes a revision or a time, and says what it does not understand', () => {
    expect(parseInstant('812')).to.deep.equal({ revision: 812n });
    expect(parseInstant('2026-10-12T14:03:27+02:00')).to.deep.equal({ time: noon(207) });
    for (const other of ['yesterday-ish', '12 Oct 2026', 'lea 5', '2026-02-30', '2026-10-12T14:03 sharp']) {
      expect(() => parseInstant(other), other)
        .to.throw(ChatboxError)
        .with.property('code', 'CLI_BAD_INSTANT');
    }
  });

  it('takes a time without an offset as UTC, like the times that it shows, wherever the machine is', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/New_York';
    try {
      for (const [given, time] of [
        ['2026-10-12T14:03', '2026-10-12T14:03:00.000Z'],
        ['2026-10-12 14:03:27', '2026-10-12T14:03:27.000Z'],
        ['2026-10-12', '2026-10-12T00:00:00.000Z'],
        ['2026-10-12T14:03Z', '2026-10-12T14:03:00.000Z'],
        ['2026-10-12T14:03-04:00', '2026-10-12T18:03:00.000Z'],
      ] as const) {
        expect(parseInstant(given), given).to.deep.equal({ time });
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('sees through the eyes of anybody exactly what the live page showed them at that revision', async () => {
    await fc.assert(
      fc.asyncProperty(commands(), async (asked) => {
        const store = openMemory();
        const chat = await openChat(store);
        for (const command of asked) await chat.execute(command).catch(() => undefined);
        for (const { id } of people) {
          const viewer = chat.state.members.get(id);
          if (viewer === undefined) continue;
          const live = timeline(chat.recent, viewer, chat.state);
          const then = await roomAt(
            store,
            'main',
            { revision: chat.revision },
            { login: viewer.login, messages: 1000 },
          );
          const shown = live.map((view) => (view.to ? { ...view, text: undefined } : view));
          expect(then.messages.map(({ view }) => view)).to.deep.equal(shown);
        }
        await chat.close();
      }),
      { numRuns: 25 },
    );
  });
});
