import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './root.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and resolves with its exit code. What is asked of this process is asked of that one.
 *
 * `guarded`: the program is in a group of its own, so that a Ctrl-C reaches it once, through us; and it holds a channel
 * to this process, on which it hears "disconnect" should this one be killed outright.
 */
export function run(command, args, { env = process.env, guarded = false, stdio = 'inherit', shell = false } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    shell,
    detached: guarded && process.platform !== 'win32',
    stdio: guarded ? ['ignore', 'inherit', 'inherit', 'ipc'] : stdio,
  });
  let asked;
  const forward = (signal) => {
    asked = signal;
    // A terminal's Ctrl-C has reached the whole group already, and a second one would mean "at once".
    if (signal === 'SIGINT' && !guarded && process.stdin.isTTY) return;
    // A terminal that closes is no reason to drop what was being written: servers know SIGTERM.
    child.kill(guarded && signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const stoppedBy = asked ?? signal;
      resolve(code === 0 || stoppedBy === null ? code : 128 + constants.signals[stoppedBy]);
    });
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, forward);
  });
}

/** Whether that exit code says that somebody stopped the program. */
export const wasStopped = (code) => code > 128;
