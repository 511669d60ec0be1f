import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { eachWithItsOwn, HASTY } from '../support/eventstoredb-double/each.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { anEvent, fill, range, someEvents } from '../support/store-contract/events.ts';
import { Listener } from '../support/store-contract/listener.ts';
import { until } from '../support/until.ts';

const STREAM = 'chatbox-main';

describe('A subscription to EventStoreDB', function () {
  this.timeout(20_000);
  const { double, store } = eachWithItsOwn();

  const losses = [
    { what: 'an orderly end', lose: () => double().endSubscriptions(), watchdog: 60_000 },
    { what: 'a broken connection', lose: () => double().link.cut(), watchdog: 60_000 },
    { what: 'a restart of the server', lose: () => double().restart(), watchdog: 60_000 },
    { what: 'a death that nobody told', lose: () => double().muteSubscriptions(), watchdog: 100 },
  ];
  for (const { what, lose, watchdog } of losses) {
    it(`goes on after ${what}, without gap or repeat, and says both`, async () => {
      await fill(store(), STREAM, 3);
      const follower = await openEventStoreDb(double().url, { ...HASTY, watchdog });
      const listener = new Listener(follower, STREAM, -1n);
      await listener.isCaughtUp();
      await lose();
      // By another process: nothing in the follower's can know of it but the subscription.
      for (const [at, event] of someEvents(5).entries()) await store().append(STREAM, 2n + BigInt(at), [event]);
      await listener.has(7n);
      const before = listener.told.indexOf('interrupted');
      await until('it has caught up again', () => listener.told.indexOf('caught up', before) > before);
      expect(listener.revisions).to.deep.equal(range(0, 7));
      expect(listener.told.filter((told) => told === 'interrupted')).to.have.length(1);
      // It went on where it was: nothing was sent twice.
      expect(double().served).to.equal(8);
      await follower.close();
    });
  }

  it('that the server dropped for being slow goes on at once, and nobody hears of it', async () => {
    await fill(store(), STREAM, 3);
    const listener = new Listener(store(), STREAM, -1n);
    await listener.isCaughtUp();
    double().dropSubscriptions();
    await store().append(STREAM, 2n, someEvents(1, 3));
    await listener.has(3n);
    expect(listener.revisions).to.deep.equal(range(0, 3));
    expect(listener.told).not.to.include('interrupted');
  });

  it('that is dropped again and again, without an event between, says so', async () => {
    double().faults.always('subscribe', { status: 10, details: 'Operation timed out: Consumer too slow.' });
    const listener = new Listener(store(), STREAM, -1n);
    await until('it says so', () => listener.told.includes('interrupted'));
    expect(double().calls.length).to.be.below(10);
    double().faults.heal();
    await listener.isCaughtUp();
  });

  it('that died in silence is found out by an append of its own process, long before the watchdog', async () => {
    const patient = await openEventStoreDb(double().url, { ...HASTY, watchdog: 60_000 });
    const listener = new Listener(patient, STREAM, -1n);
    await listener.isCaughtUp();
    double().muteSubscriptions();
    await patient.append(STREAM, 'no_stream', [anEvent()]);
    await listener.has(0n);
    await patient.close();
  });

  it('outlives a connection that breaks again and again while it catches up', async () => {
    const patient = await openEventStoreDb(double().url);
    await fill(patient, STREAM, 3_000);
    await patient.close();
    const listener = new Listener(store(), STREAM, -1n, ({ revision }) => {
      if (revision % 500n === 499n) double().link.cut();
    });
    await listener.has(2_999n);
    expect(listener.revisions).to.deep.equal(range(0, 2_999));
  });

  it('says that it has caught up on servers that do not, with and without a history', async () => {
    double().saysCaughtUp = false;
    await fill(store(), STREAM, 300);
    const listener = new Listener(store(), STREAM, -1n);
    const nothing = new Listener(store(), 'chatbox-empty', -1n);
    await Promise.all([listener.isCaughtUp(), nothing.isCaughtUp()]);
    expect(listener.revisions).to.deep.equal(range(0, 299));
    expect(nothing.told).to.deep.equal(['caught up']);
  });

  it('that is never confirmed is begun again', async () => {
    double().faults.inject('subscribe', 'hang', 'end', { status: 14 });
    const listener = new Listener(store(), STREAM, -1n);
    await listener.isCaughtUp();
    expect(listener.told[0]).to.equal('interrupted');
    expect(double().faults.left).to.equal(0);
  });

  it('tells of a wire that swallows everything, and comes back with it', async () => {
    await fill(store(), STREAM, 2);
    const listener = new Listener(store(), STREAM, -1n);
    await listener.isCaughtUp();
    double().link.freeze();
    await until('it tells', () => listener.told.at(-1) === 'interrupted');
    await double().link.remove();
    await double().link.restore();
    await until('it is back', () => listener.told.at(-1) === 'caught up');
    expect(listener.revisions).to.deep.equal(range(0, 1));
  });

  it('waits for a server that is not there yet, and says why', async () => {
    await double().link.remove();
    const reasons: string[] = [];
    const told: string[] = [];
    store().subscribe(STREAM, -1n, {
      event: ({ revision }) => told.push(String(revision)),
      caughtUp: () => told.push('caught up'),
      interrupted: (why) => reasons.push(why),
    });
    await until('it says why', () => reasons.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    // One reason, one line, however often it is tried.
    expect(reasons).to.have.length(1);
    expect(reasons[0]).to.include('ECONNREFUSED');
    await double().link.restore();
    await until('it has caught up', () => told.includes('caught up'));
    await store().append(STREAM, 'no_stream', [anEvent()]);
    await until('it is live', () => told.includes('0'));
    expect(reasons).to.have.length(1);
  });

  it('is one on the server, however many listen here', async () => {
    await fill(store(), STREAM, 40);
    const listeners = Array.from({ length: 120 }, (_, at) => new Listener(store(), STREAM, BigInt(at % 40) - 1n));
    await Promise.all(listeners.map((listener) => listener.isCaughtUp()));
    expect(double().subscriptions.size).to.equal(1);
    // More of them would have been too many for the connection, and this append would hang.
    await store().append(STREAM, 39n, [anEvent()]);
    await Promise.all(listeners.map((listener) => listener.has(40n)));
    for (const [at, listener] of listeners.entries()) expect(listener.revisions).to.deep.equal(range(at % 40, 40));
    await Promise.all(listeners.map(({ subscription }) => subscription.close()));
    await until('nothing is left on the server', () => double().subscriptions.size === 0);
  });

  it('is not asked for what a burst of its own process writes, and goes on after it', async () => {
    const listener = new Listener(store(), STREAM, -1n);
    const other = await openEventStoreDb(double().url, HASTY);
    await listener.isCaughtUp();
    let last = -1n;
    for (let burst = 0; burst < 10; burst += 1) {
      const expected = last < 0n ? 'no_stream' : last;
      last = (await store().append(STREAM, expected, someEvents(500, burst * 500))).revision;
      listener.subscription.skip(last);
    }
    expect(double().served).to.be.below(2_500);
    const { revision } = await other.append(STREAM, last, [anEvent()]);
    await listener.has(revision);
    expect(listener.revisions.filter((known) => known > last)).to.deep.equal([revision]);
    expect(listener.told).not.to.include('interrupted');
    await other.close();
  });

  it('gives all of a burst to who did not write it', async () => {
    const [writer, reader] = [new Listener(store(), STREAM, -1n), new Listener(store(), STREAM, -1n)];
    await Promise.all([writer.isCaughtUp(), reader.isCaughtUp()]);
    await store().append(STREAM, 'no_stream', someEvents(500));
    writer.subscription.skip(499n);
    const late = new Listener(store(), STREAM, -1n);
    await store().append(STREAM, 499n, someEvents(500, 500));
    writer.subscription.skip(999n);
    await Promise.all([reader.has(999n), late.has(999n)]);
    for (const one of [reader, late]) expect(one.revisions).to.deep.equal(range(0, 999));
  });

  it('to too many streams is refused, before the connection is full', async () => {
    const streams = Array.from({ length: 64 }, (_, at) => `chatbox-${at}`);
    const listeners = streams.map((stream) => new Listener(store(), stream, -1n));
    await Promise.all(listeners.map((listener) => listener.isCaughtUp()));
    expect(() => new Listener(store(), STREAM, -1n)).to.throw(ChatboxError, 'Hint:');
    await store().append(STREAM, 'no_stream', someEvents(1));
    await listeners[0]?.subscription.close();
    await new Listener(store(), STREAM, -1n).has(0n);
  });
});

describe('A cluster of EventStoreDB', () => {
  it('is left in time for another node when its leader goes silent', async () => {
    const leader = await EventStoreDbDouble.start();
    const follower = await EventStoreDbDouble.start(leader.log);
    const members = (first: boolean) => () => [
      { port: leader.link.port, leader: first },
      { port: follower.link.port, leader: !first },
    ];
    leader.members = follower.members = members(true);
    const url = `esdb://127.0.0.1:${leader.link.port},127.0.0.1:${follower.link.port}?tls=false`;
    const store = await openEventStoreDb(url, { ...HASTY, tries: 10 });
    const listener = new Listener(store, STREAM, -1n);
    await listener.isCaughtUp();
    await fill(store, STREAM, 3);

    // A machine that lost its power: no connection breaks, nothing answers.
    leader.link.freeze();
    follower.members = members(false);
    expect((await store.append(STREAM, 2n, someEvents(2, 3))).revision).to.equal(4n);
    await listener.has(4n);
    expect(listener.revisions).to.deep.equal(range(0, 4));
    expect(follower.calls).to.include(`append ${STREAM}`).and.include(`subscribe ${STREAM}`);
    await store.close();
    await Promise.all([leader.stop(), follower.stop()]);
  }).timeout(20_000);
});
