import { expect } from 'chai';
import fc from 'fast-check';
import { initialState } from '../../events/chatbox/state.ts';
import { firstLogins } from '../../plugin/http/first-logins.ts';
import { member } from '../support/builders.ts';

const open = { ...initialState(), settings: { enabled: true, group: 'chat', moderators: undefined } };

describe('the logins that a prefix offers', () => {
  it('are the first eight in their order, each once, of those who may enter', () => {
    const login = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 5 });
    const anybody = fc.record({ login, mayEnter: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 60 }), fc.constantFrom('', 'a', 'bc'), (people, prefix) => {
        const members = people.map((one) => member(one.login, { groups: one.mayEnter ? ['chat'] : [] }));
        const may = people.filter((one) => one.mayEnter && one.login.startsWith(prefix)).map((one) => one.login);
        expect(firstLogins(members, prefix, open)).to.deep.equal([...new Set(may)].sort().slice(0, 8));
      }),
    );
  });
});
