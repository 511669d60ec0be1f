import { expect } from 'chai';
import fc from 'fast-check';
import { addressOf } from '../../events/chatbox/addressing.ts';
import { chatDecider } from '../../events/chatbox/decider.ts';
import type { ChatEvent } from '../../events/chatbox/events.ts';
import { chatCodec } from '../../events/chatbox/events.ts';
import { chatSnapshots } from '../../events/chatbox/snapshot.ts';
import { cleanText } from '../../events/chatbox/text.ts';
import { timeline } from '../../events/chatbox/timeline.ts';
import { sightOf } from '../../events/chatbox/visibility.ts';
import { Refusal } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { EventStore, Snapshot } from '../../events/core/event-store.ts';
import { commands, people } from '../support/arbitraries.ts';
import { envelope, posted } from '../support/builders.ts';

/** Decides commands one after the other, as the aggregate does; refusals leave nothing. */
function live(asked: Parameters<typeof chatDecider.decide>[0][]) {
  let state = chatDecider.initialState();
  const log: Recorded<ChatEvent>[] = [];
  for (const command of asked) {
    try {
      const decision = chatDecider.decide(command, state);
      for (const event of 'events' in decision ? decision.events : []) {
        const recorded = { ...event, revision: BigInt(log.length) };
        log.push(recorded);
        state = chatDecider.evolve(state, recorded);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { log, state };
}

describe('whatever happens in a chat', () => {
  it('replays to the same state as it was folded to, through the codec too', () => {
    fc.assert(
      fc.property(commands(), (asked) => {
        const { log, state } = live(asked);
        const stored = log.map((event) => ({
          ...JSON.parse(JSON.stringify(chatCodec.encode(event))),
          stream: 'chatbox-main',
          revision: event.revision,
          position: 0n,
          recordedAt: '',
        }));
        const replayed = stored
          .map((event) => chatCodec.decode(event))
          .filter((event) => event !== undefined)
          .reduce(chatDecider.evolve, chatDecider.initialState());
        expect(json(replayed)).to.deep.equal(json(state));
      }),
    );
  });

  it('comes back from a snapshot as it was', async () => {
    await fc.assert(
      fc.asyncProperty(commands(), async (asked) => {
        const { state } = live(asked);
        let kept: Snapshot | undefined;
        const store = {
          saveSnapshot: async (_: string, snapshot: Snapshot) => {
            kept = JSON.parse(JSON.stringify({ ...snapshot, revision: Number(snapshot.revision) }));
          },
          loadSnapshot: async () => kept,
        } as unknown as EventStore;
        await chatSnapshots.save(store, 'chatbox-main', { state, revision: 7n });
        expect(json((await chatSnapshots.load(store, 'chatbox-main'))?.state)).to.deep.equal(json(state));
      }),
      { numRuns: 30 },
    );
  });

  it('shows nobody a private message of others, nor a visitor anything', () => {
    fc.assert(
      fc.property(commands(), (asked) => {
        const { log, state } = live(asked);
        expect(timeline(log, undefined, state)).to.deep.equal([]);
        for (const viewer of people) {
          for (const view of timeline(log, viewer, state)) {
            const readers = view.to && [view.author.id, ...view.to.map(({ id }) => id)];
            if (readers) expect(readers).to.include(viewer.id);
          }
        }
      }),
    );
  });

  it('gives the text of a removed message to nobody but those who may restore it', () => {
    fc.assert(
      fc.property(commands(), (asked) => {
        const { log, state } = live(asked);
        for (const event of log) {
          if (event.type !== 'MessagePosted' || !state.removals.has(Number(event.revision))) continue;
          for (const viewer of people) {
            const [view] = timeline([event], viewer, state);
            if (view?.text !== undefined) expect(sightOf(event, viewer, state)).to.equal('restorable');
          }
        }
      }),
    );
  });

  it('never publishes a text that a person could take for one that starts with "@"', () => {
    const blank = fc.constantFrom(
      ' ',
      '\u00a0',
      '\u200b',
      '\u2060',
      '\u202e',
      '\ufe0f',
      '\u0301',
      '\u3164',
      '\u2800',
      '\ufffc',
      '\u00ad',
      '\n',
      '\t',
      '\u0000',
      '\u{e0040}',
    );
    const at = fc.constantFrom('@', '＠', '﹫');
    const text = fc
      .tuple(fc.array(blank), at, fc.string({ unit: 'grapheme' }))
      .map(([before, a, after]) => before.join('') + a + after);
    fc.assert(
      fc.property(text, (typed) => {
        expect(addressOf(cleanText(typed)).kind).not.to.equal('public');
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const address = addressOf(cleanText(typed));
        if (address.kind === 'public') expect(looks(address.text)).not.to.match(/^@/);
      }),
    );
  });
});

/** A text as an eye takes it. */
const looks = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{M}\u2800\ufffc]/gu, '');

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

describe('an event of a chat', () => {
  it('is skipped when a newer version of the plugin wrote it', () => {
    const event = { ...chatCodec.encode(envelope({ type: 'ChatEnabled', data: {} }, 0)), type: 'PollOpened' };
    expect(chatCodec.decode({ ...event, stream: 's', revision: 0n, position: 0n, recordedAt: '' })).to.equal(undefined);
  });

  it('is refused when it is written with a field that its schema does not have', () => {
    const [author] = people;
    const event = envelope(posted(author, 'hi'), 0);
    expect(() => chatCodec.encode({ ...event, data: { ...event.data, ip: '192.0.2.1' } } as never)).to.throw();
  });
});
