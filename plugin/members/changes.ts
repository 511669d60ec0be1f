/** What the accounts say when a session ends or a right is lost, so that open streams end at once, not within a second. */
export interface MemberChanges {
  notify(): void;
  onChange(listener: () => void): () => void;
  /** For `betterAuth({ databaseHooks })`: log-out, revoking, banning and removal; not raw SQL, nor a session that expires. */
  readonly databaseHooks: {
    readonly session: { readonly delete: { readonly after: () => Promise<void> } };
    readonly user: { readonly update: { readonly after: () => Promise<void> } };
  };
}

/**
 * @example
 * const changes = memberChanges();
 * const auth = betterAuth({ databaseHooks: changes.databaseHooks });
 * // after a write to your groups:
 * changes.notify();
 */
export function memberChanges(): MemberChanges {
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const after = async (): Promise<void> => notify();
  return {
    notify,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    databaseHooks: { session: { delete: { after } }, user: { update: { after } } },
  };
}
