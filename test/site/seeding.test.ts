import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from 'chai';
import { demoAccounts } from '../../src/site/accounts.ts';
import { sessionSecret } from '../../src/site/data-folder.ts';
import { openAccounts } from '../../src/site/open-accounts.ts';
import { accountsIn, tempFolder } from './accounts-folder.ts';

const logins = (accounts: Pick<Awaited<ReturnType<typeof accountsIn>>, 'database'>) =>
  accounts.database
    .prepare('SELECT username FROM user ORDER BY username')
    .all()
    .map(({ username }) => username);

describe('the first start with an empty data folder', () => {
  it('makes the demo members and their groups, once', async () => {
    const accounts = await accountsIn(undefined, true);
    assert.isTrue(accounts.demo);
    assert.sameMembers(
      logins(accounts),
      demoAccounts.map(({ login }) => login),
    );
    assert.deepEqual(
      accounts.groups.members('bureau').map(({ login }) => login),
      ['lea', 'nadia'],
    );
    accounts.database.exec("DELETE FROM user WHERE username = 'tom'");
    const again = await openAccounts(accounts.folder);
    assert.notInclude(logins(again), 'tom');
    again.close();
    accounts.close();
  });

  it('makes them once when several processes start together', async () => {
    const folder = tempFolder();
    const both = await Promise.all([accountsIn(folder, true), accountsIn(folder, true)]);
    for (const accounts of both) {
      assert.lengthOf(logins(accounts), demoAccounts.length);
      assert.isTrue(accounts.demo);
    }
    for (const accounts of both) accounts.close();
  });

  it('makes nobody with CHATBOX_DEMO=0, nor later without it', async () => {
    const accounts = await accountsIn();
    assert.isEmpty(logins(accounts));
    const later = await openAccounts(accounts.folder);
    assert.isEmpty(logins(later));
    assert.isFalse(later.demo);
    later.close();
    accounts.close();
  });

  it('makes a key that only the user of the site may read, and keeps it', () => {
    const folder = tempFolder();
    const secret = sessionSecret(folder);
    assert.isAtLeast(secret.length, 43);
    assert.equal(sessionSecret(folder), secret);
    assert.equal(statSync(join(folder, 'session-secret')).mode & 0o777, 0o600);
    writeFileSync(join(folder, 'session-secret'), 'cut');
    assert.throws(() => sessionSecret(folder), 'holds no key');
  });
});
