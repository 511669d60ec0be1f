import { mock } from 'node:test';
import { expect } from 'chai';
import { outageLog } from '../../plugin/outage.ts';

const MINUTE = 60_000;

describe('the log while the store is away', () => {
  let lines: string[];
  let refuse: (why: string) => void;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.UTC(2026, 9, 12, 14, 3) });
    lines = [];
    refuse = outageLog((line) => lines.push(line));
  });
  afterEach(() => mock.timers.reset());
  const refuseMany = (count: number) => {
    for (let n = 0; n < count; n += 1) refuse('the disk is full.');
  };

  it('says the reason at once, and how many were refused once a minute', () => {
    refuseMany(1_000);
    expect(lines).to.deep.equal(['the disk is full.']);
    mock.timers.tick(MINUTE);
    refuseMany(20);
    refuse('it was closed.');
    mock.timers.tick(MINUTE);
    expect(lines.slice(1)).to.deep.equal([
      '999 more refused in the last minute: the disk is full.',
      '21 more refused in the last minute: it was closed.',
    ]);
  });

  it('says when it ended, and that it begins anew', () => {
    refuseMany(3);
    mock.timers.tick(2 * MINUTE);
    expect(lines.at(-1)).to.equal('Nobody was refused in the last minute (from 2026-10-12T14:03:00.000Z on: 3).');
    mock.timers.tick(10 * MINUTE);
    expect(lines).to.have.length(3);
    refuseMany(1);
    expect(lines.at(-1)).to.equal('the disk is full.');
    mock.timers.tick(MINUTE);
    expect(lines.at(-1)).to.include('14:15:00.000Z on: 1)');
  });
});
