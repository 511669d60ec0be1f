import { expect } from 'chai';
import fc from 'fast-check';
import { chatDecider } from '../../events/chatbox/decider.ts';
import type { ChatEvent } from '../../events/chatbox/events.ts';
import { timeline } from '../../events/chatbox/timeline.ts';
import type { Recorded } from '../../events/core/event.ts';
import { chatEnabled, type Fact, introduced, member, posted, record } from '../support/builders.ts';
import { renderer } from '../support/fragments.ts';

const ada = member('ada');
const bob = member('bob');
const kim = member('kim');

const fold = (events: readonly Recorded<ChatEvent>[]) => events.reduce(chatDecider.evolve, chatDecider.initialState());

/** The logins that ada sees marked in the messages of this log, as it stands at its end. */
function marked(...past: readonly Fact[]): string[] {
  const events = record([chatEnabled(), introduced(ada), ...past]);
  const page = timeline(events, ada, fold(events)).map((view) => renderer.message(view, 'en'));
  return [...page.join('').matchAll(/cb-mention" data-login="([^"]*)"/g)].map(([, login = '']) => login);
}

describe('who is mentioned', () => {
  it('is a member whom the log knows, and nobody of whom it has not heard', () => {
    expect(marked(introduced(bob), posted(ada, 'ask @bob or @kim, as @here'))).to.deep.equal(['bob']);
  });

  it('is known by the log as it stands, so that whoever comes later finds what was said of them', () => {
    expect(marked(posted(ada, 'where is @kim?'), introduced(kim))).to.deep.equal(['kim']);
  });

  it('has that login by now: another one that they had is nobody', () => {
    const renamed = introduced({ ...bob, login: 'robert' });
    expect(marked(introduced(bob), posted(ada, 'ask @bob'), renamed, posted(ada, 'or @robert'))).to.deep.equal([
      'robert',
    ]);
  });

  it('keeps a login that was given on, before and after the log hears of its first owner', () => {
    const heir = introduced({ ...kim, login: 'bob' });
    const past = [introduced(bob), heir, posted(ada, 'ask @bob')];
    expect(marked(...past)).to.deep.equal(['bob']);
    expect(marked(...past, introduced({ ...bob, login: 'robert' }))).to.deep.equal(['bob']);
  });

  it('has a login of those that members have, whoever was introduced and renamed', () => {
    const one = fc.record({ id: fc.constantFrom('1', '2', '3', '4'), login: fc.constantFrom('ada', 'bob', 'kim') });
    fc.assert(
      fc.property(fc.array(one), (seen) => {
        const { members, logins } = fold(record(seen.map((is) => introduced({ ...ada, ...is }))));
        expect([...logins.keys()].sort()).to.deep.equal(
          [...new Set([...members.values()].map(({ login }) => login))].sort(),
        );
      }),
    );
  });
});
