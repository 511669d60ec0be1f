import { ChatboxError } from 'astro-chatbox/events';
import { seedSite } from '../site/seed-site.ts';
import { banner } from './banner.ts';
import { launch } from './explain.mjs';
import { type Health, isWaiting, notWell, watchHealth } from './health.ts';
import { address, freePort, hostOf, origin, portOf } from './port.ts';

// The launcher was killed outright: nobody is left who could stop this server.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 5_000).unref();
});

const host = hostOf(process.env.HOST);

async function serve(): Promise<void> {
  const port = await freePort(host, portOf(process.env.PORT));
  Object.assign(process.env, {
    HOST: host,
    PORT: String(port),
    NODE_ENV: 'production',
    ASTRO_NODE_LOGGING: 'disabled',
  });
  const demo = await seedSite().catch(refuse);
  await import(new URL('../../dist/server/entry.mjs', import.meta.url).href);
  let last: Health | undefined;
  for await (const health of watchHealth(address(host, port))) {
    if (!health.ok && !isWaiting(health)) throw notWell(health);
    if (last === undefined) {
      console.log(banner(origin(host, port), demo));
      if (!health.ok) console.log('The chat waits for its store (the log says which); the pages are served meanwhile.');
    } else if (health.ok) console.log('The store is there: the chat is open.');
    last = health;
  }
}

/** A store that cannot be opened is told in the words that the running site would have for it. */
function refuse(error: unknown): never {
  if (!(error instanceof ChatboxError)) throw error;
  console.error(`[astro-chatbox] ${error.message}`);
  throw notWell({ ok: false, status: 503, code: error.code });
}

await launch(async () => {
  await serve();
  return 0;
});
// The server keeps the process; an error that was explained must end it all the same.
if (process.exitCode !== 0) process.exit();
