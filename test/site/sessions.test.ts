import { assert } from 'chai';
import { demoAccounts } from '../../src/site/accounts.ts';
import { Refusal } from '../../src/site/refusal.ts';
import { logIn, logOut, signUp } from '../../src/site/sessions.ts';
import { accountsIn, from } from './accounts-folder.ts';

const refusal = (promise: Promise<unknown>): Promise<Refusal> =>
  promise.then(
    () => assert.fail('it should have been refused'),
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );
const refused = async (promise: Promise<unknown>) => (await refusal(promise)).code;

describe('the sessions of the site', () => {
  let accounts: Awaited<ReturnType<typeof accountsIn>>;
  const sessions = () => accounts.database.prepare('SELECT count(*) AS n FROM session').get()?.n;
  const role = (login: string) =>
    accounts.database.prepare('SELECT role FROM user WHERE username = ?').get(login)?.role;
  const enter = (name: string, password: string, asks = from()) =>
    logIn(accounts, asks, { name, password, remember: true });

  before(async () => {
    accounts = await accountsIn(undefined, true);
  });
  after(() => accounts.close());

  it('every demo account logs in with the password that is announced', async () => {
    for (const { login, password } of demoAccounts) assert.isNotEmpty(await enter(login, password));
  });

  it('a member logs in by login or e-mail, in any spelling of them', async () => {
    for (const name of ['lea', ' LEA ', 'ｌｅａ', 'lea@port-vaillant.example', 'LEA@Port-Vaillant.example']) {
      const cookies = await enter(name, 'capitaine-lea');
      assert.match(cookies.join(), /session_token=[^;]+;.*HttpOnly;.*SameSite=Lax/i, name);
    }
  });

  it('a wrong password and an unknown name are answered alike', async () => {
    assert.equal(await refused(enter('kevin', 'wrong')), 'credentials');
    const before = sessions();
    for (const name of ['nobody', 'no body', '', 'x', 'nobody@port-vaillant.example', '@', 'a@b', 'é'.repeat(500)]) {
      assert.equal(await refused(enter(name, 'whatever it is', from([], '192.0.2.9'))), 'credentials', name);
    }
    assert.equal(await refused(enter('kevin', 'x'.repeat(5_000), from([], '192.0.2.9'))), 'credentials');
    assert.equal(sessions(), before);
  });

  it('to find nobody takes about as long as to find that a password is wrong', async () => {
    const time = async (name: string) => {
      const start = performance.now();
      await refused(enter(name, 'wrong password', from([], `198.51.100.${name.length}`)));
      return performance.now() - start;
    };
    const times: Record<string, number[]> = { kevin: [], zzzzz: [], '#####': [], 'a@b.example': [] };
    for (let round = 0; round < 3; round += 1) {
      for (const [name, taken] of Object.entries(times)) taken.push(await time(name));
    }
    const least = (name: string) => Math.min(...(times[name] ?? []));
    for (const name of ['zzzzz', '#####', 'a@b.example']) assert.isAbove(least(name), least('kevin') / 2, name);
  });

  it('who fails too often waits, even with the right password and even all at once; others do not', async () => {
    const asks = from([], '203.0.113.7');
    const tries = await Promise.all(Array.from({ length: 9 }, () => refused(enter('tom', 'wrong', asks))));
    assert.deepEqual(tries.filter((code) => code === 'credentials').length, 5);
    const { code, details } = await refusal(enter('tom', 'aviron-tom', asks));
    assert.equal(code, 'throttled');
    assert.isAtLeast(Number(details.seconds), 1);
    assert.isAtMost(Number(details.seconds), 30);
    assert.isNotEmpty(await enter('tom', 'aviron-tom', from([], '203.0.113.8')));
    assert.isNotEmpty(await enter('zoe', 'aviron-zoe', asks));
  });

  it('whoever was logged in before in the same browser is logged out, and the open pages are told', async () => {
    const lea = await enter('lea', 'capitaine-lea');
    const before = sessions();
    let told = 0;
    const stop = accounts.changes.onChange(() => {
      told += 1;
    });
    const nadia = await enter('nadia', 'aviron-nadia', from(lea));
    assert.equal(sessions(), before);
    assert.equal(told, 1);
    const cleared = await logOut(accounts, from(nadia));
    assert.match(cleared.join(), /session_token=;.*Max-Age=0/i);
    assert.equal(told, 2);
    assert.equal(sessions(), Number(before) - 1);
    stop();
  });

  it('a log-out without a session does no harm', async () => {
    assert.match((await logOut(accounts, from())).join(), /Max-Age=0/i);
  });

  it('many members log in at the same moment', async () => {
    const members = demoAccounts.slice(1, 4);
    const everybody = [...members, ...members, ...members, ...members];
    const logIns = everybody.map(({ login, password }, n) => enter(login, password, from([], `10.0.0.${n}`)));
    for (const cookies of await Promise.all(logIns)) assert.isNotEmpty(cookies);
  });

  it('a banned member is told so, and is not logged in', async () => {
    accounts.database.exec("UPDATE user SET banned = 1 WHERE username = 'zoe'");
    assert.equal(await refused(enter('zoe', 'aviron-zoe')), 'banned');
    accounts.database.exec("UPDATE user SET banned = 0 WHERE username = 'zoe'");
  });

  it('somebody who signs up is logged in, in no group and no owner', async () => {
    const given = { login: 'margaux', name: 'Margaux', email: 'm@port-vaillant.example', password: 'huit avirons' };
    assert.isNotEmpty(await signUp(accounts, from(), given));
    assert.equal(role('margaux'), 'member');
    assert.isNotEmpty(await enter('margaux', 'huit avirons'));
  });

  it('a login or an e-mail address is given once', async () => {
    const given = { login: 'loic', name: 'Loïc', email: 'loic@port-vaillant.example', password: 'huit avirons' };
    assert.equal(await refused(signUp(accounts, from(), { ...given, login: 'LEA' })), 'loginTaken');
    assert.equal(
      await refused(signUp(accounts, from(), { ...given, email: 'Lea@port-vaillant.example' })),
      'emailTaken',
    );
    const both = await Promise.allSettled([signUp(accounts, from(), given), signUp(accounts, from(), given)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('accounts cannot be made in numbers from one place', async () => {
    const asks = from([], '203.0.113.99');
    const given = { name: 'X', password: 'huit avirons' };
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      codes.push(await refused(signUp(accounts, asks, { ...given, login: 'lea', email: `x${n}@y.example` })));
    }
    assert.deepEqual([...new Set(codes.slice(0, 10))], ['loginTaken']);
    assert.deepEqual([...new Set(codes.slice(10))], ['throttled']);
  });
});

describe('the first account of a site without demo accounts', () => {
  it('is its owner, and the second one is not', async () => {
    const accounts = await accountsIn();
    const given = (login: string) => ({ login, name: login, email: `${login}@x.example`, password: 'huit avirons' });
    await signUp(accounts, from(), given('ada'));
    await signUp(accounts, from(), given('bob'));
    const roles = accounts.database.prepare('SELECT username, role FROM user ORDER BY username').all();
    assert.deepEqual(
      roles.map(({ username, role }) => [username, role]),
      [
        ['ada', 'owner'],
        ['bob', 'member'],
      ],
    );
    accounts.close();
  });
});
