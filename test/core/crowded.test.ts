import { expect } from 'chai';
import fc from 'fast-check';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import { chatDecider } from '../../events/chatbox/decider.ts';
import { type ChatEvent, chatCodec } from '../../events/chatbox/events.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { chatSnapshots } from '../../events/chatbox/snapshot.ts';
import type { ChatState } from '../../events/chatbox/state.ts';
import { Aggregate } from '../../events/core/aggregate.ts';
import type { Outcome } from '../../events/core/command-queue.ts';
import { OutcomeUnknown, Refusal, StoreUnavailable } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { EventStore, Snapshot } from '../../events/core/event-store.ts';
import { MemoryLog, openMemory } from '../../events/stores/memory.ts';
import { STREAM } from '../support/builders.ts';
import { enabledChat } from '../support/chat.ts';
import { away, commandOf, type Scenario, scenario, turns } from '../support/crowd.ts';
import { until } from '../support/until.ts';

const KEEP = 20;
/** ms: far more than all of it takes. */
const PATIENCE = 8_000;

/** Saves all the time. */
const snapshots = { ...chatSnapshots, due: (events: bigint) => events > 2n };

const open = (store: EventStore): Promise<Chat> =>
  Aggregate.open({ stream: STREAM, store, decider: chatDecider, codec: chatCodec, snapshots, keep: KEEP });

interface Asked {
  readonly process: number;
  readonly command: ChatCommand;
  /** What its process knew then. */
  readonly from: bigint;
  answer?: { readonly outcome: Outcome; readonly to: bigint } | { readonly error: unknown; readonly to: bigint };
}

/** As a reader of the log alone would have it, after each of its events. */
function replay(log: readonly Recorded<ChatEvent>[]): readonly ChatState[] {
  const states = [chatDecider.initialState()];
  for (const event of log) states.push(chatDecider.evolve(states.at(-1) as ChatState, event));
  return states;
}
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? Number(one) : one)));

async function readAll(store: EventStore): Promise<Recorded<ChatEvent>[]> {
  const page = await store.read(STREAM, { limit: 4_096 });
  return page.map((event) => chatCodec.decode(event)).filter((event) => event !== undefined);
}

/** Refused as it would be on a state that its process may have known between the asking and the answer. */
function isRightlyRefused({ command, from, answer }: Asked, states: readonly ChatState[]): boolean {
  if (answer === undefined || !('error' in answer)) return false;
  return states.slice(Number(from) + 1, Number(answer.to) + 2).some((state) => {
    try {
      chatDecider.decide(command, state);
      return false;
    } catch (error) {
      return error instanceof Refusal && error.code === (answer.error as Refusal).code;
    }
  });
}

function judge(all: readonly Asked[], log: readonly Recorded<ChatEvent>[], states: readonly ChatState[]): void {
  const last = new Map<number, bigint>();
  const done = new Set<string>();
  for (const asked of all) {
    const { command, process, answer } = asked;
    const written = log.filter(({ meta }) => meta.$correlationId === command.meta.correlation);
    if (answer === undefined) throw new Error(`"${command.kind}" was never answered`);
    if ('error' in answer) {
      if (answer.error instanceof StoreUnavailable || answer.error instanceof OutcomeUnknown) {
        expect(answer.error.message, 'nobody waits in vain').to.match(/as told|is closing/);
        continue;
      }
      expect(answer.error, 'a refusal').to.be.instanceOf(Refusal);
      expect(written, 'what was refused is not written').to.deep.equal([]);
      expect(isRightlyRefused(asked, states), `${(answer.error as Refusal).code} is right`).to.equal(true);
      continue;
    }
    const { revision, again } = answer.outcome;
    if (command.kind === 'PostMessage') {
      const at = log[Number(revision)];
      expect(at?.type === 'MessagePosted' && at.data.message, 'what was acknowledged is there').to.equal(
        command.meta.id,
      );
    }
    if (again) continue;
    const first = Number(revision) - written.length + 1;
    expect(written.map((event) => event.revision)).to.deep.equal(written.map((_, i) => BigInt(first + i)));
    const decision = chatDecider.decide(command, states[first] as ChatState);
    const proposed = 'events' in decision ? decision.events : [];
    expect(plain(written.map(({ revision: _, ...event }) => event))).to.deep.equal(plain(proposed));
    expect(revision > (last.get(process) ?? -1n), 'in the order of the asking').to.equal(true);
    last.set(process, revision);
    if (command.kind === 'PostMessage') {
      expect(done.has(command.meta.id), 'done once').to.equal(false);
      done.add(command.meta.id);
    }
  }
  const posts = log.flatMap((event) => (event.type === 'MessagePosted' ? [event.data.message] : []));
  expect(posts.length, 'each post is written once').to.equal(new Set(posts).size);
}

