/** What the server rendered, escaped by construction: scripts in it never run. */
export function parse(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/** Puts it in place of what is there. The same again is no news to whoever has it read out. */
export function renew(place: Element | null, fresh: DocumentFragment): void {
  if (!place?.firstElementChild?.isEqualNode(fresh.firstElementChild)) place?.replaceChildren(fresh);
}
