import { randomUUID } from 'node:crypto';
import { buildBenchSite } from './bench-site.ts';
import { crowd, type Poster } from './crowd.ts';
import { closedLoop, openLoop, type Sent } from './load.ts';
import { median, quantile, type Row } from './row.ts';

/** Enough that nobody floods: five messages in ten seconds each. */
const MEMBERS = 12_000;
const RUN = 3_000;

/** A durable post through its route, beside an empty Astro route that reads its body. */
export async function postRoute(): Promise<Row[]> {
  const start = await buildBenchSite();
  let posters: Poster[] = [];
  const site = await start(async (dataDir) => {
    posters = await crowd(dataDir, MEMBERS);
  });
  const origin = new URL(site.url);
  try {
    let turn = 0;
    const form = (seen: number): Sent => {
      turn += 1;
      const key = `${seen}.${randomUUID()}`;
      const body = new URLSearchParams({ text: `message ${turn} of the bench`, key, audience: 'public' }).toString();
      const { cookie = '' } = posters[turn % posters.length] ?? {};
      return { path: '/chatbox/messages?chat=main&locale=fr', body, headers: { cookie, 'hx-request': 'true' } };
    };
    let posted = 0;
    // What a form of a moment ago has seen: the oldest keys are forgotten.
    const post = (): Sent => {
      posted += 1;
      return form(Math.max(0, posted - 5_000));
    };
    const empty = (): Sent => ({ ...form(0), path: '/bench-empty' });
    await closedLoop(origin, RUN, empty);
    await closedLoop(origin, RUN, post);
    const runs: { posts: number; empties: number; latencies: number[]; emptyLatencies: number[] }[] = [];
    for (let run = 0; run < 5; run += 1) {
      const empties = await closedLoop(origin, RUN, empty);
      const posts = await closedLoop(origin, RUN, post);
      const latencies = await openLoop(origin, RUN, posts / 2, post);
      const emptyLatencies = await openLoop(origin, RUN, posts / 2, empty);
      runs.push({ posts, empties, latencies, emptyLatencies });
    }
    const posts = median(runs.map((run) => run.posts));
    const conditions = `64 connections, ${MEMBERS.toLocaleString('en')} members with a session each, fsync before every answer`;
    return [
      {
        name: 'durable posts through the route',
        value: posts,
        unit: 'posts/s',
        beside: { name: 'an empty Astro POST route', value: median(runs.map((run) => run.empties)) },
        conditions,
      },
      ...[0.5, 0.99].map((at) => ({
        name: `latency of a durable post, p${at * 100}`,
        value: median(runs.map((run) => quantile(run.latencies, at))),
        unit: 'ms',
        beside: {
          name: 'an empty Astro POST route',
          value: median(runs.map((run) => quantile(run.emptyLatencies, at))),
        },
        conditions: `open loop at half that rate (${Math.round(posts / 2)} posts/s)`,
      })),
    ];
  } finally {
    await site.stop();
  }
}
