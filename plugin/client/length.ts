const BYTES = 4096;
/** The fewest bytes that four-byte characters, such as emoji, need. */
const EACH = 4;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many more characters, as people count them, a text may have; below 0, how many are too many. */
export function left(text: string, max: number): number {
  const bytes = new TextEncoder().encode(text).length;
  // Far from both limits nothing needs counting.
  const count = bytes < max / 2 ? bytes : [...graphemes.segment(text)].length;
  return Math.min(max - count, Math.floor((BYTES - bytes) / EACH));
}
