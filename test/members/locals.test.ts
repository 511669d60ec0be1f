import directory, { localsDirectory } from 'astro-chatbox/members/locals';
import { assert } from 'chai';
import { asking } from './better-auth-site.ts';

const asks = (locals: object) => directory.viewer(asking({}, locals));
const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail('it should have been refused'),
    (error: unknown) => String(error),
  );

describe('the members of Astro.locals.user', () => {
  it('a user of the site is the viewer', async () => {
    const user = { id: 7, login: 'Lea', name: 'Léa', groups: ['chat'], roles: ['owner'] };
    assert.deepEqual((await asks({ user }))?.member, {
      id: '7',
      login: 'lea',
      name: 'Léa',
      groups: ['chat'],
      roles: ['owner'],
    });
    const other = (await asks({ user: { id: 'k', username: 'kevin', role: 'owner,auditor' } }))?.member;
    assert.deepEqual(other, { id: 'k', login: 'kevin', name: 'kevin', groups: [], roles: ['owner', 'auditor'] });
  });

  it('without a user, or with one that nobody could address, there is a visitor', async () => {
    for (const user of [undefined, null, 'lea', {}, { id: 'a' }, { id: 'a', login: 'aé' }, { login: 'lea' }]) {
      assert.isUndefined(await asks({ user }));
    }
    assert.isUndefined(await asks({}));
  });

  it('a session is opaque, and never the same for two members or two log-ins', async () => {
    const lea = { id: '1', login: 'lea' };
    const sessions = [
      await asks({ user: lea }),
      await asks({ user: lea, session: { id: 'secret' } }),
      await asks({ user: lea, session: { id: 'other' } }),
      await asks({ user: { id: '2', login: 'kevin' }, session: { id: 'secret' } }),
    ].map((viewer) => viewer?.session ?? '');
    assert.equal(new Set(sessions).size, 4);
    for (const session of sessions) assert.match(session, /^[\w-]{32}$/);
    assert.equal((await asks({ user: lea, session: { id: 'secret' } }))?.session, sessions[1]);
  });

  it('members can be addressed once they were seen, unless the site says who there is', async () => {
    const own = localsDirectory();
    assert.deepEqual(await own.findByLogins(['lea']), []);
    await own.viewer(asking({}, { user: { id: '1', login: 'lea' } }));
    assert.deepEqual(
      (await own.findByLogins(['lea', 'kevin'])).map(({ id }) => id),
      ['1'],
    );
    const kevin = { id: '2', login: 'kevin', name: 'Kevin', groups: [], roles: [] };
    const told = localsDirectory({ findByLogins: async () => [kevin], groups: async () => [] });
    assert.deepEqual(await told.findByLogins(['kevin']), [kevin]);
  });

  it("a site's own reading of its locals is used, and checked", async () => {
    const own = localsDirectory({
      member: (locals) => ({ id: 'x', login: String(Reflect.get(locals, 'handle')), name: 'X', groups: [], roles: [] }),
    });
    assert.equal((await own.viewer(asking({}, { handle: 'nadia' })))?.member.login, 'nadia');
    assert.include(await rejected(own.viewer(asking({}, { handle: 'pas bon' }))), 'login');
  });

  it('cannot say who a session belongs to later, so that its streams authenticate anew', () => {
    assert.isUndefined(directory.current);
  });
});
