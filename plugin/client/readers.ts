/** Who will read a line, by their logins. */
export interface Readers {
  readonly to: readonly string[];
  /**
   * Those of the line before, whose place this line's own took: taking all of these off again must not make it public.
   * None while they are its readers still: the first whom it names takes their place.
   */
  readonly replaced?: readonly string[] | undefined;
}

/** Those whom the line itself was given. */
export const own = ({ to, replaced }: Readers): readonly string[] => (replaced ? to : []);

/** The line names them, whether they were typed or clicked. */
export const naming = (readers: Readers, logins: readonly string[]): Readers => ({
  to: [...own(readers), ...logins],
  replaced: readers.replaced ?? readers.to,
});

/** One was taken off by hand. */
export function without({ to, replaced }: Readers, login: string | undefined): Readers {
  const rest = to.filter((one) => one !== login);
  return rest.length === 0 && replaced?.length ? { to: replaced } : { to: rest, replaced };
}

/** Authors read their own anyhow; but what is for nobody else must not become public. */
export function others(logins: readonly string[], me: string | undefined): readonly string[] {
  const rest = logins.filter((login) => login !== me);
  return [...new Set(rest.length > 0 ? rest : logins)];
}
