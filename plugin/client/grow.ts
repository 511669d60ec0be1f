/** Makes a field as high as its words, where the browser does not know `field-sizing`; the style sheet bounds it. */
export function grow(field: HTMLTextAreaElement): void {
  // One that is not shown has no height.
  if (CSS.supports('field-sizing', 'content') || field.scrollHeight === 0) return;
  field.style.blockSize = 'auto';
  const borders = field.offsetHeight - field.clientHeight;
  field.style.blockSize = `${field.scrollHeight + borders}px`;
}
