import { expect } from 'chai';
import { backoff } from '../../plugin/client/backoff.ts';

describe('the wait before the next attempt', () => {
  it('doubles from one second to thirty', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 50].map((tries) => backoff(tries, () => 1));
    expect(longest).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is half by chance, so that a crowd spreads out', () => {
    expect(backoff(3, () => 0)).to.equal(4_000);
    expect(backoff(3, () => 0.5)).to.equal(6_000);
  });
});
