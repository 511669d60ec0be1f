import type { ClientTexts } from '../i18n/client-texts.ts';

/** One of the texts with its slots filled; of several, the one for the number `n`. */
export type Say = (name: keyof ClientTexts, slots?: Record<string, string | number>) => string;

interface Holder {
  querySelector(selector: string): Pick<Node, 'textContent'> | null;
}

/** What the browser says by itself comes with the box, in its language. */
export function speaker(box: Holder, language: string): Say {
  const inert = box.querySelector('script.cb-texts')?.textContent;
  const texts: Partial<ClientTexts> = inert ? JSON.parse(inert) : {};
  return (name, slots = {}) => {
    const text = texts[name] ?? '';
    const one = typeof text === 'object' && new Intl.PluralRules(language).select(Number(slots.n)) === 'one';
    const chosen = typeof text === 'object' ? text[one ? 'one' : 'other'] : text;
    return chosen.replace(/\{(\w+)\}/g, (_, slot: string) => {
      const value = slots[slot] ?? '';
      return typeof value === 'number' ? value.toLocaleString(language) : value;
    });
  };
}
