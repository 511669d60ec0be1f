import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own, with what it is told and what it answers. */
export function child<Told extends object, Said extends { readonly kind: string }>(
  file: URL | string,
  args: readonly string[] = [],
  { execArgv = [], ...options }: ForkOptions = {},
) {
  const all = ['--disable-warning=ExperimentalWarning', '--expose-gc', ...execArgv];
  const process: ChildProcess = fork(file, args, { execArgv: all, ...options });
  const died = once(process, 'exit').then(([code]) => {
    throw new Error(`${file} ${args.join(' ')} ended early (${code}).`);
  });
  died.catch(() => undefined);
  return {
    tell: (told: Told) => void process.send(told),
    async answer<K extends Said['kind']>(kind: K): Promise<Extract<Said, { kind: K }>> {
      const said = new Promise<Extract<Said, { kind: K }>>((resolve) => {
        const listen = (message: Said) => {
          if (message.kind !== kind) return;
          process.off('message', listen);
          resolve(message as Extract<Said, { kind: K }>);
        };
        process.on('message', listen);
      });
      return Promise.race([said, died]);
    },
    async end(): Promise<void> {
      if (process.exitCode !== null || process.signalCode !== null) return;
      const gone = once(process, 'exit');
      process.kill('SIGKILL');
      await gone;
    },
  };
}
