import { cpus, loadavg } from 'node:os';
import { type Row, table } from './row.ts';

/** Each part is loaded when its turn comes, and runs alone: figures of parts that ran together say nothing. */
const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  post: async () => (await import('./post-route.ts')).postRoute(),
  fanout: async () => (await import('./fan-out.ts')).fanOut(),
  stores: async () => (await import('./stores.ts')).stores(),
  startup: async () => (await import('./startup.ts')).startup(),
  browser: async () => (await import('./in-browser.ts')).inBrowser(),
};

// npm run bench [-- part …]
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in parts));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}", only: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
const busy = loadavg()[0] ?? 0;
console.error(`${cpus().length} cores (${cpus()[0]?.model}), load ${busy.toFixed(1)}, Node ${process.version}`);
if (busy > 1) console.error('This machine is busy: only the ratios mean something, and those little.');
const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`${name} …`);
  rows.push(...(await measure()));
}
console.log(table(rows));
process.exit();
