import { expect } from 'chai';
import type { Note, NoticeBoard } from '../../events/stores/notice-board.ts';
import { SharedPresence } from '../../events/stores/shared-presence.ts';

/** A board in memory, whose clock is another than that of the processes. */
class Board implements NoticeBoard {
  readonly notes = new Map<string, Note>();
  now = 1_000_000;
  writes = 0;
  broken = false;
  full = false;

  async write(process: string, places: Note['places']): Promise<void> {
    if (this.broken || this.full) throw new Error('the board is broken');
    this.writes += 1;
    this.notes.set(process, { process, places, at: this.now });
  }

  async read(): Promise<readonly Note[]> {
    if (this.broken) throw new Error('the board is broken');
    return [...this.notes.values()];
  }

  async close(): Promise<void> {}
}

describe('Who is here, shared by processes', () => {
  let board: Board;
  let time: number;
  let opened: SharedPresence[];
  let logged: string[];
  beforeEach(() => {
    board = new Board();
    time = 0;
    opened = [];
    logged = [];
  });
  afterEach(() => Promise.all(opened.map((one) => one.close())));

  async function aProcess(): Promise<SharedPresence> {
    const log = (line: string) => void logged.push(line);
    const presence = new SharedPresence(board, { look: 1_000_000, now: () => time, log });
    opened.push(presence);
    await presence.tick();
    return presence;
  }

  async function pass(ms: number, ...living: readonly SharedPresence[]): Promise<void> {
    for (let left = ms; left > 0; left -= 1_000) {
      time += Math.min(1_000, left);
      board.now += Math.min(1_000, left);
      for (const one of living) await one.tick();
    }
  }

  it('names those of others, each once, and never its own', async () => {
    const [a, b, c] = [await aProcess(), await aProcess(), await aProcess()];
    a.tell('main', ['ada', 'bob']);
    b.tell('main', ['bob', 'cyd']);
    b.tell('coaches', ['cyd']);
    await pass(3_000, a, b, c);
    expect(a.others('main')).to.deep.equal(['bob', 'cyd']);
    expect(b.others('main')).to.deep.equal(['ada', 'bob']);
    expect(c.others('main')).to.deep.equal(['ada', 'bob', 'cyd']);
    expect([a.others('coaches'), b.others('coaches'), a.others('nowhere')]).to.deep.equal([['cyd'], [], []]);
  });

  it('says when that has changed, and only then', async () => {
    const [a, b] = [await aProcess(), await aProcess()];
    let changes = 0;
    const stop = a.onChange(() => {
      changes += 1;
    });
    b.tell('main', ['bob']);
    await pass(30_000, a, b);
    expect(changes).to.equal(1);
    b.tell('main', []);
    await pass(3_000, a, b);
    expect([changes, a.others('main')]).to.deep.equal([2, []]);
    stop();
    b.tell('main', ['bob']);
    await pass(3_000, a, b);
    expect(changes).to.equal(2);
  });

  it('forgets a process that died, within its lease, and no living one', async () => {
    const [a, b, c] = [await aProcess(), await aProcess(), await aProcess()];
    b.tell('main', ['bob']);
    c.tell('main', ['cyd']);
    await pass(60_000, a, b, c);
    expect(a.others('main')).to.deep.equal(['bob', 'cyd']);
    await pass(15_000, a, b);
    expect(a.others('main')).to.deep.equal(['bob']);
    await pass(2_000, a, b, c);
    expect(a.others('main')).to.deep.equal(['bob', 'cyd']);
  });

  it('takes no word of those who died before it came', async () => {
    const b = await aProcess();
    b.tell('main', ['bob']);
    await pass(3_000, b);
    board.now += 20_000;
    time += 20_000;
    const a = await aProcess();
    expect(a.others('main')).to.deep.equal([]);
    await b.tick();
    await pass(1_000, a);
    expect(a.others('main')).to.deep.equal(['bob']);
  });

  it('gets over a clock of the board that was set back', async () => {
    const [a, b] = [await aProcess(), await aProcess()];
    b.tell('main', ['bob']);
    await pass(3_000, a, b);
    board.now -= 3_600_000;
    a.tell('main', ['ada']);
    await pass(10_000, a, b);
    expect([a.others('main'), b.others('main')]).to.deep.equal([['bob'], ['ada']]);
  });

  it('leaves its members for as long as its lease when it ends, so that they may come to another', async () => {
    const [a, b] = [await aProcess(), await aProcess()];
    b.tell('main', ['bob']);
    await pass(3_000, a, b);
    await b.close();
    await pass(8_000, a);
    expect(a.others('main')).to.deep.equal(['bob']);
    const again = await aProcess();
    expect(again.others('main')).to.deep.equal(['bob']);
    await pass(7_000, a, again);
    expect([a.others('main'), again.others('main')]).to.deep.equal([[], []]);
  });

  it('writes at most every two seconds, on change or as its lease asks, and hardly ever for nobody', async () => {
    const a = await aProcess();
    await pass(60_000, a);
    expect(board.writes).to.equal(1);
    for (let second = 0; second < 60; second += 1) {
      a.tell('main', [`member-${second}`]);
      await pass(1_000, a);
    }
    expect(board.writes).to.be.within(30, 32);
    board.writes = 0;
    await pass(60_000, a);
    expect(board.writes).to.be.within(10, 11);
  });

  it('knows its own only while the board fails, says so once, and tells what it missed to tell', async () => {
    const [a, b] = [await aProcess(), await aProcess()];
    b.tell('main', ['bob']);
    await pass(3_000, a, b);
    board.broken = true;
    a.tell('main', ['ada']);
    await pass(20_000, a, b);
    expect(a.others('main')).to.deep.equal([]);
    expect(logged).to.deep.equal(Array(2).fill('who is here is not shared: the board is broken'));
    board.broken = false;
    await pass(3_000, a, b);
    expect([a.others('main'), b.others('main')]).to.deep.equal([['bob'], ['ada']]);
  });

  it('says once that the board takes nothing, though it can be read', async () => {
    const a = await aProcess();
    board.full = true;
    a.tell('main', ['ada']);
    await pass(20_000, a);
    expect(logged).to.have.length(1);
    board.full = false;
    await pass(3_000, a);
    board.full = true;
    a.tell('main', ['ada', 'bob']);
    await pass(20_000, a);
    expect(logged).to.have.length(2);
  });
});
