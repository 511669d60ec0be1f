/** Markup that is safe to send: only `html` makes it, from literals of ours and from values that it escapes. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  static of(literals: readonly string[], values: readonly Value[]): Html {
    let markup = literals[0] ?? '';
    for (const [index, value] of values.entries()) markup += write(value) + (literals[index + 1] ?? '');
    return new Html(markup);
  }

  toString(): string {
    return this.#markup;
  }
}

/** Nothing is written for `undefined` and `false`; a list is written one after the other. */
export type Value = string | number | bigint | Html | false | undefined | readonly Value[];

/**
 * A template escaped by construction. It is laid out for its reader: a line break and its indentation are not sent.
 * Attributes that hold a value are quoted: `<a title="${title}">`.
 */
export const html = (literals: TemplateStringsArray, ...values: Value[]): Html => Html.of(tidy(literals), values);

const tidied = new WeakMap<TemplateStringsArray, readonly string[]>();
function tidy(literals: TemplateStringsArray): readonly string[] {
  const known = tidied.get(literals);
  if (known !== undefined) return known;
  const tidy = literals.map((literal) => literal.replace(/\n\s*/g, ''));
  tidied.set(literals, tidy);
  return tidy;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A fragment is framed by lines: none of its values may break one otherwise than by LF.
  '\r': '&#13;',
};
const escapeText = (text: string): string => text.replace(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? '');

function write(value: Value): string {
  if (value instanceof Html) return value.toString();
  if (value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(write).join('');
  return escapeText(String(value));
}

/** Markup that came out of `html` before, as a string. */
export const made = (markup: string): Html => Html.of([markup], []);

const IN_JSON: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

/** For an inert data block: JSON that can neither end its element nor open a comment. */
export const json = (value: unknown): Html =>
  Html.of([JSON.stringify(value).replace(/[<>&]/g, (character) => IN_JSON[character] ?? '')], []);
