/** One figure beside its yardstick, both measured in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same unit. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** Under which conditions, in a few words. */
  readonly conditions: string;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @param at 0 to 1 */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

/** Of ours, and of what it is measured against. */
export interface Both {
  readonly ours: number;
  readonly bare: number;
}

/**
 * The medians of five runs of each, in turns: a machine that slows down meanwhile slows both. One of each goes before
 * and does not count, since code is compiled while it first runs.
 */
export async function fiveInTurns(ours: () => Promise<number>, bare: () => Promise<number>): Promise<Both> {
  const values: Both[] = [];
  for (let run = 0; run <= 5; run += 1) values.push({ ours: await ours(), bare: await bare() });
  values.shift();
  return { ours: median(values.map((both) => both.ours)), bare: median(values.map((both) => both.bare)) };
}

const round = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(value < 1 ? 2 : 3);

/** A table as Markdown shows it: the README's figures are these lines. */
export function table(rows: readonly Row[]): string {
  const line = ({ name, value, unit, beside, conditions }: Row): string => {
    const yardstick = beside ? `${beside.name}: ${round(beside.value)} ${unit}` : '';
    const ratio = beside ? (value / beside.value).toFixed(2) : '';
    return `| ${name} | ${round(value)} ${unit} | ${yardstick} | ${ratio} | ${conditions} |`;
  };
  return ['| what | measured | beside | ratio | conditions |', '|---|---|---|---|---|', ...rows.map(line)].join('\n');
}
