import { expect } from 'chai';
import * as no from '../../events/chatbox/refusals.ts';
import { chatDisabled, chatEnabled, type Fact, introduced, member, posted, postMessage } from '../support/builders.ts';
import { decided, given, givenState, stateAfter } from '../support/given.ts';

const ada = member('ada');
const bob = member('bob');
const open = [chatEnabled(), introduced(ada), introduced(bob)];
const key = '3.6f2c1f8e-0000-4000-8000-000000000001';

describe('a post sent again under its key', () => {
  const before = [...open, posted(ada, 'once', { key })];

  it('answers with its first outcome, even when it would be refused by now', () => {
    given(...before)
      .when(postMessage(ada, 'once', { key }))
      .thenDone(3n);
    given(...before, chatDisabled())
      .when(postMessage(ada, 'once', { key }))
      .thenDone(3n);
  });

  it('is refused with another body', () => {
    given(...before)
      .when(postMessage(ada, 'twice', { key }))
      .thenRefuses(no.KeyReused);
  });

  it('is another message when another member sends that key', () => {
    const [event] = decided(postMessage(bob, 'once', { key }), before);
    expect(event).to.have.property('type', 'MessagePosted');
  });
});

describe('a post, once those up to revision 7 are forgotten', () => {
  const forgotten = (...past: readonly Fact[]) => {
    const state = stateAfter(...past);
    return givenState({ ...state, keys: { ...state.keys, floor: 7 } });
  };

  it('is refused where its form was shown before: it may be one of them', () => {
    for (const seen of [-1, 6]) {
      forgotten(...open)
        .when(postMessage(ada, 'hi', { key: `${seen}.6f2c1f8e-0000-4000-8000-000000000002` }))
        .thenRefuses(no.KeyTooOld);
    }
  });

  it('is taken where its form was shown after them, and known again where it is not one of them', () => {
    const fresh = '7.6f2c1f8e-0000-4000-8000-000000000002';
    forgotten(...open)
      .when(postMessage(ada, 'hi', { key: fresh }))
      .thenRecords(posted(ada, 'hi', { key: fresh }));
    forgotten(...open, posted(ada, 'once', { key }))
      .when(postMessage(ada, 'once', { key }))
      .thenDone(3n);
  });
});
