/** Takes the next key and the server's words from a fresh form; the field, its caret and its focus stay. */
export function graft(box: ParentNode, page: ParentNode): void {
  const form = box.querySelector<HTMLElement>('.cb-composer');
  const fresh = page.querySelector<HTMLElement>('.cb-composer');
  const key = fresh?.querySelector('[name=key]')?.getAttribute('value');
  if (form && fresh && key) {
    form.dataset.message = fresh.dataset.message ?? '';
    form.querySelector('[name=key]')?.setAttribute('value', key);
  }
  tell(box, page.querySelector('.cb-note.cb-bad')?.cloneNode(true));
}

/** Shows an error under what was typed; or that there is none any more. */
export function tell(box: ParentNode, error?: Node): void {
  const old = box.querySelector('.cb-composer > .cb-note');
  const field = box.querySelector('.cb-composer textarea');
  if (error instanceof HTMLElement && old) {
    error.id = old.id;
    old.replaceWith(error);
    field?.setAttribute('aria-invalid', 'true');
    return;
  }
  field?.removeAttribute('aria-invalid');
  if (!old?.matches('.cb-bad')) return;
  old.className = 'cb-note';
  old.removeAttribute('role');
  old.textContent = '';
}
