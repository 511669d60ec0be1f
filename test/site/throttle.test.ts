import { assert } from 'chai';
import { throttle } from '../../src/site/throttle.ts';

describe('a throttle', () => {
  it('allows so many tries at once, then one each so often', () => {
    let time = 0;
    const { wait, take } = throttle({ tries: 3, every: 1_000 }, () => time);
    for (let n = 0; n < 3; n += 1) {
      assert.equal(wait('a'), 0);
      take('a');
    }
    assert.equal(wait('a'), 1_000);
    assert.equal(wait('b'), 0);
    time = 999;
    assert.equal(Math.round(wait('a')), 1);
    time = 1_000;
    assert.equal(wait('a'), 0);
    take('a');
    assert.equal(wait('a'), 1_000);
    time = 60_000;
    assert.equal(wait('a'), 0);
  });

  it('does not count what was given back', () => {
    const { wait, take, giveBack } = throttle({ tries: 1, every: 1_000 }, () => 0);
    for (let n = 0; n < 5; n += 1) {
      take('a');
      giveBack('a');
    }
    assert.equal(wait('a'), 0);
  });

  it('is not held up by a clock that is set back', () => {
    const { now } = Date;
    const { wait, take } = throttle({ tries: 1, every: 1_000 });
    take('a');
    try {
      Date.now = () => now() - 3_600_000;
      assert.isAtMost(wait('a'), 1_000);
    } finally {
      Date.now = now;
    }
  });

  it('remembers a bounded number of names', () => {
    const { wait, take } = throttle({ tries: 1, every: 1_000 }, () => 0);
    for (let n = 0; n <= 50_000; n += 1) take(`name ${n}`);
    assert.equal(wait('name 0'), 0);
    assert.equal(wait('name 50000'), 1_000);
  });
});
