import { expect } from 'chai';
import { standing } from '../../events/menu/standing.ts';
import { agenda, chatbox, navigation, offer, partners } from './builders.ts';

describe('the menu as it stands', () => {
  it('is the default one, without a chatbox, until the first save', () => {
    expect(standing([], offer)).to.deep.equal([navigation, agenda, partners]);
  });

  it('puts a widget that the site got since below the one that it follows by default', () => {
    expect(standing([partners, chatbox(), navigation], offer)).to.deep.equal([partners, chatbox(), navigation, agenda]);
    expect(standing([partners, agenda], offer)).to.deep.equal([navigation, partners, agenda]);
  });

  it('leaves out what the site has no more', () => {
    const smaller = { widgets: ['agenda'], chats: [] };
    expect(standing([navigation, chatbox(), agenda], smaller)).to.deep.equal([agenda]);
  });
});
