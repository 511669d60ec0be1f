import { expect } from 'chai';
import { cleanText, isBlank, isTooLong } from '../../../events/chatbox/text.ts';
import { chatOf, fieldOf, openTab, rowOf, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { hostile } from '../../support/hostile.ts';

describe('a member', function () {
  this.timeout(180_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  it('with a keyboard alone writes, completes a login, opens what can be done with a message, and comes back', async () => {
    const kevin = await openTab(await club.member('kevin'));
    const page = await openTab(await club.member('jose'));
    const isAt = (selector: string) => page.evaluate((one) => document.activeElement?.matches(one) === true, selector);
    for (let n = 0; n < 200 && !(await isAt('.cb-composer textarea')); n += 1) await page.keyboard.press('Tab');
    expect(await isAt('.cb-composer textarea'), 'the field is reached').to.equal(true);
    await page.keyboard.type('@k');
    await chatOf(page).locator('.cb-suggest [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await eventually('kevin is chosen', async () => (await chatOf(page).locator('.cb-chip').count()) === 1);
    await page.keyboard.type('sans souris');
    await page.keyboard.press('Enter');
    await sees(kevin, 'sans souris');
    await sees(page, 'sans souris');
    expect(await isAt('.cb-composer textarea')).to.equal(true);
    const id = await rowOf(page, 'sans souris').getAttribute('id');
    for (let n = 0; n < 20 && !(await isAt(`#${id} a.cb-acts`)); n += 1) await page.keyboard.press('Shift+Tab');
    expect(await isAt(`#${id} a.cb-acts`), 'the acts of the last message are reached').to.equal(true);
    await page.keyboard.press('Enter');
    await rowOf(page, 'sans souris').locator('.cb-panel').waitFor();
    await eventually('the focus goes in', () => isAt(`#${id} .cb-panel *`));
    await page.keyboard.press('Escape');
    expect(await rowOf(page, 'sans souris').locator('.cb-panel').count()).to.equal(0);
    expect(await isAt(`#${id} a.cb-acts`), 'the focus comes back').to.equal(true);
    expect(await fieldOf(page).inputValue()).to.equal('');
  });

  it('goes past all messages with one Tab, and from one to another by the arrows', async () => {
    const page = await openTab(await club.member('jose'));
    const tabbable = () => page.locator('.cb-log a.cb-acts:not([tabindex="-1"])');
    expect(await page.locator('.cb-log a.cb-acts').count()).to.be.above(5);
    expect(await tabbable().count()).to.equal(1);
    await fieldOf(page).focus();
    await page.keyboard.press('Shift+Tab');
    const at = () => page.evaluate(() => document.activeElement?.closest('article')?.id);
    const ids = await page.locator('.cb-log article').evaluateAll((rows) => rows.map(({ id }) => id));
    expect(await at()).to.equal(ids.at(-1));
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).to.match(/^Actions sur le message de [a-z]+$/);
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    expect(await at()).to.equal(ids.at(-2));
    const kevin = await openTab(await club.member('kevin'));
    await fieldOf(kevin).fill('pendant que jose lit');
    await fieldOf(kevin).press('Enter');
    await sees(page, 'pendant que jose lit');
    expect(await at(), 'the focus stays').to.equal(ids.at(-2));
    expect(await tabbable().count()).to.equal(1);
    await page.keyboard.press('Home');
    expect(await at()).to.equal(ids[0]);
    await page.keyboard.press('Tab');
    expect(await at(), 'one Tab leaves the messages').to.equal(undefined);
    await fieldOf(page).focus();
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('article')?.textContent)).to.include(
      'pendant que jose lit',
    );
  });

  it('who writes markup, scripts and tricks is read literally, and nothing runs', async () => {
    const reader = await openTab(await club.member('zoe').then(() => club.member('lea')), '/');
    const logins = ['nadia', 'tom', 'kevin', 'jose'];
    const texts = hostile.filter((text) => text.isWellFormed() && !isBlank(text) && !isTooLong(text)).slice(0, 32);
    const write = async (login: string, mine: readonly string[]): Promise<void> => {
      const page = await openTab(await club.member(login));
      for (const text of mine) {
        const before = await reader.locator('article').count();
        await fieldOf(page).fill(text);
        await fieldOf(page).press('Enter');
        await eventually(
          'it is sent',
          async () => {
            if ((await chatOf(page).locator('.cb-note.cb-bad').count()) > 0) await fieldOf(page).press('Enter');
            await page.waitForTimeout(300);
            return (
              (await chatOf(page).locator('.cb-pending, .cb-unsent, .cb-note.cb-bad').count()) === 0 &&
              (await reader.locator('article').count()) > before
            );
          },
          60_000,
        );
      }
    };
    await Promise.all(
      logins.map((login, n) =>
        write(
          login,
          texts.filter((_, at) => at % logins.length === n),
        ),
      ),
    );
    for (const text of texts) {
      const shown = cleanText(text).trimEnd();
      await eventually(`${JSON.stringify(text)} is shown`, async () =>
        (await reader.locator('.cb-log .cb-text').allTextContents()).includes(shown),
      );
    }
    expect(await reader.locator('.cb-log .cb-text :is(script, img, iframe, svg, style, form)').count()).to.equal(0);
    expect(club.complaints).to.deep.equal([]);
  });
});
