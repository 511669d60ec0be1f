import { assert } from 'chai';
import { demoAccounts, demoGroups } from '../../src/site/accounts.ts';
import { MOST_OFFERED } from '../../src/site/groups.ts';
import { openAccounts } from '../../src/site/open-accounts.ts';
import { Refusal } from '../../src/site/refusal.ts';
import { accountsIn } from './accounts-folder.ts';

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );

/** Those of the demo, without a password to hash. */
async function accountsWithGroups() {
  const accounts = await accountsIn();
  const { internalAdapter } = await accounts.auth.$context;
  for (const { id, name } of demoGroups) await accounts.groups.create(name, id);
  for (const { login, name, email, groups } of demoAccounts) {
    await internalAdapter.createUser({ email, name, username: login }, { method: 'admin' });
    for (const group of groups) await accounts.groups.attach(group, login);
  }
  return accounts;
}

describe('the groups of the members', () => {
  let accounts: Awaited<ReturnType<typeof accountsIn>>;
  const names = (group: string) => accounts.groups.members(group).map(({ login }) => login);

  beforeEach(async () => {
    accounts = await accountsWithGroups();
  });
  afterEach(() => accounts.close());

  it('a group is made, renamed and deleted, and its members are attached and detached', async () => {
    const { groups } = accounts;
    const id = await groups.create('  Équipage   loisir ');
    assert.match(id, /^equipage-loisir-[0-9a-f]{8}$/);
    await groups.attach(id, 'kevin');
    await groups.attach(id, 'kevin');
    await groups.attach(id, 'nadia');
    assert.deepEqual(names(id), ['kevin', 'nadia']);
    const [kevin] = groups.members(id);
    await groups.detach(id, kevin?.id ?? '');
    await groups.rename(id, 'Loisir', 'Équipage loisir');
    const group = groups.find(id);
    assert.deepInclude(group, { name: 'Loisir', size: 1 });
    assert.deepEqual(groups.groupsOf([kevin?.id ?? '']).get(kevin?.id ?? ''), ['chat']);
    await groups.remove(id, group?.changes ?? -1);
    assert.isUndefined(groups.find(id));
  });

  it('two groups never have the same name, however it is written, nor ever the same id', async () => {
    const { groups } = accounts;
    for (const name of ['CHAT', ' chat ', 'Ｃｈａｔ'])
      assert.equal(await refused(groups.create(name)), 'groupNameTaken');
    assert.equal(await refused(groups.rename('chat', 'bureau', 'Chat')), 'groupNameTaken');
    await groups.rename('chat', 'chat', 'Chat');
    const first = await groups.create('Vétérans');
    await groups.remove(first, 0);
    assert.notEqual(await groups.create('Vétérans'), first);
  });

  it('a name is a line of 1 to 40 characters', async () => {
    for (const name of ['', ' ', 'x'.repeat(41), 'a\u0000b', 'a\u202Eb', '\u200B']) {
      assert.equal(await refused(accounts.groups.create(name)), 'groupName', JSON.stringify(name));
    }
    assert.match(await accounts.groups.create('Ωμέγα'), /^group-[0-9a-f]{8}$/);
  });

  it('an owner who saw another name is told the one that it has by now', async () => {
    const { groups } = accounts;
    await groups.rename('bureau', 'Comité', 'Bureau');
    assert.equal(await refused(groups.rename('bureau', 'Direction', 'Bureau')), 'groupChanged');
    assert.equal(await refused(groups.rename('bureau', 'Comité', 'Bureau')), 'done');
    assert.equal(groups.find('bureau')?.name, 'Comité');
  });

  it('a group that gained a member since the owner looked is not deleted', async () => {
    const { groups } = accounts;
    const seen = groups.find('bureau')?.changes ?? -1;
    await groups.attach('bureau', 'tom');
    assert.equal(await refused(groups.remove('bureau', seen)), 'groupChanged');
    assert.equal(await refused(groups.remove('bureau', seen + 1)), 'done');
    assert.equal(await refused(groups.attach('bureau', 'tom')), 'groupGone');
    assert.equal(await refused(groups.detach('bureau', 'x')), 'groupGone');
  });

  it('those who are not in a group are offered by login, and no more of them than a page should hold', async () => {
    const { groups, auth } = accounts;
    const logins = () => groups.others('chat').map(({ login }) => login);
    assert.deepEqual(logins(), ['zoe']);
    await groups.attach('chat', 'zoe');
    assert.deepEqual(logins(), []);
    const { internalAdapter } = await auth.$context;
    for (let n = 0; n < MOST_OFFERED + 2; n += 1) {
      const username = `rower${String(n).padStart(3, '0')}`;
      await internalAdapter.createUser({ email: `${username}@x.example`, name: 'X', username }, { method: 'admin' });
    }
    assert.lengthOf(logins(), MOST_OFFERED);
    assert.equal(logins()[0], 'rower000');
  });

  it('only a member who exists is attached', async () => {
    assert.equal(await refused(accounts.groups.attach('chat', 'nobody')), 'memberUnknown');
  });

  it('acts of two owners at once, each on a connection of its own, all count', async () => {
    const other = await openAccounts(accounts.folder);
    const logins = ['lea', 'jose', 'kevin', 'nadia', 'tom', 'zoe'];
    const id = await accounts.groups.create('Sortie');
    await Promise.all(logins.map((login, n) => (n % 2 ? accounts : other).groups.attach(id, login)));
    assert.deepEqual(names(id), [...logins].sort());
    assert.equal(accounts.groups.find(id)?.changes, logins.length);
    other.close();
  });

  it('an act waits for a sign-up that is being written, and stops nothing meanwhile', async () => {
    const { auth, groups } = accounts;
    const signUp = auth.api.signUpEmail({
      body: { email: 'x@y.example', password: 'huit avirons', name: 'X', username: 'xavier' },
    });
    await Promise.all([signUp, groups.attach('bureau', 'kevin'), groups.attach('bureau', 'jose')]);
    assert.includeMembers(names('bureau'), ['jose', 'kevin']);
  });

  it('whoever listens is told of each change, and of no refusal', async () => {
    let told = 0;
    accounts.changes.onChange(() => {
      told += 1;
    });
    await accounts.groups.attach('bureau', 'kevin');
    await refused(accounts.groups.create('Chat'));
    assert.equal(told, 1);
  });
});
