import { expect } from 'chai';
import { interval, Pacer } from '../../plugin/hub/pacing.ts';
import { turns } from './open-hub.ts';

/** A clock that stands still until it is told, and a telling that takes as long as it is told. */
function paced(cost: () => number) {
  let now = 1_000;
  let due: { at: number; run: () => void }[] = [];
  const starts: number[] = [];
  const pacer = new Pacer(
    async () => {
      starts.push(now);
      now += cost();
    },
    { now: () => now, after: (ms, run) => void due.push({ at: now + Math.max(0, ms), run }) },
  );
  return {
    pacer,
    starts,
    now: () => now,
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due = due.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.run();
        await turns(2);
      }
      now = Math.max(now, end);
    },
  };
}

describe('the pace of telling', () => {
  it('tells at once when nothing was told lately', async () => {
    const { pacer, starts, now, pass } = paced(() => 10);
    pacer.ask();
    await pass(0);
    expect(starts).to.deep.equal([1_000]);
    await pass(100);
    const quiet = now();
    pacer.ask();
    await pass(0);
    expect(starts).to.deep.equal([1_000, quiet]);
  });

  it('tells together what comes while telling, and leaves as much time for others as it took', async () => {
    const { pacer, starts, now, pass } = paced(() => 10);
    while (now() < 2_000) {
      pacer.ask();
      await pass(1);
    }
    expect(starts.length).to.be.within(45, 51);
    for (const [i, start] of starts.entries()) if (i > 0) expect(start - (starts[i - 1] ?? 0)).to.be.within(20, 22);
  });

  it('never lets the last one wait for ever', async () => {
    const { pacer, starts, pass } = paced(() => 10);
    pacer.ask();
    await pass(5);
    pacer.ask();
    await pass(100);
    expect(starts).to.have.length(2);
  });

  it('waits the longer the dearer it is, up to a bound', () => {
    expect(interval(0)).to.equal(0);
    expect(interval(10)).to.be.lessThan(interval(50));
    expect(interval(100_000)).to.be.at.most(250);
  });
});
