import { expect } from 'chai';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable, TooLargeForStore } from '../../events/core/errors.ts';
import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { eachWithItsOwn, HASTY } from '../support/eventstoredb-double/each.ts';
import { EventStoreDbDouble, foreign, notLeader } from '../support/eventstoredb-double/index.ts';
import { rejection } from '../support/rejection.ts';
import { anEvent, fill, readAll, revisions, someEvents, texts, written } from '../support/store-contract/events.ts';

const STREAM = 'chatbox-main';

describe('EventStoreDB fails an append', function () {
  this.timeout(20_000);
  const { double, store } = eachWithItsOwn();

  const survived = [
    { what: 'it was written and the reply was lost', fault: 'lose-reply' },
    { what: 'the server hangs', fault: 'hang' },
    { what: 'the connection broke before it was written', fault: 'cut' },
    { what: 'the connection broke after it was written', fault: 'cut-after' },
    { what: 'the server had forgotten that it was written', fault: 'deny' },
    { what: 'it was cancelled', fault: { status: 1 } },
    { what: 'its deadline passed', fault: { status: 4 } },
    { what: 'it timed out in the server', fault: { status: 10 } },
    { what: 'the server failed inside', fault: { status: 13 } },
    { what: 'the server was unavailable', fault: { status: 14 } },
    { what: 'the server is not ready', fault: { status: 2, details: 'Server Is Not Ready' } },
  ] as const;
  for (const { what, fault } of survived) {
    it(`and it is written once: ${what}`, async () => {
      await fill(store(), STREAM, 2);
      const batch = someEvents(3, 2);
      double().faults.inject('append', fault);
      const appended = await store().append(STREAM, 1n, batch);
      const kept = await readAll(store(), STREAM);
      expect(texts(kept)).to.deep.equal(['0', '1', '2', '3', '4']);
      expect(written(kept.slice(2))).to.deep.equal(written(batch));
      expect(appended).to.include({ revision: 4n, position: kept[4]?.position });
    });
  }

  it('and it is sent to the leader that another node names', async () => {
    const leader = await EventStoreDbDouble.start(double().log);
    double().faults.always('append', notLeader(leader.link.port));
    expect((await store().append(STREAM, 'no_stream', someEvents(2))).revision).to.equal(1n);
    expect(leader.calls).to.include(`append ${STREAM}`);
    await leader.stop();
  });

  it('and a batch whose outcome stays unknown answers, repeated, as the first time', async () => {
    const batch = someEvents(2);
    double().faults.inject('append', 'lose-reply', 'hang', 'cut-after');
    await rejection(store().append(STREAM, 'no_stream', batch), OutcomeUnknown);
    expect((await store().append(STREAM, 'no_stream', batch)).revision).to.equal(1n);
    expect(written(await readAll(store(), STREAM))).to.deep.equal(written(batch));
  });

  it('and one that another writer overtook meanwhile is a conflict', async () => {
    const batch = someEvents(2);
    double().faults.inject('append', 'hang');
    const append = rejection(store().append(STREAM, 'no_stream', batch), RevisionConflict);
    const other = await openEventStoreDb(double().url, HASTY);
    await other.append(STREAM, 'no_stream', [anEvent('first'), anEvent('second'), anEvent('third')]);
    expect((await append).actual).to.equal(2n);
    await other.close();
  });

  it('and a conflict that cannot be looked into stays unknown', async () => {
    await fill(store(), STREAM, 1);
    double().faults.always('read', 'hang');
    await rejection(store().append(STREAM, 'no_stream', [anEvent()]), OutcomeUnknown);
  });

  it('and nothing is written, as it says at once, when its user may not write', async () => {
    double().faults.always('append', { status: 7, details: 'Access Denied', metadata: { exception: 'access-denied' } });
    const error = await rejection(store().append(STREAM, 'no_stream', [anEvent()]), StoreUnavailable);
    expect(error.message).to.include('may not do this');
    expect(double().calls).to.deep.equal([`append ${STREAM}`]);
  });

  const tooLarge = [
    {
      what: 'event',
      details: 'Event with Id: 5f0e, Size: 5000, exceeds Maximum Append Event Size of 4096.',
      metadata: { exception: 'maximum-append-event-size-exceeded' },
    },
    {
      what: 'append',
      details: 'Maximum Append Size of 4096 Exceeded.',
      metadata: { exception: 'maximum-append-size-exceeded', 'maximum-append-size': '4096' },
    },
  ];
  for (const { what, details, metadata } of tooLarge) {
    it(`and it says so, at once, where the server is set to take no such ${what}`, async () => {
      double().faults.always('append', { status: 3, details, metadata });
      const error = await rejection(store().append(STREAM, 'no_stream', [anEvent()]), TooLargeForStore);
      expect(error.message).to.include('of 4096').and.include('Hint: raise its MaxAppend');
      expect(double().calls).to.deep.equal([`append ${STREAM}`]);
      await rejection(store().saveSnapshot(STREAM, { revision: 0n, v: 1, state: '{}' }), TooLargeForStore);
    });
  }

  it('and what came of an earlier try stays unknown, though a later one is too large', async () => {
    const { details, metadata } = tooLarge[0] ?? {};
    double().faults.inject('append', 'hang');
    double().faults.inject('append', { status: 3, ...(details && { details }), ...(metadata && { metadata }) });
    await rejection(store().append(STREAM, 'no_stream', [anEvent()]), OutcomeUnknown);
  });

  it('and the store is away where the server refuses for a reason that nobody knows', async () => {
    double().faults.always('append', {
      status: 3,
      details: 'Something new.',
      metadata: { exception: 'something-new' },
    });
    const error = await rejection(store().append(STREAM, 'no_stream', [anEvent()]), StoreUnavailable);
    expect(error.message).to.include('Something new.');
  });

  it('and nothing is written when there is no server', async () => {
    await double().link.remove();
    const error = await rejection(store().append(STREAM, 'no_stream', [anEvent()]), StoreUnavailable);
    expect(error.message).to.include('ECONNREFUSED');
    await double().link.restore();
    expect((await store().append(STREAM, 'no_stream', [anEvent()])).revision).to.equal(0n);
  });

  it('and it is repeated, though the store was closed meanwhile', async () => {
    double().faults.inject('append', 'cut');
    const append = store().append(STREAM, 'no_stream', someEvents(2));
    await store().close();
    expect((await append).revision).to.equal(1n);
  });
});

