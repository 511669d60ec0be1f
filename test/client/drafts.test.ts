import { expect } from 'chai';
import { draftOf, keepDraft } from '../../plugin/client/drafts.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    get: (key: string) => kept.get(key),
    set: (key: string, value: string | undefined) =>
      void (value === undefined ? kept.delete(key) : kept.set(key, value)),
  };
}

describe('a draft', () => {
  it('comes back to the member who wrote it', () => {
    const store = memory();
    const draft = {
      member: 'ada',
      text: 'he',
      readers: { to: ['bob'], replaced: ['eve'] },
      unsent: [{ text: '@bob hi', key: '4.k', id: 'm', refused: false, asked: 7 }],
    };
    keepDraft(store, 'main', draft);
    expect(draftOf(store, 'main', 'ada')).to.deep.equal(draft);
    expect(draftOf(store, 'other', 'ada')).to.equal(undefined);
  });

  it('is dropped, unseen, when another member comes', () => {
    const store = memory();
    keepDraft(store, 'main', { member: 'ada', text: 'secret' });
    expect(draftOf(store, 'main', 'bob')).to.equal(undefined);
    expect(store.kept.size).to.equal(0);
    expect(draftOf(store, 'main', 'ada')).to.equal(undefined);
  });

  it('that is none of ours is dropped', () => {
    for (const text of ['null', '{', '[]', '{"member":"ada"}', '7']) {
      const store = memory();
      store.kept.set('chatbox-draft main', text);
      expect(draftOf(store, 'main', 'ada'), text).to.equal(undefined);
      expect(store.kept.size).to.equal(0);
    }
  });
});
