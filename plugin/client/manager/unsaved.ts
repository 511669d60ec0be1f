/** Says how much is not saved, and asks before it is lost. */
export function unsaved(form: HTMLFormElement, count: () => number, signal: AbortSignal): () => void {
  const words = form.querySelector<HTMLElement>('.cb-unsaved');
  const rules = new Intl.PluralRules(form.closest('[lang]')?.getAttribute('lang') ?? undefined);
  let leaving = false;
  const say = (): void => {
    const n = count();
    const { one = '', other = '' } = words?.dataset ?? {};
    const text = n === 0 ? '' : (rules.select(n) === 'one' ? one : other).replace('{n}', String(n));
    if (words && words.textContent !== text) words.textContent = text;
  };
  const ask = (event: BeforeUnloadEvent): void => {
    if (!leaving && count() > 0) event.preventDefault();
  };
  addEventListener('beforeunload', ask, { signal });
  // The back-forward cache brings the page back as it was left.
  addEventListener('pageshow', () => (leaving = false), { signal });
  form.addEventListener('input', say, { signal });
  form.addEventListener('submit', (event) => (leaving = !event.defaultPrevented), { signal });
  form.querySelector('[data-cancel]')?.addEventListener('click', () => (leaving = true), { signal });
  say();
  return say;
}
