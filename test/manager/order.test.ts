import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { widgetOptions } from '../../plugin/http/manager/menus.ts';
import { menuOrder } from '../../plugin/http/menu-order.ts';
import { HEIGHTS } from '../../plugin/http/order-sheet.ts';
import { rejection } from '../support/rejection.ts';
import { styleSheet } from '../support/style-sheet.ts';
import { nadia, openSite, type Site } from './open-site.ts';

describe('the saved order, as a style sheet', () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  async function saveChatboxFirst(): Promise<void> {
    let page = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
    for (const _ of [1, 2]) page = await site.post('menu', nadia, page, { do: 'up:chatbox:main' });
    await site.post('menu', nadia, page, { 'o.chatbox:main.height': 'small', 'o.chatbox:main.title': 'Salon' });
  }

  it('places the site’s own, and shows no chatbox, until an owner adds it', async () => {
    const sheet = await (await menuOrder(site.runtime, 'main', null)).text();
    expect(sheet).to.include('[data-widget="navigation"]{order:0}').and.to.include('[data-widget="agenda"]{order:1}');
    expect(sheet).not.to.include('chatbox:main');
  });

  it('follows a save at once, and is not sent again until the next', async () => {
    const before = await menuOrder(site.runtime, 'main', null);
    const known = before.headers.get('etag');
    for (const asked of [known, `W/${known}`, `"older", W/${known}`]) {
      expect((await menuOrder(site.runtime, 'main', asked)).status, String(asked)).to.equal(304);
    }
    await saveChatboxFirst();
    const after = await menuOrder(site.runtime, 'main', known);
    expect([after.status, after.headers.get('cache-control')]).to.deep.equal([200, 'no-cache']);
    const sheet = await after.text();
    expect(sheet).to.include('[data-widget="chatbox:main"]{order:0;display:block}');
    expect(sheet).to.include('[data-widget="navigation"]{order:1}');
    expect(sheet).to.include('.chatbox{--chatbox-height:20rem}');
  });

  it('reserves the heights that the chatbox’s own style sheet gives', () => {
    const heights = [...styleSheet('chatbox').matchAll(/--chatbox-height:([^;}]+)/g)].map(([, height]) => height);
    expect(heights).to.have.members(Object.values(HEIGHTS));
  });

  it('gives the box the options that were saved, and none where it is not in the menu', async () => {
    expect(widgetOptions(site.runtime, 'main', 'main')).to.equal(undefined);
    await saveChatboxFirst();
    expect(widgetOptions(site.runtime, 'main', 'main')).to.include({ title: 'Salon', height: 'small' });
    expect(widgetOptions(site.runtime, 'other', 'main')).to.equal(undefined);
  });

  it('is not there for a menu that the site does not have', async () => {
    for (const id of ['footer', '', 'constructor', '__proto__']) {
      const error = await rejection(menuOrder(site.runtime, id, null), ChatboxError);
      expect(error.code, id).to.equal('MENU_UNKNOWN');
    }
  });
});
