import { Html, type Value } from '../fragments/html.ts';

/** French keeps its tall punctuation and its quotes on the line of the word they belong to. */
export const french = (text: string): string =>
  text
    .replace(/« /g, '«\u00a0')
    .replace(/ ([»:])/g, '\u00a0$1')
    .replace(/ ([;!?])/g, '\u202f$1');

/** `html` for French sentences: the literals get their spaces, the values stay as they are. */
export const fr = (literals: TemplateStringsArray, ...values: Value[]): Html => Html.of(spaced(literals), values);

const known = new WeakMap<TemplateStringsArray, readonly string[]>();
function spaced(literals: TemplateStringsArray): readonly string[] {
  const before = known.get(literals);
  if (before !== undefined) return before;
  const after = literals.map(french);
  known.set(literals, after);
  return after;
}
