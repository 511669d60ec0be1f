import { expect } from 'chai';
import { chatDecider } from '../../events/chatbox/decider.ts';
import { Notices } from '../../plugin/hub/notices.ts';
import { noon } from '../support/builders.ts';
import { renderer } from '../support/fragments.ts';

describe('the notice that the store is away', () => {
  const chat = { away: undefined as string | undefined, state: chatDecider.initialState() };
  const notices = new Notices(chat, renderer);
  /** What a look finds, and what a member would be told then. */
  const look = (away: string | undefined) => {
    chat.away = away;
    return [notices.look(), notices.of('ada', noon())?.kind];
  };

  it('is given to nobody, not in a new box either, where it is back by the next look', () => {
    expect(look(undefined)).to.deep.equal([false, undefined]);
    expect(look('a change of leader')).to.deep.equal([false, undefined]);
    expect(look(undefined)).to.deep.equal([false, undefined]);
  });

  it('is given once when it stays away, and taken back when it is there again', () => {
    expect(look('refused')).to.deep.equal([false, undefined]);
    expect(look('refused')).to.deep.equal([true, 'away']);
    expect(look('refused')).to.deep.equal([false, 'away']);
    expect(look(undefined)).to.deep.equal([true, undefined]);
  });
});
