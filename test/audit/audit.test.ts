import { expect } from 'chai';
import fc from 'fast-check';
import { type Instant, roomAt } from '../../events/audit/room.ts';
import { timeline } from '../../events/chatbox/timeline.ts';
import { ChatboxError } from '../../events/core/errors.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { auditAt, parseInstant } from '../../plugin/cli/audit.ts';
import { commands, people } from '../support/arbitraries.ts';
import {
  chatEnabled,
  groupRestricted,
  introduced,
  member,
  memberMuted,
  messageRemoved,
  moderatorGroupSet,
  noon,
  posted,
} from '../support/builders.ts';
import { openChat } from '../support/chat.ts';
import { rejection } from '../support/rejection.ts';
import { ada, bob, eve, logOf, past, said } from './past.ts';

describe('an audit', () => {
  it('tells who was muted then, until when and why, to whoever could know it', async () => {
    const mia = member('mia', { groups: ['board'] });
    const store = await logOf(
      chatEnabled(),
      moderatorGroupSet('board'),
      ...[ada, bob, mia].map(introduced),
      memberMuted(ada, mia, noon(600), 'rude'),
      { ...posted(bob, 'an hour later'), at: noon(3600) },
    );
    const told = (instant: Instant, as?: string) =>
      said((print) => auditAt(store, { chat: 'main', instant, as }, print));
    const mute = `ada is muted until ${noon(600)}, by mia: rude`;
    for (const as of [undefined, 'ada', 'mia']) expect(await told({ revision: 5n }, as)).to.include(mute);
    expect(await told({ revision: 5n }, 'bob')).to.not.include('muted');
    expect(await told({ time: noon(599) })).to.include(mute);
    for (const over of [{ time: noon(600) }, { revision: 6n }]) expect(await told(over)).to.not.include('muted');
  });

  it('tells the instant that was asked for beside the event that was the last by then', async () => {
    const store = await logOf(...past);
    const head = async (instant: Instant) =>
      (await said((print) => auditAt(store, { chat: 'main', instant }, print))).split('\n')[0];
    expect(await head({ revision: 5n })).to.equal(`Chatbox "main" at revision 5, ${noon(2)}`);
    expect(await head({ revision: 7n })).to.equal(`Chatbox "main" at revision 7, ${noon(4)}`);
    expect(await head({ revision: 99_999n })).to.equal(
      `Chatbox "main" at revision 99999: the log ends at revision 7, ${noon(4)}`,
    );
    expect(await head({ time: noon(2.5) })).to.equal(`Chatbox "main" at ${noon(2.5)}: after revision 5, ${noon(2)}`);
    expect(await head({ time: noon(9) })).to.equal(
      `Chatbox "main" at ${noon(9)}: the log ends at revision 7, ${noon(4)}`,
    );
  });

  it('shows nobody why the author of a private message removed it', async () => {
    const store = await logOf(
      ...past.slice(0, 6),
      messageRemoved(4, ada, 'a slip'),
      messageRemoved(5, ada, 'a secret'),
    );
    for (const as of [undefined, 'ada', 'bob']) {
      const asked = { chat: 'main', instant: { revision: 9n }, as };
      const lines = (await said((print) => auditAt(store, asked, print))).split('\n');
      expect(lines.at(-1), as).to.match(/ {2}ada → bob: \(private text\) \[removed by its author\]$/);
      expect(lines.at(-2)?.includes('a slip'), as).to.equal(as !== 'bob');
    }
  });

  it('tells a removal beside the text, or in its place', async () => {
    const store = await logOf(
      chatEnabled(),
      introduced(ada),
      introduced(bob),
      posted(ada, 'oh'),
      messageRemoved(3, ada, ''),
    );
    const last = async (as?: string) =>
      (await said((print) => auditAt(store, { chat: 'main', instant: { revision: 4n }, as }, print)))
        .split('\n')
        .at(-1);
    expect(await last()).to.match(/ {2}ada: oh \[removed by its author\]$/);
    expect(await last('bob')).to.match(/ {2}ada: \[removed by its author\]$/);
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

  it('tells the groups of the settings, and of whoever looks, by their names', async () => {
    const store = await logOf(introduced(eve), groupRestricted('chat', 'Rowers'), moderatorGroupSet('board'));
    const text = await said((print) => auditAt(store, { chat: 'main', instant: { revision: 9n }, as: 'eve' }, print));
    expect(text).to.include('reserved for the group "Rowers" (chat), moderated by the group board, members met: 1');
    expect(text).to.include('As seen by eve (groups: "Rowers" (chat))');
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
          const shown = live.map(({ removal, ...view }) =>
            view.to
              ? { ...view, text: undefined, removal: removal && { ...removal, reason: undefined } }
              : { ...view, removal },
          );
          expect(then.messages.map(({ view }) => view)).to.deep.equal(shown);
        }
        await chat.close();
      }),
      { numRuns: 25 },
    );
  });
});
