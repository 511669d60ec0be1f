import { AssertionError, expect } from 'chai';
import fc from 'fast-check';
import { sightOf } from '../../events/chatbox/visibility.ts';
import { Audiences, namedIn } from '../../plugin/hub/audience.ts';
import { people } from '../support/arbitraries.ts';
import { chatEnabled, groupRestricted, introduced, moderatorGroupSet, posted, record } from '../support/builders.ts';
import { stateAfter } from '../support/given.ts';

describe('an audience', () => {
  it('sees of a message what each of its members sees whom the message does not name', () => {
    const person = fc.constantFrom(...people);
    const settings = fc.subarray([chatEnabled(), groupRestricted('chat'), moderatorGroupSet('board')]);
    const message = fc.record({
      author: person,
      to: fc.option(fc.subarray([...people], { minLength: 1 }), { nil: undefined }),
      by: fc.option(person, { nil: undefined }),
    });
    fc.assert(
      fc.property(settings, message, person, (facts, { author, to, by }, reader) => {
        const before = [...facts, ...people.map(introduced)];
        const fact = posted(author, 'text', to && { to });
        const all = [...before, fact];
        const event = record(all).at(-1);
        if (event?.type !== 'MessagePosted') throw new AssertionError('unreachable');
        const { message } = event.data;
        const removal = { message, revision: all.length - 1, by: by?.id ?? '', reason: 'rule 3' };
        const state = stateAfter(...all, ...(by ? [{ type: 'MessageRemoved' as const, data: removal }] : []));
        const news = [{ revision: event.revision, posted: event }];
        fc.pre(!namedIn(news, state).has(reader.id));
        const { stranger } = new Audiences().of(reader, 'en');
        expect(sightOf(event, stranger, state)).to.equal(sightOf(event, reader, state));
      }),
    );
  });
});
