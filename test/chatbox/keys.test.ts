import { expect } from 'chai';
import fc from 'fast-check';
import { findKey, loadKeys, noKeys, rememberKey, saveKeys } from '../../events/chatbox/keys.ts';
import { writeJson } from '../../events/core/write-json.ts';

const id = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-5000-8000-${n.toString(16).padStart(12, '0')}`;

describe('The keys of posts', () => {
  it('are those of the last 20,000, and it is known what is forgotten', async () => {
    let keys = noKeys();
    for (let n = 0; n < 45_000; n += 1) keys = rememberKey(keys, id(n), { revision: n, digest: 'd' });
    for (const n of [44_999, 30_000, 25_000]) expect(findKey(keys, id(n))).to.include({ revision: n });
    expect(findKey(keys, id(0))).to.equal(undefined);
    expect(keys.floor).to.be.within(1, 25_000);
    expect(findKey(keys, id(keys.floor + 1))).to.include({ revision: keys.floor + 1 });
    const saved = await writeJson(saveKeys(keys));
    expect(loadKeys(JSON.parse(saved))).to.deep.equal(keys);
    expect(saved.length).to.be.below(2_000_000);
  });

  it('stay in each state as they were, whatever comes after it, or comes and is dropped', async () => {
    const POOL = 12;
    const step = fc.record({ from: fc.nat(), key: fc.nat(POOL - 1) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const states = [{ keys: noKeys(), known: new Map<number, { revision: number; digest: string }>() }];
        for (const [n, { from, key }] of steps.entries()) {
          // Mostly the last one, as a log goes on; now and then an older one.
          const before = states[from % 3 === 0 ? from % states.length : states.length - 1];
          if (before === undefined || before.known.has(key)) continue;
          const kept = { revision: before.known.size, digest: String(n) };
          const keys = rememberKey(before.keys, id(key), kept);
          states.push({ keys, known: new Map([...before.known, [key, kept]]) });
        }
        for (const { keys, known } of states) {
          const again = loadKeys(JSON.parse(await writeJson(saveKeys(keys))));
          for (let key = 0; key < POOL; key += 1) {
            expect(findKey(keys, id(key))).to.deep.equal(known.get(key));
            expect(findKey(again, id(key))).to.deep.equal(known.get(key));
          }
        }
      }),
    );
  });
});
