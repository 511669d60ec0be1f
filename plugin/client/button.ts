/** A button that sends no form. */
export function button(label: string, name: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `cb-${name}`;
  element.textContent = label;
  return element;
}
