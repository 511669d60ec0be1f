import { expect } from 'chai';
import fc from 'fast-check';
import { naming, others, own, type Readers, without } from '../../plugin/client/readers.ts';

const kept: Readers = { to: ['kevin', 'nadia'] };

describe('the readers of a line', () => {
  it('are those of the line before, until it names its own', () => {
    expect(kept.to).to.deep.equal(['kevin', 'nadia']);
    expect(own(kept)).to.deep.equal([]);
    const first = naming(kept, ['lea']);
    expect([first.to, own(first)]).to.deep.equal([['lea'], ['lea']]);
    expect(naming(first, ['tom']).to).to.deep.equal(['lea', 'tom']);
  });

  it('are those of the line before again when all its own are taken off', () => {
    const back = without(without(naming(kept, ['lea', 'tom']), 'lea'), 'tom');
    expect(back.to).to.deep.equal(['kevin', 'nadia']);
    expect(own(back)).to.deep.equal([]);
    expect(without(without(back, 'nadia'), 'kevin').to, 'of their own accord').to.deep.equal([]);
  });

  it('are nobody when those whom the first line named are taken off', () => {
    expect(without(naming({ to: [] }, ['lea']), 'lea').to).to.deep.equal([]);
  });

  it('are no one of the line before once it has named its own, and none at all only by their taking off', () => {
    const login = fc.constantFrom('lea', 'tom', 'zoe');
    const step = fc.record({ names: fc.boolean(), login });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let readers: Readers = kept;
        for (const { names, login } of steps) {
          readers = names ? naming(readers, [login]) : without(readers, login);
          const before = readers.to.filter((one) => kept.to.includes(one));
          expect(before).to.have.length(own(readers).length > 0 ? 0 : 2);
          expect(readers.to).not.to.deep.equal([]);
        }
      }),
    );
  });

  it('are each there once, and not the author, unless for nobody else', () => {
    expect(others(['lea', 'jose', 'lea', 'tom'], 'jose')).to.deep.equal(['lea', 'tom']);
    expect(others(['jose', 'jose'], 'jose')).to.deep.equal(['jose']);
    expect(others([], 'jose')).to.deep.equal([]);
  });
});
