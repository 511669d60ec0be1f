import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { StoreUnavailable } from '../../events/core/errors.ts';
import type { Snapshot } from '../../events/core/event-store.ts';
import { eachWithItsOwn, HASTY } from '../support/eventstoredb-double/each.ts';
import { foreign } from '../support/eventstoredb-double/index.ts';
import { rejection } from '../support/rejection.ts';

const STREAM = 'chatbox-main';
const HEAD = `snapshot-${STREAM}`;

describe('A snapshot in EventStoreDB', function () {
  this.timeout(30_000);
  // Some megabytes take their time on a machine that is busy.
  const { double, store } = eachWithItsOwn({ ...HASTY, appendTimeout: 4_000, silence: 4_000 });

  it('is the only event of its stream, and its bound is set once', async () => {
    for (const revision of [3n, 4n, 5n]) await store().saveSnapshot(STREAM, { revision, v: 1, state: '{}' });
    expect(double().log.visible(HEAD)).to.have.length(1);
    expect(double().calls.filter((call) => call === `append $$${HEAD}`)).to.have.length(1);
    expect(await store().loadSnapshot(STREAM)).to.deep.equal({ revision: 5n, v: 1, state: '{}' });
  });

  it("leaves its stream's metadata alone where an operator has set it", async () => {
    const theirs = Buffer.from('{"$maxCount":3,"$acl":{"$r":"chat"}}');
    double().log.append(`$$${HEAD}`, 'no_stream', [foreign('application/json', theirs)]);
    await store().saveSnapshot(STREAM, { revision: 1n, v: 1, state: '{}' });
    expect(double().log.stream(`$$${HEAD}`)).to.have.length(1);
    expect(await store().loadSnapshot(STREAM)).to.deep.include({ revision: 1n });
  });

  it('may be far larger than an append', async () => {
    const saved = large(1n);
    expect(saved.state.length).to.be.greaterThan(4_000_000);
    await store().saveSnapshot(STREAM, saved);
    expect(await store().loadSnapshot(STREAM)).to.deep.equal(saved);
    expect(double().log.stream(`${HEAD}-part-1`)).to.have.length(1);
  });

  it('stays whole while the next one is written', async () => {
    const saved = large(1n);
    const parts = new Set<string>();
    const unlisten = double().log.onWrite((stream) => stream.startsWith(`${HEAD}-part-`) && parts.add(stream));
    await store().saveSnapshot(STREAM, saved);
    unlisten();
    expect(parts.size).to.be.greaterThan(2);
    // Every part of the next one is written, and then its head is not.
    double().log.onWrite((stream) => {
      if (parts.delete(stream) && parts.size === 0) double().faults.always('append', { status: 14 });
    });
    await rejection(store().saveSnapshot(STREAM, large(2n)), StoreUnavailable);
    expect(parts.size).to.equal(0);
    expect(await store().loadSnapshot(STREAM)).to.deep.equal(saved);
  });

  it('that is torn, or not ours, counts as none', async () => {
    await store().saveSnapshot(STREAM, large(1n));
    for (const _ of [1, 2])
      double().log.append(`${HEAD}-part-1`, 'any', [foreign('application/json', Buffer.from('{}'))]);
    expect(await store().loadSnapshot(STREAM)).to.equal(undefined);
    double().log.append(HEAD, 'any', [foreign('application/json', Buffer.from('{"revision":-1}'))]);
    expect(await store().loadSnapshot(STREAM)).to.equal(undefined);
  });

  it('that cannot be read for now is not taken for none', async () => {
    await store().saveSnapshot(STREAM, { revision: 1n, v: 1, state: '{}' });
    await double().link.remove();
    await rejection(store().loadSnapshot(STREAM), StoreUnavailable);
    await double().link.restore();
  });
});

/** A state that hardly compresses, as keys and digests do. */
function large(revision: bigint): Snapshot {
  return { revision, v: 1, state: JSON.stringify(Array.from({ length: 110_000 }, () => randomUUID())) };
}
