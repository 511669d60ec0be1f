/** What the server rendered, escaped by construction: scripts in it never run. */
export function parse(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}
