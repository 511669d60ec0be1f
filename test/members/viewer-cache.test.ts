import { assert } from 'chai';
import { viewerCache } from '../../plugin/members/viewer-cache.ts';

const lea = { session: 's', member: { id: '1', login: 'lea', name: 'Léa', groups: [], roles: [] } };

describe('the viewer of a cookie', () => {
  it('is remembered for less than a second, counted from when it was asked', async () => {
    let time = 0;
    let asked = 0;
    const cache = viewerCache(() => time);
    const find = async () => {
      asked += 1;
      return lea;
    };
    await cache.get('a', find);
    time = 999;
    await cache.get('a', find);
    assert.equal(asked, 1);
    time = 1_000;
    await cache.get('a', find);
    assert.equal(asked, 2);
  });

  it('is not remembered when there is none, or when asking failed', async () => {
    const cache = viewerCache(() => 0);
    assert.isUndefined(await cache.get('a', async () => undefined));
    assert.equal(await cache.get('a', async () => lea), lea);
    const failed = await cache
      .get('b', () => Promise.reject(new Error('busy')))
      .catch((error: unknown) => String(error));
    assert.equal(failed, 'Error: busy');
    assert.equal(await cache.get('b', async () => lea), lea);
  });

  it('whose look-up was under way when somebody logged out is not remembered', async () => {
    const cache = viewerCache(() => 0);
    const before = cache.get('a', async () => lea);
    cache.forget();
    await before;
    assert.isUndefined(await cache.get('a', async () => undefined));
  });
});
