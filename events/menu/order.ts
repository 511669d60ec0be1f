interface Run {
  readonly ids: readonly string[];
  readonly weight: number;
}
const none: Run = { ids: [], weight: 0 };

/**
 * The ids that may stay where they are while the others move: a longest run of `wanted` that is in order in `before`.
 * Both hold the same ids, each once. Of runs as long, the one with most of the `settled` ids.
 */
export function staying(
  before: readonly string[],
  wanted: readonly string[],
  settled: (id: string) => boolean = () => false,
): ReadonlySet<string> {
  const placeOf = new Map(before.map((id, place) => [id, place]));
  const place = (id: string | undefined): number => placeOf.get(id ?? '') ?? -1;
  // The best run that ends with each id; menus are short, so the plain square is enough.
  const runs: Run[] = [];
  for (const id of wanted) {
    const { ids, weight } = heaviest(runs.filter((run) => place(run.ids.at(-1)) < place(id)));
    runs.push({ ids: [...ids, id], weight: weight + before.length + 1 + (settled(id) ? 1 : 0) });
  }
  return new Set(heaviest(runs).ids);
}

const heaviest = (runs: readonly Run[]): Run =>
  runs.reduce((best, run) => (run.weight > best.weight ? run : best), none);
