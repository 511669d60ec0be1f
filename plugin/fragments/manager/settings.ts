import { hidden } from '../form.ts';
import { type Html, html, type Value } from '../html.ts';
import { becomes, by, meanwhile, ok, refused, saveBar, shell, siblings, tabs, warning } from './page.ts';
import type { ManagerSetting, SettingChange, SettingName, SettingsPageData } from './types.ts';

/** Settings > Chatbox. */
export function settingsPage(data: SettingsPageData, setting: ManagerSetting): Html {
  const { t, urls, locale } = setting;
  const { choice, current } = data;
  const here = urls.settings(locale, { chat: data.chat });
  return shell(
    { title: t.settings.title, lead: t.settings.lead, nav: tabs('settings', setting) },
    [
      siblings(data.siblings, t.settings.of, setting),
      told(data, setting),
      html`
        <form method="post" action="${here}" data-astro-reload data-watch data-current="${JSON.stringify(current)}">
          ${hidden('seen', String(data.seen))}
          ${hidden('was.enabled', String(current.enabled))}
          ${hidden('was.group', current.group)}
          ${hidden('was.moderators', current.moderators)}
          <fieldset>
            <legend>${t.settings.activation}</legend>
            ${toggle('enabled', choice.enabled, t.settings.enable, t.settings.enableHint, !data.entitled && !current.enabled && !choice.enabled)}
          </fieldset>
          <fieldset>
            <legend>${t.settings.participants}</legend>
            <div class="cb-row">
              <label for="cb-group">${t.settings.allowed}</label>
              <select id="cb-group" name="group"${about('cb-group', data.wrong.group)}>
                ${option('', t.everyone, choice.group)}
                ${groupOptions(choice.group, data, setting)}
              </select>
              ${data.wrong.group && html`<p class="cb-hint cb-bad" id="cb-group-error">${t.settings.groupUnknown}</p>`}
              <p class="cb-hint" id="cb-group-hint">${t.settings.allowedHint}${groupsLink(data, setting)}</p>
            </div>
          </fieldset>
          <fieldset class="cb-moderation">
            <legend>${t.settings.moderation}</legend>
            ${toggle('moderation', choice.moderation, t.settings.moderate)}
            <div class="cb-row cb-depends">
              <label for="cb-moderators">${t.settings.moderators}</label>
              <select id="cb-moderators" name="moderators"${about('cb-moderators', data.wrong.moderators)}>
                ${option('', t.chooseGroup, choice.moderators)}
                ${groupOptions(choice.moderators, data, setting)}
              </select>
              ${data.wrong.moderators && html`<p class="cb-hint cb-bad" id="cb-moderators-error">${t.settings.moderatorsMissing}</p>`}
            </div>
            <p class="cb-hint" id="cb-moderators-hint">${t.settings.moderatorsHint}</p>
          </fieldset>
          ${saveBar(data.error || data.changes.length > 0 ? unsaved(data) : 0, here, setting)}
        </form>`,
    ],
    setting,
  );
}

function told(data: SettingsPageData, setting: ManagerSetting): Value {
  const { t } = setting;
  const { current, entitled, placed } = data;
  return [
    data.changes.length > 0 &&
      meanwhile(
        data.changes.map(({ origin }) => origin),
        data.changes.map((change) => changeLine(change, data, setting)),
        setting,
      ),
    data.error && refused(data.error, setting),
    (data.wrong.group || data.wrong.moderators) && warning(t.option.invalid),
    !entitled && warning(current.enabled ? t.settings.planLost : t.settings.plan),
    ...groupWarnings(data, setting),
    (data.justSaved || (current.enabled && !placed)) && ok(standing(data, setting)),
  ];
}

function standing({ justSaved, current, placed, menuUrl }: SettingsPageData, { t }: ManagerSetting): Value {
  const { enabled, disabled, missing, addIt } = t.settings;
  const link = html`<a href="${menuUrl}">${addIt}</a>`;
  return [
    justSaved && `${t.saved} `,
    current.enabled ? enabled : disabled,
    current.enabled && [' ', placed ? t.settings.placed : missing(link)],
  ];
}

function groupWarnings({ current, groups, nameOf }: SettingsPageData, { t }: ManagerSetting): Value[] {
  const about = (id: string, empty: (name: string) => Value, lost: (name: string) => Value): Value => {
    const group = groups.find((one) => one.id === id);
    if (id === '' || (group && group.size > 0)) return false;
    return warning(group ? empty(group.name) : lost(nameOf(id)));
  };
  const { emptyGroup, lostGroup, emptyModerators, lostModerators } = t.settings;
  return [about(current.group, emptyGroup, lostGroup), about(current.moderators, emptyModerators, lostModerators)];
}

function changeLine(change: SettingChange, { nameOf }: SettingsPageData, setting: ManagerSetting): Html {
  const { t } = setting;
  const said = (value: string): Html => html`<b>${valueText(change.setting, value, nameOf, setting)}</b>`;
  const line = t.change.fromTo(t.change[change.setting], becomes(said(change.from), said(change.to), setting));
  const outcome = change.mine === undefined ? t.change.taken : t.change.yours(said(change.mine));
  return html`<li>${line}${by(change.origin, setting)} <em>${outcome}</em></li>`;
}

function valueText(
  name: SettingName,
  value: string,
  nameOf: SettingsPageData['nameOf'],
  { t }: ManagerSetting,
): string {
  if (name === 'enabled') return value === 'true' ? t.on : t.off;
  if (value === '') return name === 'group' ? t.everyone : t.none;
  return nameOf(value);
}

const unsaved = ({ choice, current }: SettingsPageData): number =>
  [
    choice.enabled !== current.enabled,
    choice.group !== current.group,
    (choice.moderation ? choice.moderators : '') !== current.moderators,
  ].filter(Boolean).length;

const groupsLink = ({ groupsUrl }: SettingsPageData, { t }: ManagerSetting): Value =>
  groupsUrl !== undefined && html` <a href="${groupsUrl}">${t.settings.manageGroups}</a>`;

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`;

/** The site's groups; one that is gone stays while it is chosen, or the form would change it unasked. */
const groupOptions = (chosen: string, { groups, nameOf }: SettingsPageData, { t }: ManagerSetting): Value => [
  chosen !== '' && groups.every(({ id }) => id !== chosen) && option(chosen, t.goneGroup(nameOf(chosen)), chosen),
  groups.map(({ id, name, size }) => option(id, t.group(name, size), chosen)),
];

/** A field with its hint, and with its error where there is one. */
const about = (id: string, wrong = false): Html =>
  wrong ? html` aria-describedby="${id}-error ${id}-hint" aria-invalid="true"` : html` aria-describedby="${id}-hint"`;

export const toggle = (name: string, on: boolean, label: string, hint?: string, disabled = false): Html => html`
  <div class="cb-row">
    <label for="cb-${name}">${label}</label>
    <input type="checkbox" role="switch" id="cb-${name}" name="${name}" value="true"${on && html` checked`}${disabled && html` disabled`}${hint !== undefined && html` aria-describedby="cb-${name}-hint"`}>
    ${hint !== undefined && html`<p class="cb-hint" id="cb-${name}-hint">${hint}</p>`}
  </div>`;
