import { errorText } from '../../i18n/errors.ts';
import { plural } from '../../i18n/plural.ts';
import { texts } from '../../i18n/texts.ts';
import { hidden } from '../form.ts';
import { type Html, html, type Value } from '../html.ts';
import type { Told } from '../types.ts';
import { icons } from './icons.ts';
import type { ManagerSetting, Origin, Sibling } from './types.ts';

/** A page of the owners: its name, what it is for, and its parts. */
export const shell = (
  { title, lead, nav }: { readonly title: string; readonly lead: string; readonly nav?: Html },
  parts: Value,
  { locale }: ManagerSetting,
): Html => html`
  <owner-page class="manager" lang="${locale}" dir="ltr">
    ${nav}
    <h1>${title}</h1>
    <p class="cb-lead">${lead}</p>
    ${parts}
  </owner-page>`;

export const ok = (words: Value): Html =>
  html`<div class="cb-told cb-ok" role="status">${icons.done}<p>${words}</p></div>`;
export const warning = (words: Value): Html => html`<div class="cb-told cb-warn">${icons.warning}<p>${words}</p></div>`;
export const alert = (words: Value): Html =>
  html`<div class="cb-told cb-bad" role="alert">${icons.warning}<div>${words}</div></div>`;

/** Why nothing was saved. */
export const refused = (error: Told, { locale, clock }: ManagerSetting): Html =>
  alert(html`<p data-code="${error.code}">${errorText(error, locale, clock.instant)}</p>`);

/** What somebody else saved meanwhile, line by line. @param unsaved whether an own save was not made for that */
export function meanwhile(
  origins: readonly (Origin | undefined)[],
  lines: Value,
  setting: ManagerSetting,
  unsaved = true,
): Html {
  const { t, locale, timeZone } = setting;
  const logins = new Set(origins.map((origin) => origin?.by));
  const [only] = logins;
  const who = logins.size === 1 && only !== undefined ? html`<bdi>${only}</bdi>` : html`${t.somebody}`;
  const zone = html`<noscript> ${texts[locale].zone(timeZone)}</noscript>`;
  if (unsaved) {
    return alert(html`
      <p data-code="CHANGED"><b>${t.notSaved}.</b> ${t.meanwhile(who)}</p>
      <ul>${lines}</ul>
      <p>${t.merged}${zone}</p>`);
  }
  return html`
    <div class="cb-told cb-warn" role="status">${icons.warning}<div>
      <p>${t.savedMeanwhile(who)}</p>
      <ul>${lines}</ul>
      <p>${t.mergedDraft}${zone}</p>
    </div></div>`;
}

export const by = (origin: Origin | undefined, { t, clock }: ManagerSetting): Value =>
  origin && html` <small>${t.change.by(html`<bdi>${origin.by ?? t.somebody}</bdi>`, clock.instant(origin.at))}</small>`;

/** From one value to another; read out as a sentence. */
export const becomes = (from: Html, to: Html, { t }: ManagerSetting): Html =>
  html`${from} ${icons.becomes}<span class="cb-spoken">${t.change.becomes}</span> ${to}`;

/** Stays in sight: how much is not saved, and what to do. */
export const saveBar = (unsaved: number, back: string, { t, locale }: ManagerSetting): Html => html`
  <div class="cb-save">
    <p class="cb-unsaved" role="status" data-one="${t.unsaved.one}" data-other="${t.unsaved.other}">
      ${unsaved > 0 && plural(locale, unsaved, t.unsaved)}
    </p>
    <a class="cb-button" href="${back}" data-cancel>${t.cancel}</a>
    <button class="cb-button cb-main" name="do" value="save">${t.save}</button>
  </div>`;

/** The owner's pages, one beside the other. */
export function tabs(current: 'settings' | 'menu', { urls, locale, t }: ManagerSetting): Html {
  const tab = (page: 'settings' | 'menu'): Html =>
    html`<li><a href="${urls[page](locale)}"${page === current && html` aria-current="page"`}>${t[page].title}</a></li>`;
  return html`<nav class="cb-tabs" aria-label="${t.pages}"><ul>${tab('settings')}${tab('menu')}</ul></nav>`;
}

/** The pages of the other chatboxes or menus; nothing where there is one. */
export const siblings = (all: readonly Sibling[], name: (id: string) => string, { t }: ManagerSetting): Value =>
  all.length > 1 &&
  html`<nav class="cb-siblings" aria-label="${t.others}"><ul>${all.map(
    ({ id, href, current }) => html`<li><a href="${href}"${current && html` aria-current="page"`}>${name(id)}</a></li>`,
  )}</ul></nav>`;

/** What may not be shown to this reader, said plainly. */
export const forbidden = (setting: ManagerSetting): Html =>
  shell({ title: setting.t.reserved, lead: setting.t.ownersOnly }, false, setting);

/** The session ended while an owner worked: all that was sent stays in the page, to be sent again after a log-in. */
export const kept = (
  fields: Readonly<Record<string, string>>,
  { here, logIn }: { readonly here: string; readonly logIn: string },
  setting: ManagerSetting,
): Html => {
  const { t } = setting;
  return shell(
    { title: t.notSaved, lead: t.ended },
    html`
      <form method="post" action="${here}" data-astro-reload>
        ${Object.entries(fields).map(([name, value]) => hidden(name, value))}
        <p class="cb-choices">
          <a class="cb-button" href="${logIn}" target="_blank">${t.logIn}</a>
          <button class="cb-button cb-main">${t.again}</button>
        </p>
      </form>`,
    setting,
  );
};
