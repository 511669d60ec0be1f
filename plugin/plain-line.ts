/**
 * A text as one line that a terminal, a pager or a log may be given: escapes and controls, bidirectional overrides
 * too, are shown by their number and never obeyed.
 */
export const plainLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) =>
    sign === '\n' ? ' ⏎ ' : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** The same of several lines, such as a stack. */
export const plainLines = (text: string): string => text.split('\n').map(plainLine).join('\n');

/** What the chat tells whoever runs the site. */
export const complain = (line: string): void => console.error(`[astro-chatbox] ${plainLines(line)}`);
