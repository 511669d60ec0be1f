import { expect } from 'chai';
import { patience } from '../../plugin/client/knock.ts';

describe('the wait before a shut door', () => {
  it('grows from about 25 seconds to two minutes at most', () => {
    const waits = (luck: number) => [0, 1, 2, 3, 4, 50].map((asked) => Math.round(patience(asked, () => luck) / 1_000));
    expect(waits(0)).to.deep.equal([20, 30, 45, 68, 80, 80]);
    expect(waits(1)).to.deep.equal([30, 45, 68, 101, 120, 120]);
  });
});
