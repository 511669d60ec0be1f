/** Sizes of a message: what a person counts, and what the wire carries. */
export const MAX_GRAPHEMES = 1000;
export const MAX_BYTES = 4096;
/** In UTF-16 units: no cleaning makes a message of it, so that nothing else needs to look at it. */
export const FAR_TOO_LONG = 4 * MAX_BYTES;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text as it is kept: whole code points, LF line ends, no control character but the line end and the tab. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
    .replace(/\n{3,}/g, '\n\n');

/** Nothing in it would show. */
export const isBlank = (text: string): boolean =>
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{M}\u2800]*$/u.test(text);

/** Length as people count it; stops counting one past the limit. */
function graphemeCount(text: string): number {
  if (text.length <= MAX_GRAPHEMES && /^[\u0020-\u007e]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) {
    count += 1;
    if (count > MAX_GRAPHEMES) break;
  }
  return count;
}

export const isTooLong = (text: string): boolean =>
  Buffer.byteLength(text) > MAX_BYTES || graphemeCount(text) > MAX_GRAPHEMES;