describe('EventStoreDB fails a read', function () {
  this.timeout(20_000);
  const { double, store } = eachWithItsOwn();

  it('and it is tried again', async () => {
    await fill(store(), STREAM, 3);
    double().faults.inject('read', { status: 14 });
    expect(await store().read(STREAM, { limit: 9 })).to.have.length(3);
    double().faults.inject('read', 'cut');
    expect(await store().read(STREAM, { limit: 9 })).to.have.length(3);
  });

  it('and a server that hangs is not waited for', async () => {
    double().faults.always('read', 'hang');
    const error = await rejection(store().read(STREAM, { limit: 9 }), StoreUnavailable);
    expect(error.message).to.include('no answer within 500 ms');
  });

  it('and neither is a wire that swallows everything', async () => {
    await fill(store(), STREAM, 3);
    double().link.freeze();
    await rejection(store().read(STREAM, { limit: 9 }), StoreUnavailable);
  });

  it('and a reader who leaves meanwhile is told nothing else', async () => {
    double().faults.always('read', 'hang');
    const leaving = new AbortController();
    const reason = new TypeError('the reader has left');
    const reading = rejection(store().read(STREAM, { limit: 9, signal: leaving.signal }), TypeError);
    leaving.abort(reason);
    expect(await reading).to.equal(reason);
  });

  it('but never one for an event that something else wrote: it keeps its place', async () => {
    const bytes = Buffer.from([0, 255]);
    double().log.append(STREAM, 'no_stream', [
      foreign('application/octet-stream', bytes),
      foreign('application/json', Buffer.from('[1]'), Buffer.from('{"v":"x","a":1}')),
    ]);
    const [binary, list] = await store().read(STREAM, { limit: 9 });
    expect(binary).to.deep.include({ v: 0, data: { $raw: bytes.toString('base64') }, meta: {} });
    expect(list).to.deep.include({ v: 0, data: { $raw: '[1]' }, meta: { a: 1 } });
    expect(revisions(await readAll(store(), STREAM))).to.deep.equal([0n, 1n]);
  });
});
