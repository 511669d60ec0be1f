import { type BetterAuthSite, betterAuthDirectory, sqliteRows } from 'astro-chatbox/members/better-auth';
import { assert } from 'chai';
import { asking, betterAuthSite, SESSION_COOKIE } from './better-auth-site.ts';

type Accounts = Awaited<ReturnType<typeof betterAuthSite>>;

const ways: Record<string, (accounts: Accounts) => BetterAuthSite> = {
  "through Better Auth's adapter": ({ site }) => site,
  'straight in its SQLite tables': ({ site, second }) => ({ ...site, rows: sqliteRows(second()) }),
};

for (const [way, siteOf] of Object.entries(ways)) {
  describe(`the members of Better Auth, looked up ${way}`, () => {
    let accounts: Accounts;
    let directory: ReturnType<typeof betterAuthDirectory>;
    const asks = (cookie: string) => directory.viewer(asking({ [SESSION_COOKIE]: cookie }));

    beforeEach(async () => {
      accounts = await betterAuthSite();
      directory = betterAuthDirectory(async () => siteOf(accounts), accounts.changes);
    });
    afterEach(() => accounts.close());

    it('a logged-in member is the viewer, with groups and roles, under an id that is not the token', async () => {
      const lea = await accounts.member('lea', { role: 'user,owner', name: 'Léa' });
      accounts.groups.set(lea, ['chat', 'bureau']);
      const { cookie, id, token } = await accounts.session(lea);
      const viewer = await asks(cookie);
      assert.deepEqual(viewer, {
        session: id,
        member: { id: lea, login: 'lea', name: 'Léa', groups: ['chat', 'bureau'], roles: ['user', 'owner'] },
      });
      assert.notInclude(JSON.stringify(viewer), token);
    });

    it('those who ask at once are looked up together, and each is who they are', async () => {
      const cookies = await Promise.all(
        ['ada', 'bob', 'cleo'].map(async (login) => (await accounts.session(await accounts.member(login))).cookie),
      );
      const looked: number[] = [];
      const site = siteOf(accounts);
      const counted = betterAuthDirectory(async () => ({
        ...site,
        groupsOf: (users) => {
          looked.push(users.length);
          return site.groupsOf(users);
        },
      }));
      const forged = `${cookies[0]?.split('.')[0]}.${Buffer.alloc(32).toString('base64')}`;
      const viewers = await Promise.all(
        [...cookies, forged].map((cookie) => counted.viewer(asking({ [SESSION_COOKIE]: cookie }))),
      );
      assert.deepEqual(
        viewers.map((viewer) => viewer?.member.login),
        ['ada', 'bob', 'cleo', undefined],
      );
      assert.deepEqual(looked, [3]);
    });

    it('one whose account cannot be read fails alone', async () => {
      const [ada, bob] = [await accounts.member('ada'), await accounts.member('bob')];
      const cookies = [(await accounts.session(ada)).cookie, (await accounts.session(bob)).cookie];
      const site = siteOf(accounts);
      const strict = betterAuthDirectory(async () => ({
        ...site,
        groupsOf: (users) => {
          if (users.includes(bob)) throw new Error('unreadable');
          return site.groupsOf(users);
        },
      }));
      const asked = await Promise.allSettled(
        cookies.map((cookie) => strict.viewer(asking({ [SESSION_COOKIE]: cookie }))),
      );
      assert.deepEqual(
        asked.map((one) => (one.status === 'fulfilled' ? one.value?.member.login : String(one.reason))),
        ['ada', 'Error: unreadable'],
      );
    });

    it('a cookie that Better Auth itself wrote is understood', async () => {
      const { headers } = await accounts.auth.api.signUpEmail({
        body: { email: 'jose@club.example', password: 'mot de passe', name: 'José', username: 'Jose' },
        returnHeaders: true,
      });
      const [, value = ''] = /session_token=([^;]+)/.exec(headers.get('set-cookie') ?? '') ?? [];
      assert.equal((await asks(decodeURIComponent(value)))?.member.login, 'jose');
    });

    it('a visitor, a forged cookie and garbage are nobody', async () => {
      const { token, cookie } = await accounts.session(await accounts.member('lea'));
      assert.isUndefined(await directory.viewer(asking()));
      const forged = `${token}.${Buffer.alloc(32).toString('base64')}`;
      for (const bad of [token, forged, `${token}.`, `x${cookie}`, '', '.', '..', 'é.é', cookie.slice(0, -3)]) {
        assert.isUndefined(await asks(bad), bad);
      }
    });

    it('a session that expired, and one of a banned member, are over', async () => {
      const kevin = await accounts.member('kevin');
      const tom = await accounts.member('tom', { banned: true });
      const [late, banned] = [await accounts.session(kevin), await accounts.session(await accounts.member('zoe'))];
      accounts.database
        .prepare('UPDATE session SET expiresAt = ? WHERE id = ?')
        .run(new Date(0).toISOString(), late.id);
      accounts.database.prepare('UPDATE session SET userId = ? WHERE id = ?').run(tom, banned.id);
      assert.isUndefined(await asks(late.cookie));
      assert.isUndefined(await asks(banned.cookie));
      assert.deepEqual([...((await directory.current?.([late.id, banned.id])) ?? [])], []);
      assert.deepEqual(await directory.findByLogins(['tom']), []);
    });

    it('a ban that is over bars nobody', async () => {
      const tom = await accounts.member('tom', { banned: true, banExpires: new Date(0) });
      assert.equal((await asks((await accounts.session(tom)).cookie))?.member.login, 'tom');
    });

    it('the open sessions are told apart from the ended ones in one look-up, however many they are', async () => {
      const lea = await accounts.member('lea');
      const kevin = await accounts.member('kevin');
      accounts.groups.set(kevin, ['chat']);
      const open = await Promise.all(Array.from({ length: 150 }, () => accounts.session(lea)));
      const [first, last] = [open[0], await accounts.session(kevin)];
      await accounts.end(first?.token ?? '');
      const before = accounts.lookUps();
      const found = await directory.current?.([...open.map(({ id }) => id), last.id, 'unknown']);
      assert.equal(found?.size, 150);
      assert.isFalse(found?.has(first?.id ?? ''));
      assert.deepEqual(found?.get(last.id)?.groups, ['chat']);
      assert.equal(accounts.lookUps() - before, 1);
    });

    it('a log-out is known at once, in spite of the second that a viewer is remembered', async () => {
      const { cookie, token } = await accounts.session(await accounts.member('lea'));
      assert.isDefined(await asks(cookie));
      let told = 0;
      const stop = directory.onChange?.(() => {
        told += 1;
      });
      await accounts.end(token);
      assert.equal(told, 1);
      assert.isUndefined(await asks(cookie));
      stop?.();
      accounts.changes.notify();
      assert.equal(told, 1);
    });

    it('a viewer is looked up once for many requests of the same moment, and anew once a group has changed', async () => {
      const lea = await accounts.member('lea');
      const { cookie } = await accounts.session(lea);
      await asks(cookie);
      const before = accounts.lookUps();
      await Promise.all(Array.from({ length: 20 }, () => asks(cookie)));
      assert.equal(accounts.lookUps(), before);
      accounts.groups.set(lea, ['bureau']);
      accounts.changes.notify();
      assert.deepEqual((await asks(cookie))?.member.groups, ['bureau']);
    });

    it('members are found by their logins, and those without a login by nothing', async () => {
      const lea = await accounts.member('lea');
      await accounts.member('kevin');
      await accounts.member('guest', { username: null });
      const found = await directory.findByLogins(['lea', 'kevn', 'kevin', 'guest']);
      assert.sameMembers(
        found.map(({ login }) => login),
        ['lea', 'kevin'],
      );
      assert.equal(found.find(({ login }) => login === 'lea')?.id, lea);
      assert.deepEqual(await directory.findByLogins([]), []);
    });
  });
}

describe('opening the accounts', () => {
  it('waits for the first request, is done once, and is tried again when it failed', async () => {
    const accounts = await betterAuthSite();
    const { cookie } = await accounts.session(await accounts.member('lea'));
    let opened = 0;
    const directory = betterAuthDirectory(async () => {
      opened += 1;
      if (opened === 1) throw new Error('the disk is full');
      return accounts.site;
    });
    assert.equal(opened, 0);
    const context = asking({ [SESSION_COOKIE]: cookie });
    const failure = await directory.viewer(context).catch((error: unknown) => String(error));
    assert.include(String(failure), 'the disk is full');
    assert.equal((await directory.viewer(context))?.member.login, 'lea');
    await directory.groups();
    assert.equal(opened, 2);
    accounts.close();
  });
});
