import { expect } from 'chai';
import { StoreUnavailable } from '../../events/core/errors.ts';
import { openAll } from '../../plugin/opening.ts';
import { rejection } from '../support/rejection.ts';

describe('what a site opens by itself', () => {
  it('is closed too where it was still being opened when the site closes', async () => {
    const opening = Promise.withResolvers<void>();
    let closed = 0;
    const open = async () => {
      await opening.promise;
      return {
        async close() {
          closed += 1;
        },
      };
    };
    const all = openAll(['main'], open, {
      what: 'menu',
      unknown: 'MENU_UNKNOWN',
      store: 'memory:',
      log: () => undefined,
    });
    const asked = rejection(all.get('main'), StoreUnavailable);
    await all.close();
    opening.resolve();
    await asked;
    expect(closed).to.equal(1);
    expect(all.opened('main')).to.equal(undefined);
  });
});
