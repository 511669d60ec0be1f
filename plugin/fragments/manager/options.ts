import { type Html, html, type Value } from '../html.ts';
import { toggle } from './settings.ts';
import type { ManagerSetting, MenuRow, OptionName } from './types.ts';

type Chatbox = NonNullable<MenuRow['chatbox']>;

/** The options of one chatbox of the menu. */
export function optionFields(id: string, { typed, wrong }: Chatbox, { t }: ManagerSetting): Html {
  const { option } = t;
  const name = (field: OptionName): string => `o.${id}.${field}`;
  const row = (field: OptionName, label: string, input: Html, hint: string | undefined, error: string): Html => html`
    <div class="cb-row">
      <label for="${name(field)}">${label}</label>
      ${input}
      ${wrong.includes(field) && html`<p class="cb-hint cb-bad" id="${name(field)}-error">${error}</p>`}
      ${hint !== undefined && html`<p class="cb-hint" id="${name(field)}-hint">${hint}</p>`}
    </div>`;
  const about = (field: OptionName, hint = true): Value => {
    const ids = [wrong.includes(field) && `${name(field)}-error`, hint && `${name(field)}-hint`].filter(Boolean);
    return [
      html` id="${name(field)}" name="${name(field)}"`,
      ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`,
      wrong.includes(field) && html` aria-invalid="true"`,
    ];
  };
  const heights = (['small', 'medium', 'large'] as const).map(
    (one) => html`<option value="${one}"${typed.height === one && html` selected`}>${option.heights[one]}</option>`,
  );
  return html`<div class="cb-fields">
    ${row('title', option.title, html`<input type="text" dir="auto" maxlength="60" value="${typed.title}"${about('title')}>`, option.titleHint, option.titleError)}
    ${row('height', option.height, html`<select${about('height', false)}>${heights}</select>`, undefined, option.invalid)}
    ${row('messages', option.messages, html`<input type="number" inputmode="numeric" min="5" max="100" value="${typed.messages}"${about('messages')}>`, option.messagesHint, option.messagesError)}
    ${toggle(name('members'), typed.members, option.members)}
    ${toggle(name('sound'), typed.sound, option.sound, option.soundHint)}
    ${row('visitorText', option.visitorText, html`<textarea rows="2" dir="auto" maxlength="300"${about('visitorText')}>${typed.visitorText}</textarea>`, option.visitorTextHint, option.visitorTextError)}
  </div>`;
}