/** A process on the log, and what its listener heard. */
interface Process {
  readonly chat: Chat;
  readonly since: bigint;
  readonly heard: bigint[];
}

async function begin(store: EventStore): Promise<Process> {
  const chat = await open(store);
  const heard: bigint[] = [];
  chat.subscribe((events, state) => {
    heard.push(...events.map(({ revision }) => revision));
    if (state !== chat.state) heard.push(-1n);
  });
  return { chat, since: chat.revision, heard };
}

/** Takes the steps without waiting for their answers, and answers once all of them are there. */
async function ask(chats: readonly Chat[], { steps, closes }: Scenario): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  const settled: Promise<void>[] = [];
  for (const [index, { process: any, step }] of steps.entries()) {
    if (index === closes) settled.push(chats.at(-1)?.close() ?? Promise.resolve());
    const process = any % chats.length;
    const chat = chats[process];
    if (step.kind === 'pause' || chat === undefined) {
      await turns(step.kind === 'pause' ? step.turns : 0);
      continue;
    }
    const asked: Asked = { process, command: commandOf(step, chat), from: chat.revision };
    all.push(asked);
    const answer = (given: { outcome: Outcome } | { error: unknown }): void => {
      asked.answer = { ...given, to: chat.revision };
    };
    const answered = chat.execute(asked.command);
    settled.push(
      answered.then(
        (outcome) => answer({ outcome }),
        (error: unknown) => answer({ error }),
      ),
    );
  }
  await Promise.all(settled);
  return all;
}

function judgeProcess({ chat, since, heard }: Process, log: readonly Recorded<ChatEvent>[], state: unknown): void {
  expect(plain(chat.state), 'the state is that of the log').to.deep.equal(plain(state));
  const kept = chat.recent.length;
  expect(kept, 'the last events').to.be.at.least(Math.min(KEEP, log.length));
  expect(plain(chat.recent), 'the last events').to.deep.equal(plain(log.slice(-kept)));
  const all = log.map(({ revision }) => revision).filter((revision) => revision > since);
  expect(heard, 'each event is heard once, in order').to.deep.equal(all);
}

async function judgeSnapshot(saved: Snapshot, states: readonly ChatState[]): Promise<void> {
  const store = { ...openMemory(), loadSnapshot: async () => saved };
  const loaded = await chatSnapshots.load(store, STREAM);
  expect(plain(loaded?.state), 'a snapshot is its state').to.deep.equal(plain(states[Number(saved.revision) + 1]));
}

async function play(scenario: Scenario): Promise<void> {
  const shared = new MemoryLog();
  const store = openMemory(shared);
  await (await enabledChat(store)).close();
  const saved: Snapshot[] = [];
  const processes: Process[] = [];
  for (const { faults, distances } of scenario.processes) {
    const own = away(openMemory(shared), faults, distances);
    const saveSnapshot: EventStore['saveSnapshot'] = async (stream, snapshot) => {
      saved.push(snapshot);
      await own.saveSnapshot(stream, snapshot);
    };
    processes.push(await begin({ ...own, saveSnapshot }));
  }
  const isClosed = scenario.closes !== undefined && scenario.closes < scenario.steps.length;
  const chats = processes.map(({ chat }) => chat);
  const asked = await ask(chats, scenario);
  const log = await readAll(store);
  const states = replay(log);
  judge(asked, log, states);
  const open = isClosed ? processes.slice(0, -1) : processes;
  const head = BigInt(log.length) - 1n;
  await until('all have read it all', () => open.every(({ chat }) => chat.revision === head), PATIENCE);
  for (const process of open) judgeProcess(process, log, states.at(-1));
  for (const chat of chats) await chat.close();
  for (const snapshot of saved) await judgeSnapshot(snapshot, states);
}

describe('Some processes on one log, in a crowd of commands and faults', () => {
  it('answer each command once and truly, and have the state of the log', async () => {
    await fc.assert(fc.asyncProperty(scenario(), play), { numRuns: 100, timeout: 2 * PATIENCE, endOnFailure: true });
  });
});
