import { expect } from 'chai';
import type { EventStore, StoredEvent } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { history } from '../../plugin/http/history.ts';
import { chatEnabled, type Fact, introduced, member, posted, record, STREAM } from '../support/builders.ts';
import { openChat } from '../support/chat.ts';
import { faultyStore } from '../support/faulty-store.ts';

const ada = member('ada');
const bob = member('bob');
const eve = member('eve');

/** A chat with this log, few of whose events are in memory, and how often its log is read. */
async function longChat(past: readonly Fact[]) {
  const log = openMemory();
  const events = record(past).map(({ revision, ...event }) => event as unknown as StoredEvent);
  for (let at = 0; at < events.length; at += 500) {
    await log.append(STREAM, at === 0 ? 'no_stream' : BigInt(at - 1), events.slice(at, at + 500));
  }
  let reads = 0;
  const store: EventStore = {
    ...faultyStore(log),
    read: (...asked) => {
      reads += 1;
      return log.read(...asked);
    },
  };
  const chat = await openChat(store, 10);
  return {
    /** A page as eve sees it, and how often the log was read for it. */
    ask: async (before?: bigint) => {
      reads = 0;
      const page = await history(chat, eve, 30, before);
      return { ...page, texts: page.views.map(({ text }) => text), reads };
    },
  };
}

describe('the history of a chat', () => {
  it('is read in small parts for a member who sees none of thousands of messages, and goes on from there', async () => {
    const secrets = Array.from({ length: 5_000 }, () => posted(ada, 'between us', { to: [bob] }));
    const past = [chatEnabled(), introduced(ada), introduced(bob), posted(ada, 'hello all'), ...secrets];
    const { ask } = await longChat(past);

    const nothing = await ask();
    expect(nothing.texts).to.deep.equal([]);
    expect(nothing.reads, 'beside what is in memory').to.equal(15);

    const rest = await ask(nothing.before);
    expect(rest).to.deep.include({ texts: ['hello all'], before: undefined });
    expect(rest.reads).to.be.within(4, 16);
  });

  it('is read once for a member whose messages fill a page', async () => {
    const texts = Array.from({ length: 600 }, (_, n) => `m${n}`);
    const { ask } = await longChat([chatEnabled(), introduced(ada), ...texts.map((text) => posted(ada, text))]);
    const page = await ask();
    expect(page.texts).to.deep.equal(texts.slice(-30));
    expect(page.before).to.equal(page.views[0]?.revision);
    expect(page.reads).to.equal(1);
  });

  it('is found beyond hundreds of events that only a newer version of the plugin knows', async () => {
    const unknown = Array.from({ length: 600 }, () => ({ type: 'MessagePinned', data: {} }) as unknown as Fact);
    const { ask } = await longChat([chatEnabled(), introduced(ada), posted(ada, 'before'), ...unknown, chatEnabled()]);
    expect(await ask()).to.deep.include({ texts: ['before'], before: undefined });
  });
});
