import { SettingsChanged } from '../../events/chatbox/refusals.ts';
import { groupName } from '../../events/chatbox/state.ts';
import { commandMeta } from '../commands.ts';
import { settingsPage as page } from '../fragments/manager/settings.ts';
import type { SettingsPageData } from '../fragments/manager/types.ts';
import { headOf, safeError } from './errors.ts';
import { isPlaced } from './manager/menus.ts';
import { isJustSaved, type OwnerCall, ownersPage } from './manager/owners.ts';
import { settingsChanges } from './manager/settings-changes.ts';
import {
  choiceOf,
  differing,
  mergeSettings,
  type SettingsForm,
  settingsForm,
  settingsOf,
} from './manager/settings-form.ts';
import type { PageAnswer } from './page.ts';
import { seeOther } from './respond.ts';

/** Settings > Chatbox. */
export const settingsPage = ownersPage(async (call) =>
  call.fields === undefined ? show(call) : save(call, settingsForm(call.fields)),
);

async function save(call: OwnerCall, form: SettingsForm): Promise<PageAnswer | Response> {
  const { runtime, locale } = call;
  const { chat } = await runtime.room(call.chat);
  const wrong = await wrongOf(call, form);
  if (wrong.group || wrong.moderators) return { ...(await show(call, { choice: form.choice, wrong })), status: 422 };
  try {
    await execute(call, form, form.seen);
    return seeOther(runtime.urls.settings(locale, { chat: call.chat, saved: String(chat.state.settingsRevision) }));
  } catch (thrown) {
    if (thrown instanceof SettingsChanged) return saveOver(call, form);
    const error = safeError(thrown, runtime);
    return { ...(await show(call, { choice: form.choice, error })), ...headOf(error) };
  }
}

async function execute(call: OwnerCall, { choice }: SettingsForm, seen: number): Promise<void> {
  const { runtime, context, viewer } = call;
  const { chat } = await runtime.room(call.chat);
  const [entitled, known] = [await runtime.entitled(context), await runtime.directory.groups()];
  await chat.execute({
    kind: 'SaveSettings',
    meta: commandMeta(),
    actor: viewer.member,
    settings: settingsOf(choice),
    seen,
    entitled,
    known,
  });
}

/** Another owner saved first: nothing is overwritten unseen, and nothing that was chosen is lost. */
async function saveOver(call: OwnerCall, form: SettingsForm): Promise<PageAnswer | Response> {
  const { chat } = await call.runtime.room(call.chat);
  const { settings: now, settingsRevision } = chat.state;
  const choice = settingsOf(form.choice);
  const { was } = form;
  // Taken back, sent twice, two owners of one mind, or one whose answer was lost and who has gone on since.
  if (differing(was, now).every((name) => choice[name] === now[name])) {
    return save(call, { ...form, seen: settingsRevision });
  }
  const changes = settingsChanges(chat.state, { was, choice, now });
  const merged = choiceOf(mergeSettings(was, choice, now));
  return { ...(await show(call, { choice: merged, changes })), status: 409 };
}

async function wrongOf(call: OwnerCall, { choice }: SettingsForm): Promise<SettingsPageData['wrong']> {
  const groups = await call.runtime.directory.groups();
  const { settings } = (await call.runtime.room(call.chat)).chat.state;
  // A group that is gone may stay, so that the rest can be saved; it cannot be chosen anew.
  const isUnknown = (id: string, current: string | undefined): boolean =>
    id !== '' && id !== current && groups.every((group) => group.id !== id);
  const { moderation, moderators } = choice;
  return {
    group: isUnknown(choice.group, settings.group),
    moderators: moderation && (moderators === '' || isUnknown(moderators, settings.moderators)),
  };
}

type Shown = Partial<Pick<SettingsPageData, 'choice' | 'wrong' | 'error' | 'changes'>>;

async function show(call: OwnerCall, shown: Shown = {}): Promise<PageAnswer> {
  const { runtime, context, locale, setting } = call;
  const { urls, options } = runtime;
  const { chat } = await runtime.room(call.chat);
  const current = choiceOf(chat.state.settings);
  const groups = await runtime.directory.groups();
  const data: SettingsPageData = {
    chat: call.chat,
    siblings: options.chatboxes.map((id) => ({
      id,
      href: urls.settings(locale, { chat: id }),
      current: id === call.chat,
    })),
    choice: current,
    current,
    seen: chat.state.settingsRevision,
    groups,
    nameOf: (id) => groups.find((group) => group.id === id)?.name ?? groupName(chat.state, id),
    groupsUrl: options.groups,
    menuUrl: urls.menu(locale),
    entitled: await runtime.entitled(context),
    placed: isPlaced(runtime, call.chat),
    justSaved: isJustSaved(context, chat.state.settingsRevision),
    wrong: {},
    error: undefined,
    changes: [],
    ...shown,
  };
  return { title: setting.t.settings.title, html: String(page(data, setting)) };
}
