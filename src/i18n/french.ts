const NO_BREAK = '\u00a0';
const NARROW = '\u202f';

/** French sets a space before some marks and inside its quotes: one that does not break. */
export const french = (text: string): string =>
  text
    .replace(/ ([:»])/g, `${NO_BREAK}$1`)
    .replace(/« /g, `«${NO_BREAK}`)
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/(\d) (h|€|m|km|h \d\d)(?![\p{L}])/gu, `$1${NO_BREAK}$2`);

/** All the strings of a tree of texts. */
export function inFrench<T>(texts: T): T {
  return walk(texts, french);
}

function walk<T>(value: T, change: (text: string) => string): T;
function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => walk(one, change));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, change)]));
  }
  return value;
}
