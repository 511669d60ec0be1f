import { isDeepStrictEqual } from 'node:util';
import { difference } from '../../events/menu/difference.ts';
import type { Menu } from '../../events/menu/open.ts';
import { rebase } from '../../events/menu/rebase.ts';
import { MenuChanged } from '../../events/menu/refusals.ts';
import type { Offer } from '../../events/menu/widget.ts';
import { commandMeta, introduceTo } from '../commands.ts';
import { menuPage as page } from '../fragments/manager/menu.ts';
import type { MenuPageData } from '../fragments/manager/types.ts';
import { headOf, safeError } from './errors.ts';
import { afterAct } from './manager/menu-acts.ts';
import { menuChanges, type Since, since } from './manager/menu-changes.ts';
import { draftData } from './manager/menu-data.ts';
import { type DraftRow, draftOf, leftOut, type MenuForm, menuForm, widgetsOf, wrongIn } from './manager/menu-form.ts';
import { mainMenu, offerOf, standingMenu } from './manager/menus.ts';
import { isJustSaved, type OwnerCall, ownersPage } from './manager/owners.ts';
import { loginIn, titlesOf } from './manager/titles.ts';
import type { PageAnswer } from './page.ts';
import { seeOther } from './respond.ts';

interface MenuCall extends OwnerCall {
  readonly id: string;
  readonly menu: Menu;
  readonly offer: Offer;
}

/** Menus. The draft lives in the form: each press without JavaScript sends it, and only Save writes. */
export const menuPage = ownersPage(async (owner) => {
  const id = owner.context.url.searchParams.get('menu') ?? mainMenu(owner.runtime);
  const menu = await owner.runtime.menu(id);
  const call: MenuCall = { ...owner, id, menu, offer: offerOf(owner.runtime, id) };
  if (call.fields === undefined) return show(call, draftOf(standingMenu(menu, call.offer)));
  const form = menuForm(call.fields, call.offer);
  if (form.act === 'save') return save(call, form);
  const rows = afterAct(form, standingMenu(menu, call.offer), call.offer);
  const after = await since(menu, form.seen, call.offer);
  if (isStale(call, after)) return showOver(call, rows, after, form.act);
  return show(call, rows, { focus: form.act, out: leftOut([...form.rows, ...form.out], rows) });
});

async function save(call: MenuCall, form: MenuForm): Promise<PageAnswer | Response> {
  const { runtime, locale, id } = call;
  const { rows, seen, out } = form;
  if (wrongIn(rows)) return { ...(await show(call, rows, { seen, out, invalid: true })), status: 422 };
  try {
    await execute(call, form);
    return seeOther(runtime.urls.menu(locale, { menu: id, saved: String(call.menu.state.revision) }));
  } catch (thrown) {
    if (thrown instanceof MenuChanged) return saveOver(call, form);
    const error = safeError(thrown, runtime);
    return { ...(await show(call, rows, { seen, out, error })), ...headOf(error) };
  }
}

async function execute({ runtime, viewer, menu, offer }: MenuCall, { seen, rows }: MenuForm): Promise<void> {
  const { id, groups, roles } = viewer.member;
  const [first] = runtime.options.chatboxes;
  // The log alone names everybody: who saved a menu is introduced to the chat.
  if (first !== undefined) await introduceTo((await runtime.room(first)).chat, viewer.member);
  await menu.execute({
    kind: 'SaveMenu',
    meta: commandMeta(),
    actor: { member: id, groups, roles },
    seen,
    widgets: widgetsOf(rows, standingMenu(menu, offer)),
    offer,
  });
}

/** Another owner saved first. */
async function saveOver(call: MenuCall, form: MenuForm): Promise<PageAnswer | Response> {
  const after = await since(call.menu, form.seen, call.offer);
  if (!isStale(call, after) || isOfOneMind(call, form, after))
    return save(call, { ...form, seen: call.menu.state.revision });
  return { ...(await showOver(call, form.rows, after, 'save')), status: 409 };
}

const isStale = ({ menu, offer }: MenuCall, { base }: Since): boolean =>
  difference(base, standingMenu(menu, offer)).length > 0;

/** All that was saved since is in the draft too: two owners did the same, or an owner's own save was not answered. */
function isOfOneMind({ menu, offer }: MenuCall, { rows }: MenuForm, { base }: Since): boolean {
  const mine = difference(base, widgetsOf(rows, base));
  return difference(base, standingMenu(menu, offer)).every((change) =>
    mine.some((own) => isDeepStrictEqual(own, change)),
  );
}

/** The draft, done again over what another owner saved, with what they changed. Only a save is refused by that. */
async function showOver(call: MenuCall, rows: readonly DraftRow[], after: Since, act: string): Promise<PageAnswer> {
  const { menu, offer, runtime } = call;
  const now = standingMenu(menu, offer);
  const mine = widgetsOf(rows, after.base);
  const draft = rebase(after.base, mine, now);
  const loginOf = await loginIn(runtime);
  const changes = menuChanges(after, now, mine, { titleOf: titlesOf(call), loginOf });
  // What was taken out comes back as it is saved by now, or it would undo what the other did to it.
  return show(
    call,
    asTyped(draftOf(draft), rows),
    act === 'save' ? { changes, unsaved: true } : { changes, focus: act },
  );
}

/** What cannot be saved as it was typed stays there to be corrected. */
const asTyped = (rows: readonly DraftRow[], typed: readonly DraftRow[]): DraftRow[] =>
  rows.map((row) => {
    const before = typed.find(({ id }) => id === row.id);
    return before !== undefined && wrongIn([before]) ? before : row;
  });

type Shown = Partial<Pick<MenuPageData, 'seen' | 'out' | 'error' | 'invalid' | 'changes' | 'unsaved' | 'focus'>>;

async function show(call: MenuCall, rows: readonly DraftRow[], shown: Shown = {}): Promise<PageAnswer> {
  const { runtime, context, locale, setting, id, menu, offer } = call;
  const { urls, options } = runtime;
  const saved = standingMenu(menu, offer);
  const titleOf = titlesOf(call);
  const open = shown.focus?.startsWith('add:') ? shown.focus.slice('add:'.length) : undefined;
  const data: MenuPageData = {
    menu: id,
    siblings: Object.keys(options.menu).map((one) => ({
      id: one,
      href: urls.menu(locale, { menu: one }),
      current: one === id,
    })),
    ...draftData({ saved, rows, offer, titleOf, open }),
    out: [],
    seen: menu.state.revision,
    justSaved: isJustSaved(context, menu.state.revision),
    error: undefined,
    invalid: false,
    changes: [],
    unsaved: false,
    closed: await closedIn(call, rows),
    focus: undefined,
    ...shown,
  };
  return { title: setting.t.menu.title, html: String(page(data, setting)) };
}

/** The chatboxes of the draft that are disabled: their widgets would say only that. */
async function closedIn(call: MenuCall, rows: readonly DraftRow[]): Promise<MenuPageData['closed']> {
  const { runtime, locale } = call;
  const chats = rows.flatMap(({ id, chatbox }) => (chatbox === undefined ? [] : [{ id, chat: chatbox.chat }]));
  const closed = await Promise.all(
    chats.map(async ({ id, chat }) => {
      const room = await runtime.room(chat).catch(() => undefined);
      if (room === undefined || room.chat.state.settings.enabled) return [];
      return [{ title: titlesOf(call)(id), href: runtime.urls.settings(locale, { chat }) }];
    }),
  );
  return closed.flat();
}
