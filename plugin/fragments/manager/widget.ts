import { hidden } from '../form.ts';
import { type Html, html, type Value } from '../html.ts';
import { icons } from './icons.ts';
import { optionFields } from './options.ts';
import type { ManagerSetting, MenuRow } from './types.ts';

interface Place {
  readonly first: boolean;
  readonly last: boolean;
  /** The button that has the focus. */
  readonly focus: string | undefined;
}

/** One widget of the menu: its place among the others is its place in the form. */
export function widgetRow(row: MenuRow, place: Place, setting: ManagerSetting): Html {
  const { t } = setting;
  const { id, title, chatbox } = row;
  const tool = (act: 'up' | 'down' | 'remove', label: string, off: boolean): Html =>
    html`<button class="cb-tool" name="do" value="${act}:${id}" aria-label="${label}" title="${label}"${off && html` aria-disabled="true"`}${place.focus === `${act}:${id}` && html` autofocus`}>${icons[act]}</button>`;
  return html`
    <li data-widget="${id}" data-title="${title}"${row.mark && html` data-mark="${row.mark}"`}${saved(chatbox)}>
      ${hidden(`w.${id}`, chatbox?.chat ?? '')}
      <button type="button" class="cb-tool cb-handle" aria-label="${t.menu.move(title)}" title="${t.menu.byHandle}" aria-describedby="cb-how">${icons.grip}</button>
      <div class="cb-what">
        <b><bdi>${title}</bdi></b>
        <small>${chatbox ? describe(chatbox, setting) : t.menu.own}</small>
        ${marks(setting)}
      </div>
      <div class="cb-tools">
        ${tool('up', t.menu.up(title), place.first)}
        ${tool('down', t.menu.down(title), place.last)}
        ${chatbox && tool('remove', t.menu.remove(title), false)}
      </div>
      ${chatbox && options(row, chatbox, place.focus === `add:${id}`, setting)}
    </li>`;
}

/** Each word stands there, and the style sheet shows the one that the row's mark names. */
const marks = ({ t }: ManagerSetting): Value =>
  (['added', 'moved', 'configured'] as const).map(
    (mark) => html`<span class="cb-mark cb-${mark}">${t.menu.marks[mark]}</span>`,
  );

const saved = (chatbox: MenuRow['chatbox']): Value =>
  chatbox?.saved && html` data-saved="${JSON.stringify(chatbox.saved)}"`;

const describe = ({ typed }: NonNullable<MenuRow['chatbox']>, { t }: ManagerSetting): Value =>
  t.menu.describe({ ...typed, messages: Number(typed.messages) });

const options = (
  { id, title }: MenuRow,
  chatbox: NonNullable<MenuRow['chatbox']>,
  focused: boolean,
  setting: ManagerSetting,
): Html => html`
  <details${chatbox.open && html` open`}>
    <summary aria-label="${setting.t.menu.optionsOf(title)}"${focused && html` autofocus`}>${setting.t.menu.options}</summary>
    ${optionFields(id, chatbox, setting)}
  </details>`;
