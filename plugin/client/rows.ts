import { type Clock, clock, dayOf } from './clock.ts';
import { rove } from './roving.ts';
import { speaker } from './texts.ts';

/** One author's messages within this time share one header. */
const TOGETHER = 300_000;

/** What a row was made from: the server's own markup, before we added the reader's view of it. */
interface Known {
  readonly markup: string;
  readonly at: number;
}
const known = new WeakMap<Element, Known>();

export const markupOf = (row: Element): string | undefined => known.get(row)?.markup;
/** Rows that no revision holds yet stand last. */
export const seqOf = (row: Element): number => Number(row.getAttribute('data-seq') ?? Number.NaN);

interface Reader {
  readonly member: string | undefined;
  readonly login: string;
  readonly you: string;
  readonly mention: string;
  readonly clock: Clock;
}

function readerOf(log: HTMLElement): Reader {
  const section = log.closest<HTMLElement>('.chatbox');
  const { member, login = '' } = section?.dataset ?? {};
  const language = section?.lang || 'en';
  const say = speaker(section ?? log, language);
  return { member, login, you: say('you'), mention: say('mention'), clock: clock(language, say) };
}
const readers = new WeakMap<Element, Reader>();

/** Shows what is there as this reader should see it: what is theirs, headers shared, days apart, by their clock. */
export function arrange(log: HTMLElement): void {
  const reader = readers.get(log) ?? readerOf(log);
  readers.set(log, reader);
  const unused = new Set(log.querySelectorAll<HTMLElement>('.cb-day'));
  let day = Number.NaN;
  let last: HTMLElement | undefined;
  for (const row of log.querySelectorAll<HTMLElement>('article')) {
    const at = (known.get(row) ?? read(row, reader)).at;
    const mark = row.previousElementSibling?.matches('.cb-new') ? row.previousElementSibling : undefined;
    const above = (mark ?? row).previousElementSibling;
    const opens = dayOf(at) !== day;
    if (opens) {
      day = dayOf(at);
      const line = above instanceof HTMLElement && above.matches('.cb-day') ? above : document.createElement('p');
      unused.delete(line);
      const text = reader.clock.day(day);
      if (line.textContent !== text) line.textContent = text;
      if (line !== above) {
        line.className = 'cb-day';
        (mark ?? row).before(line);
      }
      line.dataset.seq = String(seqOf(row) - 0.5);
    }
    row.classList.toggle('cb-follows', !opens && !mark && last !== undefined && continues(last, row, at));
    last = row;
  }
  for (const line of unused) line.remove();
  rove(log);
}

function continues(last: HTMLElement, row: HTMLElement, at: number): boolean {
  const { author, to } = row.dataset;
  return last.dataset.author === author && last.dataset.to === to && at - (known.get(last)?.at ?? 0) < TOGETHER;
}

function read(row: HTMLElement, { member, login, you, mention, clock }: Reader): Known {
  const time = row.querySelector('time');
  const at = Date.parse(time?.dateTime ?? '');
  const fact: Known = { markup: row.outerHTML, at };
  known.set(row, fact);
  if (time) {
    time.textContent = clock.time(at);
    time.title = clock.full(at);
  }
  const mine = row.dataset.author === member;
  let named = row.dataset.to?.split(' ').includes(member ?? '') === true;
  for (const name of row.querySelectorAll('.cb-to bdi')) if (you && name.textContent === login) name.textContent = you;
  for (const name of row.querySelectorAll<HTMLElement>('.cb-mention')) {
    if (name.dataset.login !== login) continue;
    named = true;
    name.title = mention;
  }
  row.classList.toggle('cb-mine', mine);
  row.classList.toggle('cb-for-me', named && !mine);
  return fact;
}
