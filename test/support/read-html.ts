/** An element of a fragment, as a browser would have it. */
export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
}
export type Node = Element | string;
type Open = Element & { readonly children: Node[] };

const VOID = new Set(['input', 'br']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#13': '\r' };
const TOKEN =
  /<\/(?<end>[a-z][a-z0-9-]*)>|<(?<start>[a-z][a-z0-9-]*)(?<given>(?: [a-z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)(?<closed>\/?)>|(?<text>[^<>]+)/y;
const ATTRIBUTE = / ([a-z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g;

const decode = (text: string): string =>
  text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`An ampersand that was not escaped: ${whole.slice(0, 20)}`);
    return character;
  });

/**
 * Reads what our templates write, and nothing looser: lower-case tags, quoted attributes, each element closed, each
 * special character escaped. What a browser would have to mend throws.
 */
export function readHtml(markup: string): Element {
  const root: Open = { tag: '', attributes: new Map(), children: [] };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < markup.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(markup)?.groups;
    if (groups === undefined) throw new Error(`Not a fragment of ours, from: ${markup.slice(at, at + 80)}`);
    const { end, start, given = '', closed, text } = groups;
    const inner = open.at(-1) ?? root;
    if (text !== undefined) inner.children.push(decode(text));
    else if (end !== undefined) {
      if (open.pop()?.tag !== end || open.length === 0) throw new Error(`</${end}> closes nothing.`);
    } else if (start !== undefined) {
      const element: Open = { tag: start, attributes: attributesOf(given), children: [] };
      inner.children.push(element);
      if (closed === '' && !VOID.has(start)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.tag}> is not closed.`);
  return root;
}

function attributesOf(given: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of given.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`Twice the attribute ${name}.`);
    attributes.set(name, decode(value));
  }
  return attributes;
}

/** Every element, outermost first. */
export const elements = (node: Element): Element[] =>
  node.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elements(child)]));

export const textOf = (node: Node): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''));

const hasClass = (element: Element, name: string): boolean =>
  (element.attributes.get('class') ?? '').split(' ').includes(name);

/** The elements with a tag, or with a class (`.text`). */
export const all = (markup: string | Element, selector: string): Element[] => {
  const every = elements(typeof markup === 'string' ? readHtml(markup) : markup);
  return selector.startsWith('.')
    ? every.filter((one) => hasClass(one, selector.slice(1)))
    : every.filter(({ tag }) => tag === selector);
};

/** The only such element. */
export function one(markup: string | Element, selector: string): Element {
  const [found, second] = all(markup, selector);
  if (found === undefined || second !== undefined) throw new Error(`Not exactly one ${selector}.`);
  return found;
}
