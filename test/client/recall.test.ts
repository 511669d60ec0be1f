import { expect } from 'chai';
import { recall } from '../../plugin/client/recall.ts';

const message = (id: number) => ({ id: String(id), type: 'message', data: `<article>${id}</article>` });
const ids = (frames: readonly { id: string }[] | undefined) => frames?.map(({ id }) => Number(id));

describe('what a tab remembers for the others', () => {
  it('begins where its own page began', () => {
    const seen = recall(10);
    expect(seen.cursor()).to.equal(10);
    expect(seen.after(10)).to.deep.equal([]);
    expect(seen.after(9)).to.equal(undefined);
  });

  it('is all that came after a revision, in order', () => {
    const seen = recall(10);
    for (const id of [11, 12, 14]) seen.add(message(id));
    expect(ids(seen.after(11))).to.deep.equal([12, 14]);
    expect(ids(seen.after(14))).to.deep.equal([]);
  });

  it('advances with heartbeats, which are not told again', () => {
    const seen = recall(10);
    seen.add({ id: '20', type: 'beat', data: '' });
    expect(seen.cursor()).to.equal(20);
    expect(seen.after(10)).to.deep.equal([]);
  });

  it('never goes back: an id that a cut line shortened is a smaller one', () => {
    const seen = recall(120);
    seen.add(message(12));
    seen.add({ id: 'x', type: 'message', data: '' });
    expect(seen.cursor()).to.equal(120);
  });

  it('tells who is here as it stands last, after the messages', () => {
    const seen = recall(0);
    seen.add({ id: '0', type: 'presence', data: 'one' });
    seen.add(message(1));
    seen.add({ id: '1', type: 'presence', data: 'two' });
    expect(seen.after(0)?.map(({ data }) => data)).to.deep.equal(['<article>1</article>', 'two']);
  });

  it('says so when it does not reach back far enough', () => {
    const seen = recall(0);
    for (let id = 1; id <= 300; id += 1) seen.add(message(id));
    expect(seen.after(50)).to.equal(undefined);
    expect(ids(seen.after(100))).to.have.length(200);
  });
});
