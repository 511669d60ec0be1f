import { expect } from 'chai';
import fc from 'fast-check';
import { writeJson } from '../../events/core/write-json.ts';

function* counted(to: number): Generator<{ n: number }> {
  for (let n = 0; n < to; n += 1) yield { n };
}

describe('a large value', () => {
  it('is written as JSON says it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(await writeJson(plain))).to.deep.equal(plain);
      }),
    );
  });

  for (const length of [0, 1, 199, 200, 201, 1_000]) {
    it(`has a list of ${length} that is made while it is written`, async () => {
      const text = await writeJson({ before: 1, list: counted(length), nested: [{ list: counted(2) }] });
      expect(JSON.parse(text)).to.deep.equal({
        before: 1,
        list: [...counted(length)],
        nested: [{ list: [{ n: 0 }, { n: 1 }] }],
      });
    });
  }

  it('lets others have their turn while it is written', async () => {
    let turns = 0;
    let done = false;
    const other = () => {
      turns += 1;
      if (!done) setImmediate(other);
    };
    setImmediate(other);
    await writeJson(counted(20_000));
    done = true;
    expect(turns).to.be.greaterThan(50);
  });
});
