import { mock } from 'node:test';
import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { BEAT, STREAMS, STREAMS_OF_A_MEMBER } from '../../plugin/hub/limits.ts';
import { Roster } from '../../plugin/hub/roster.ts';
import { ask, member, postMessage } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { type OpenHub, openHub, turns } from './open-hub.ts';
import type { Reader } from './reader.ts';

const ada = member('ada');
const bob = member('bob');

describe('a stream', () => {
  let site: OpenHub;
  beforeEach(async () => {
    site = await openHub();
  });
  afterEach(() => {
    mock.restoreAll();
    return site.close();
  });
  const opened = (who = ada, options = {}): Reader => site.reader(who, options).open(site.hub, site.chat.revision);

  it('whose reader does not read is cut, and resumes without a gap', async () => {
    const [sleeper, other] = [opened(ada), opened(bob)];
    await site.pass(1);
    sleeper.asleep = true;
    const post = (n: number) => site.chat.execute(postMessage(member(`author${n}`), 'x'.repeat(900)));
    for (let n = 0; n < 20; n += 1) await post(n);
    await site.settle(other);
    expect(sleeper.ended).to.equal('cut');
    expect(other.ended).to.equal(undefined);
    sleeper.asleep = false;
    sleeper.open(site.hub);
    await site.settle(sleeper);
    expect(sleeper.log).to.deep.equal(other.log);
    expect(sleeper.of('message')).to.have.length(20);
  });

  it('that breaks when it is written to harms no other', async () => {
    const broken = site.reader(ada);
    broken.seeing = () => {
      if (broken.frames.length > 3) throw new Error('broken');
    };
    broken.open(site.hub, site.chat.revision);
    const other = opened(bob);
    await site.pass(1);
    for (let n = 0; n < 5; n += 1) await site.chat.execute(postMessage(member(`author${n}`), 'hello'));
    await site.settle(other);
    expect(other.of('message')).to.have.length(5);
    expect(other.of('box')).to.have.length(0);
    expect(site.hub.size).to.equal(1);
  });

  it('beats every fifteen seconds, and the beat carries on past what its reader may not see', async () => {
    const reader = opened(member('eve'));
    await turns();
    await site.chat.execute(ask('IntroduceMember', { actor: bob }));
    await site.chat.execute(postMessage(ada, '@bob between us', { known: [bob] }));
    await site.pass(BEAT / 1_000);
    const count = reader.of('beat').length;
    expect(count).to.be.greaterThan(0);
    await until('the news were passed', () => {
      void site.pass(BEAT / 1_000);
      return reader.of('beat').at(-1)?.id === String(site.chat.revision);
    });
    expect(reader.of('message')).to.have.length(0);
  });

  it('shares the second of its beat with few others', async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => opened(member(`reader${n}`)));
    await turns();
    const beats = () => crowd.reduce((sum, reader) => sum + reader.of('beat').length, 0);
    let most = 0;
    for (let second = 0; second < 15; second += 1) {
      const before = beats();
      await site.pass(1);
      most = Math.max(most, beats() - before);
    }
    expect(beats()).to.be.within(60, 64);
    expect(most).to.be.lessThan(10);
  });

  it('of a member who has very many is refused, and one that was closed counts no more', () => {
    const streams = Array.from({ length: STREAMS_OF_A_MEMBER }, (_, n) => opened(ada, { session: `s${n}` }));
    expect(() => site.hub.mustHaveRoom(ada.id))
      .to.throw(ChatboxError)
      .with.property('code', 'HTTP_TOO_MANY_STREAMS');
    site.hub.mustHaveRoom(bob.id);
    streams[0]?.leave();
    site.hub.mustHaveRoom(ada.id);
  });

  it('is refused to anybody where there are as many as the chat holds, until one is closed', () => {
    const size = mock.getter(Roster.prototype, 'size', () => STREAMS);
    expect(() => site.hub.mustHaveRoom(bob.id))
      .to.throw(ChatboxError)
      .with.property('code', 'CHAT_FULL');
    size.mock.mockImplementation(() => STREAMS - 1);
    site.hub.mustHaveRoom(bob.id);
  });

  it('leaves nothing behind when it is closed, however often', async () => {
    const reader = opened(ada);
    reader.leave();
    reader.leave();
    await turns();
    expect(site.hub.size).to.equal(0);
    await site.chat.execute(postMessage(bob, 'hello'));
    await turns();
    expect(reader.of('message')).to.have.length(0);
  });

  it('that is closed while it resumes is never written to', async () => {
    for (let n = 0; n < 3; n += 1) await site.chat.execute(postMessage(member(`author${n}`), 'hello'));
    const reader = site.reader(ada).open(site.hub, 0n);
    reader.leave();
    await turns();
    expect(reader.frames).to.have.length(0);
  });

  it('is ended, without a farewell, when the server stops; and none is opened after that', async () => {
    const reader = opened(ada);
    await turns();
    await site.hub.drain();
    expect(reader.ended).to.equal('end');
    expect(reader.of('bye')).to.have.length(0);
    expect(() => site.hub.mustHaveRoom(bob.id))
      .to.throw(ChatboxError)
      .with.property('code', 'CHAT_FULL');
    const late = opened(bob);
    expect(late.ended).to.equal('end');
    expect(late.frames).to.have.length(0);
  });
});
