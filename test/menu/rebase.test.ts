import { expect } from 'chai';
import { rebase } from '../../events/menu/rebase.ts';
import { agenda, chatbox, navigation, partners } from './builders.ts';

const base = [navigation, chatbox(), agenda, partners];

describe('two owners at once: the second draft over what the first saved', () => {
  it('keeps both widgets that were added', () => {
    const coaches = chatbox({}, 'coaches');
    const before = [navigation, agenda, partners];
    expect(rebase(before, [navigation, coaches, agenda, partners], [chatbox(), navigation, agenda, partners])).to.eql([
      chatbox(),
      navigation,
      coaches,
      agenda,
      partners,
    ]);
  });

  it('keeps the move of the one and the title of the other', () => {
    const titled = [navigation, chatbox({ title: 'Salon' }), agenda, partners];
    const moved = [chatbox(), navigation, agenda, partners];
    expect(rebase(base, titled, moved)).to.eql([chatbox({ title: 'Salon' }), navigation, agenda, partners]);
  });

  it('keeps options of the same widget that each changed; where both changed one, the draft has the last word', () => {
    const mine = [navigation, chatbox({ title: 'Salon', sound: true }), agenda, partners];
    const theirs = [navigation, chatbox({ title: 'Causerie', height: 'large' }), agenda, partners];
    const both = chatbox({ title: 'Salon', sound: true, height: 'large' });
    expect(rebase(base, mine, theirs)).to.eql([navigation, both, agenda, partners]);
  });

  it('keeps a widget that the other removed where the draft worked on it, and only there', () => {
    const theirs = [navigation, agenda, partners];
    const worked = [navigation, chatbox({ title: 'Salon' }), agenda, partners];
    expect(rebase(base, worked, theirs)).to.eql(worked);
    expect(rebase(base, [chatbox(), navigation, agenda, partners], theirs)).to.eql([
      chatbox(),
      navigation,
      agenda,
      partners,
    ]);
    expect(rebase(base, [navigation, chatbox(), partners, agenda], theirs)).to.eql([navigation, partners, agenda]);
  });

  it('finds a place for what stood below a widget that the other removed', () => {
    const coaches = chatbox({}, 'coaches');
    const mine = [navigation, chatbox(), coaches, agenda, partners];
    expect(rebase(base, mine, [navigation, agenda, partners])).to.eql([navigation, coaches, agenda, partners]);
  });
});
