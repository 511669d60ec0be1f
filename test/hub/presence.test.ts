import { expect } from 'chai';
import { ask, member } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { until } from '../support/until.ts';
import { type OpenHub, openHub, turns } from './open-hub.ts';
import type { Reader } from './reader.ts';

const ada = member('ada', { groups: ['chat'] });
const bob = member('bob');

const told = (reader: Reader): string[] =>
  [...(reader.of('presence').at(-1)?.data ?? '').matchAll(/data-login="([^"]+)"/g)].map((match) => match[1] ?? '');

describe('who is here', () => {
  let site: OpenHub;
  beforeEach(async () => {
    site = await openHub();
  });
  afterEach(() => site.close());
  const opened = (who = ada, options = {}): Reader => site.reader(who, options).open(site.hub, site.chat.revision);

  it('is told to whoever comes, and to the others, by login', async () => {
    const first = opened(bob);
    await site.pass(1);
    expect(told(first)).to.deep.equal(['bob']);
    const second = opened(ada, { locale: 'fr' });
    await site.pass(1);
    expect(told(first)).to.deep.equal(['ada', 'bob']);
    expect(told(second)).to.deep.equal(['ada', 'bob']);
    expect(second.of('presence').at(-1)?.data).to.contain('2 membres');
  });

  it('counts a member once, however many streams they have', async () => {
    const readers = [opened(ada, { session: 'a' }), opened(ada, { session: 'b' })];
    await site.pass(1);
    expect(site.hub.present()).to.deep.equal([{ id: ada.id, login: 'ada' }]);
    readers[0]?.leave();
    await site.pass(60);
    expect(site.hub.present()).to.have.length(1);
  });

  it('is told once for all who come or go within a moment, and not at all when nothing changed', async () => {
    const reader = opened(bob);
    for (const login of ['one', 'two', 'three']) opened(member(login));
    await site.pass(1);
    await site.pass(1);
    await site.pass(1);
    expect(reader.of('presence')).to.have.length(1);
    expect(told(reader)).to.have.length(4);
  });

  it('holds whoever is away for a moment only', async () => {
    const reader = opened(bob);
    const other = opened(ada);
    await site.pass(1);
    other.leave();
    await site.pass(4);
    other.open(site.hub);
    await turns();
    await site.pass(1);
    expect(reader.of('presence')).to.have.length(1);
    expect(other.of('presence'), 'whoever comes back is told again').to.have.length(2);
    other.leave();
    await site.pass(4);
    expect(told(reader)).to.deep.equal(['ada', 'bob']);
    await site.pass(5);
    expect(told(reader)).to.deep.equal(['bob']);
  });

  it('names nobody who may not enter now, not even one who has just lost their line', async () => {
    const [reader, other] = [opened(ada), opened(bob)];
    await site.pass(1);
    other.leave();
    await site.chat.execute(
      ask('SaveSettings', {
        actor: owner,
        settings: { enabled: true, group: 'chat', moderators: undefined },
        seen: site.chat.state.settingsRevision,
        entitled: true,
        known: [],
      }),
    );
    await site.pass(1);
    expect(told(reader)).to.deep.equal(['ada']);
  });

  it('is told less often to a crowd', async () => {
    const crowd = Array.from({ length: 300 }, (_, n) => opened(member(`reader-${n}`)));
    const everybodyWas = (times: number) =>
      until(`all were told ${times} times`, () => crowd.every((reader) => reader.of('presence').length === times));
    await turns();
    await site.pass(1);
    await everybodyWas(1);
    opened(member('late'));
    for (let second = 0; second < 2; second += 1) await site.pass(1);
    await everybodyWas(1);
    await site.pass(60);
    await everybodyWas(2);
    for (const reader of crowd) expect(told(reader)).to.include('late');
  });
});
