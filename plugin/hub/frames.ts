import type { Locale } from '../i18n/locale.ts';

/** First bytes of a stream: a comment, so that headers and proxies let go of what they hold. */
export const OPENING: Buffer = Buffer.from(': ok\n\n');

/** What is not a message: it replaces what was shown of its kind, or moves the cursor. */
export type FrameKind = 'presence' | 'notice' | 'box' | 'bye' | 'beat';

/**
 * One Server-Sent Event. The `id` comes last: a frame that a cut line shortened has none, and is asked for again. Any
 * text survives, but for its line ends, which all become LF.
 * @param id a revision: all that this reader may see up to there has been sent
 */
export function frame(data: string, id: bigint, kind?: FrameKind): Buffer {
  const event = kind === undefined ? '' : `event: ${kind}\n`;
  return Buffer.from(`${event}data: ${data.replace(/\r\n?|\n/g, '\ndata: ')}\nid: ${id}\n\n`);
}

/** Makes a frame once for all who read the same language and have come as far. */
export function alike(
  kind: FrameKind,
  html: (locale: Locale) => string,
): (reader: { readonly locale: Locale; readonly cursor: bigint }) => Buffer {
  const made = new Map<string, Buffer>();
  const rendered = new Map<Locale, string>();
  return ({ locale, cursor }) => {
    const key = `${locale} ${cursor}`;
    let bytes = made.get(key);
    if (bytes === undefined) {
      const data = rendered.get(locale) ?? html(locale);
      rendered.set(locale, data);
      bytes = frame(data, cursor, kind);
      made.set(key, bytes);
    }
    return bytes;
  };
}
