import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { checkedDirectory } from '../../plugin/members/checked.ts';
import type { Member, MemberDirectory } from '../../plugin/members/directory.ts';
import { Accounts, SiteProcess } from '../processes/site-process.ts';
import { rejection } from '../support/rejection.ts';

const account = (id: string, login: string): Member => ({ id, login, name: login, groups: [], roles: [] });
const accounts = [account('1', 'Jean.Rameur'), account('2', 'Jean Rameur'), account('3', 'zoé')];

function checked() {
  const lines: string[] = [];
  let here = accounts[0];
  const site: MemberDirectory = {
    groups: async () => [],
    findByLogins: async () => accounts,
    viewer: async () => here && { session: 's', member: here },
    current: async () => new Map(accounts.map((one) => [`session ${one.id}`, one])),
  };
  const directory = checkedDirectory(site, (line) => lines.push(line));
  // Nothing in these answers depends on the request.
  const viewer = (who: Member | undefined) => {
    here = who;
    return directory.viewer({ request: new Request('http://x.test') } as Parameters<MemberDirectory['viewer']>[0]);
  };
  return { directory, lines, viewer };
}

describe('what a site says of its members', () => {
  it('is taken with logins folded', async () => {
    const { viewer, lines } = checked();
    expect((await viewer(accounts[0]))?.member.login).to.equal('jean.rameur');
    expect(await viewer(undefined)).to.equal(undefined);
    expect(lines).to.deep.equal([]);
  });

  it('leaves out whom nobody could address, in every answer', async () => {
    const { directory } = checked();
    expect((await directory.findByLogins(['x'])).map(({ id }) => id)).to.deep.equal(['1']);
    expect([...((await directory.current?.([])) ?? [])].map(([session]) => session)).to.deep.equal(['session 1']);
  });

  it('tells such a member why, and the site once what to do', async () => {
    const { directory, viewer, lines } = checked();
    expect(await rejection(viewer(accounts[1]), ChatboxError)).to.include({ code: 'MEMBER_UNFIT' });
    await rejection(viewer(accounts[1]), ChatboxError);
    await directory.findByLogins(['x']);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include('"2"').and.to.include('"Jean Rameur"').and.to.include('rename it');
  });

  it('shows such a member why in place of the chat', async () => {
    const site = await SiteProcess.start(new Accounts(), { chat: 'main', openStore: async () => openMemory() });
    await site.enable();
    expect(await site.page(account('1', 'jean.rameur'))).to.include('cb-composer');
    const page = await site.page(account('2', 'Jean Rameur'));
    expect(page).to.include('data-farewell="account"').and.to.not.include('cb-composer');
    await site.close();
  });
});
