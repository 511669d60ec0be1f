/** Asks the site what the draft looks like after one press, and shows it in place. Rejects where it does not answer. */
export async function refresh(page: HTMLElement, form: HTMLFormElement, act: string): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  body.set('do', act);
  const pressed = document.activeElement;
  // What is done meanwhile would be lost with the page that is replaced.
  form.inert = true;
  const answer = await fetch(form.action, { method: 'POST', body }).finally(() => {
    form.inert = false;
    if (pressed instanceof HTMLElement) pressed.focus({ preventScroll: true });
  });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('owner-page');
  if (!fresh) throw new Error('not a page of ours');
  const open = [...page.querySelectorAll('.cb-widgets > li:has(details[open])')].map((row) =>
    row.getAttribute('data-widget'),
  );
  for (const row of fresh.querySelectorAll('.cb-widgets > li')) {
    if (open.includes(row.getAttribute('data-widget'))) row.querySelector('details')?.setAttribute('open', '');
  }
  const name = pressed?.getAttribute('name');
  page.replaceWith(fresh);
  const one = (selector: string): HTMLElement | null => fresh.querySelector<HTMLElement>(selector);
  const next =
    one('[autofocus]') ?? (name && name !== 'do' ? one(`[name="${CSS.escape(name)}"]`) : one('.cb-add summary'));
  next?.focus();
}
