import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { CommandQueue } from '../../events/core/command-queue.ts';
import { StoreUnavailable } from '../../events/core/errors.ts';

const PATIENCE = 60;
const done = { revision: 3n, again: false };

/** ms until each is answered, and with what. */
async function outcomeOf(promise: Promise<unknown>): Promise<{ readonly took: number; readonly answer: unknown }> {
  const began = performance.now();
  const answer = await promise.catch((error: unknown) => error);
  return { took: performance.now() - began, answer };
}

describe('A command that waits', () => {
  it('is told that the store does not answer, whether it is in the queue or taken out of it', async () => {
    const queue = new CommandQueue<string>(10, PATIENCE);
    const answers = [queue.push('taken'), queue.push('waiting')].map(outcomeOf);
    const taken = queue.shift();
    for (const { took, answer } of await Promise.all(answers)) {
      expect(answer).to.be.instanceOf(StoreUnavailable);
      expect(took).to.be.within(PATIENCE - 2, PATIENCE + 500);
    }
    expect(taken?.gone).to.equal(true);
    expect(queue.shift(), 'nobody waits for it').to.equal(undefined);
  });

  it('waits for its own time: one that came later is told later', async () => {
    const queue = new CommandQueue<string>(10, PATIENCE);
    const first = outcomeOf(queue.push('first'));
    await delay(PATIENCE / 2);
    const second = outcomeOf(queue.push('second'));
    await first;
    expect(queue.shift()?.command).to.equal('second');
    expect((await second).took).to.be.within(PATIENCE - 2, PATIENCE + 500);
  });

  it('is answered once, and those after an answered one are watched too', async () => {
    const queue = new CommandQueue<string>(10, PATIENCE);
    const answered = queue.push('answered');
    const one = queue.shift();
    one?.settle(done);
    one?.refuse(new Error('too late'));
    expect(await answered).to.equal(done);
    await delay(PATIENCE * 1.5);
    expect((await outcomeOf(queue.push('later'))).answer).to.be.instanceOf(StoreUnavailable);
  });

  it('is refused at once where too many wait', async () => {
    const queue = new CommandQueue<string>(1, PATIENCE);
    const [, refused] = [queue.push('one').catch(() => {}), queue.push('one too many')];
    const { took, answer } = await outcomeOf(refused);
    expect(answer).to.be.instanceOf(StoreUnavailable);
    expect(took).to.be.below(PATIENCE / 2);
  });

  it('goes back to the front, in order', () => {
    const queue = new CommandQueue<string>(10, PATIENCE);
    for (const name of ['a', 'b', 'c']) queue.push(name).catch(() => {});
    const back = [queue.shift(), queue.shift()].filter((one) => one !== undefined);
    queue.unshift(back);
    expect([queue.shift(), queue.shift(), queue.shift()].map((one) => one?.command)).to.deep.equal(['a', 'b', 'c']);
  });
});
