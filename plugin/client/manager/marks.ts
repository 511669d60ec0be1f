type Mark = 'added' | 'moved' | 'configured';

/** What differs from the saved menu, shown on each row and counted. */
export function marks(form: HTMLFormElement, list: HTMLElement) {
  const saved = (form.dataset.order ?? '').split(' ');
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(':scope > li')];
  const idOf = (row: HTMLElement): string => row.dataset.widget ?? '';
  // The server marked what it found moved; from here on it is what was taken by hand.
  const taken = new Set(
    rows()
      .filter(({ dataset }) => dataset.mark === 'moved')
      .map(idOf),
  );
  const configured = new Set<string>();

  const inSavedOrder = (): boolean => {
    const ids = rows().map(idOf);
    return saved.filter((id) => ids.includes(id)).join() === ids.filter((id) => saved.includes(id)).join();
  };
  const markOf = (row: HTMLElement, moved: boolean): Mark | undefined => {
    const id = idOf(row);
    if (!saved.includes(id)) return 'added';
    if (moved && taken.has(id)) return 'moved';
    return configured.has(id) ? 'configured' : undefined;
  };
  const show = (): void => {
    const moved = !inSavedOrder();
    for (const [index, row] of rows().entries()) {
      const mark = markOf(row, moved);
      if (mark) row.dataset.mark = mark;
      else delete row.dataset.mark;
      off(row, 'up', index === 0);
      off(row, 'down', index === list.children.length - 1);
    }
  };
  return {
    moved(row: HTMLElement): void {
      taken.add(idOf(row));
      show();
    },
    typed(row: HTMLElement | null): void {
      if (!row?.dataset.saved) return;
      if (row.dataset.saved === typedIn(row)) configured.delete(idOf(row));
      else configured.add(idOf(row));
      show();
    },
    count: (): number =>
      form.querySelectorAll('.cb-removed li').length + rows().filter(({ dataset }) => dataset.mark).length,
  };
}

/** A button at the end of its way says so, and keeps the focus. */
function off(row: HTMLElement, act: 'up' | 'down', is: boolean): void {
  const button = row.querySelector(`[value^="${act}:"]`);
  if (is) button?.setAttribute('aria-disabled', 'true');
  else button?.removeAttribute('aria-disabled');
}

/** The options of a row, in the words of `data-saved`. */
function typedIn(row: HTMLElement): string {
  const { saved = '{}', widget } = row.dataset;
  const before: Readonly<Record<string, unknown>> = JSON.parse(saved);
  const field = (name: string): string | boolean => {
    const input = row.querySelector<HTMLInputElement>(`[name="o.${CSS.escape(widget ?? '')}.${name}"]`);
    return input?.type === 'checkbox' ? input.checked : (input?.value ?? '');
  };
  return JSON.stringify(Object.fromEntries(Object.keys(before).map((name) => [name, field(name)])));
}
