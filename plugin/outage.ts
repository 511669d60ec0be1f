/** ms: how often the log hears of an outage that goes on. */
const WHILE = 60_000;

/**
 * Tells the log why the store is away: once as it begins, then how many were refused in each minute, and when nobody
 * was for a whole one. A line for each of them would bury the reason, and fill a disk that is full already.
 *
 * @returns what is called with the reason of each refusal
 */
export function outageLog(log: (line: string) => void): (why: string) => void {
  let timer: NodeJS.Timeout | undefined;
  let since = '';
  let lately = 0;
  let all = 0;
  let last = '';

  const look = (): void => {
    if (lately > 0) log(`${lately} more refused in the last minute: ${last}`);
    else {
      log(`Nobody was refused in the last minute (from ${since} on: ${all}).`);
      clearInterval(timer);
      timer = undefined;
    }
    lately = 0;
  };
  return (why) => {
    last = why;
    if (timer !== undefined) {
      lately += 1;
      all += 1;
      return;
    }
    log(why);
    since = new Date().toISOString();
    all = 1;
    timer = setInterval(look, WHILE).unref();
  };
}
