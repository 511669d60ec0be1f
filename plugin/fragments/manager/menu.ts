import { hidden } from '../form.ts';
import { type Html, html, json, type Value } from '../html.ts';
import { icons } from './icons.ts';
import { becomes, by, meanwhile, ok, refused, saveBar, shell, siblings, tabs, warning } from './page.ts';
import type { ManagerSetting, MenuChange, MenuPageData, OptionName } from './types.ts';
import { widgetRow } from './widget.ts';

/** Menus: what stands in the vertical menu, and in which order. */
export function menuPage(data: MenuPageData, setting: ManagerSetting): Html {
  const { t, urls, locale } = setting;
  const { rows, removed } = data;
  const here = urls.menu(locale, { menu: data.menu });
  const changed = rows.filter(({ mark }) => mark !== undefined).length + removed.length;
  return shell(
    { title: t.menu.title, lead: t.menu.lead, nav: tabs('menu', setting) },
    [
      siblings(data.siblings, t.menu.of, setting),
      told(data, setting),
      html`
        <form method="post" action="${here}" novalidate data-astro-reload data-menu data-order="${data.order.join(' ')}">
          ${hidden('seen', String(data.seen))}
          <button class="cb-default" name="do" value="draft" tabindex="-1" aria-hidden="true"></button>
          <p class="cb-how" id="cb-how" hidden>${t.menu.how}</p>
          ${rows.length === 0 && html`<p class="cb-empty">${t.menu.nothing}</p>`}
          <ol class="cb-widgets">
            ${rows.map((row, index) =>
              widgetRow(row, { first: index === 0, last: index === rows.length - 1, focus: data.focus }, setting),
            )}
          </ol>
          ${removedList(data, setting)}
          ${data.out.map(kept)}
          ${addition(data, setting)}
          <p class="cb-spoken" role="status" aria-live="polite"></p>
          ${saveBar(changed, here, setting)}
          <script type="application/json" class="cb-texts">${json(t.menu.live)}</script>
        </form>`,
    ],
    setting,
  );
}

function told(data: MenuPageData, setting: ManagerSetting): Value {
  const { t } = setting;
  return [
    data.changes.length > 0 &&
      meanwhile(
        data.changes.map(({ origin }) => origin),
        data.changes.map((change) => changeLine(change, setting)),
        setting,
        data.unsaved,
      ),
    data.error && refused(data.error, setting),
    data.invalid && warning(t.option.invalid),
    data.justSaved && ok(t.saved),
    data.closed.map(({ title, href }) =>
      warning(t.menu.notEnabled(html`<bdi>${title}</bdi>`, html`<a href="${href}">${t.menu.enableIt}</a>`)),
    ),
  ];
}

const removedList = ({ removed, focus }: MenuPageData, { t }: ManagerSetting): Value =>
  removed.length > 0 &&
  html`
    <div class="cb-removed">
      <h2>${t.menu.removed}</h2>
      <ul>${removed.map(
        ({ id, title }) =>
          html`<li><bdi>${title}</bdi> <button class="cb-button" name="do" value="add:${id}" aria-label="${t.menu.putBackOf(title)}"${focus === `remove:${id}` && html` autofocus`}>${t.menu.putBack}</button></li>`,
      )}</ul>
    </div>`;

/** A chatbox that comes back before the save has the options that it went with. */
const kept = ({ id, chatbox }: MenuPageData['out'][number]): Value =>
  Object.entries(chatbox?.typed ?? {}).map(
    ([name, value]) => value !== false && hidden(`o.${id}.${name}`, String(value)),
  );

/** What could be added, by the part of the site that it belongs to. */
const addition = ({ offered, rows }: MenuPageData, { t }: ManagerSetting): Html => html`
  <details class="cb-add"${rows.every(({ chatbox }) => chatbox === undefined) && offered.length > 0 && html` open`}>
    <summary class="cb-button">${icons.add} ${t.menu.add}</summary>
    <div class="cb-card">
      ${
        offered.length === 0
          ? html`<p>${t.menu.allPlaced}</p>`
          : html`<h2>${t.menu.memberSpace}</h2><ul>${offered.map(
              ({ chat, title }) =>
                html`<li><button class="cb-button" name="do" value="add:chatbox:${chat}">${icons.add} <bdi>${title}</bdi></button></li>`,
            )}</ul>`
      }
    </div>
  </details>`;

function changeLine(change: MenuChange, setting: ManagerSetting): Html {
  const { t } = setting;
  const [line, outcome] = sentence(change, setting);
  return html`<li>${line}${by(change.origin, setting)} <em>${outcome ?? t.change.taken}</em></li>`;
}

function sentence(change: MenuChange, setting: ManagerSetting): [Value, Value] {
  const { t } = setting;
  const widget = html`<b><bdi>${change.title}</bdi></b>`;
  switch (change.kind) {
    case 'added':
      return [t.change.added(widget), change.kept ? t.change.addedToo : undefined];
    case 'removed':
      return [t.change.removed(widget), change.kept ? t.change.kept : undefined];
    case 'moved':
      return [
        change.below === undefined
          ? t.change.movedFirst(widget)
          : t.change.movedBelow(widget, html`<bdi>${change.below}</bdi>`),
        change.kept ? t.change.movedToo : undefined,
      ];
    case 'option': {
      const said = (value: string | boolean): Html => html`<b>${optionText(change.option, value, t)}</b>`;
      const what = t.change.option(widget, t.option[change.option]);
      return [
        t.change.fromTo(what, becomes(said(change.from), said(change.to), setting)),
        change.mine === undefined ? undefined : t.change.yours(said(change.mine)),
      ];
    }
    default:
      return change satisfies never;
  }
}

function optionText(option: OptionName, value: string | boolean, t: ManagerSetting['t']): Value {
  if (typeof value === 'boolean') return value ? t.on : t.off;
  if (option === 'height') return Object.entries(t.option.heights).find(([name]) => name === value)?.[1] ?? value;
  return value === '' ? t.none : html`<bdi>${value}</bdi>`;
}
