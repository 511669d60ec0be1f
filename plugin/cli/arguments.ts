import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ChatboxError } from '../../events/core/errors.ts';

export const USAGE = `astro-chatbox audit log [--from REVISION] [--json]    the events, with who, when and why
astro-chatbox audit at REVISION|TIME [--as LOGIN]     the room as it was, as that member could see it
astro-chatbox copy FROM TO                            a whole log into another store, verified; may be continued

  TIME            2026-10-12T14:03 in UTC, as all times here, or with an offset: 2026-10-12T14:03+02:00
  --messages N    how many messages audit at shows (the last 50), or all
  --chat ID       which chatbox (main); copy takes several
  --menu ID       audit log: a menu's events instead; which menus copy takes along (main); several too
  --store STORE   sqlite:./data/chatbox.db, esdb://host:2113 … (the environment's CHATBOX_STORE, else the first)
  --version       of astro-chatbox`;

const OPTIONS = {
  chat: { type: 'string', multiple: true, default: ['main'] },
  menu: { type: 'string', multiple: true },
  store: { type: 'string' },
  from: { type: 'string', default: '0' },
  as: { type: 'string' },
  messages: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} satisfies ParseArgsConfig['options'];

/** What follows each command, and which options it has. */
const COMMANDS = {
  'audit log': { takes: [], options: ['chat', 'menu', 'store', 'from', 'json'] },
  'audit at': { takes: ['REVISION|TIME'], options: ['chat', 'store', 'as', 'messages'] },
  copy: { takes: ['FROM', 'TO'], options: ['chat', 'menu'] },
} as const satisfies Record<string, { takes: readonly string[]; options: readonly (keyof typeof OPTIONS)[] }>;

type Command = keyof typeof COMMANDS;

/** The command with what follows it, or what is asked of the program itself. @throws `CLI_USAGE` */
export function parseArguments(args: readonly string[]) {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === 'option');
  for (const { name, rawName, value, inlineValue, index } of options) {
    if (!isOption(name)) {
      const given = args[index] ?? rawName;
      const hint = /^-\d/.test(given) ? 'revisions are counted from 0' : undefined;
      throw badUsage(`astro-chatbox has no option "${given}".`, hint);
    }
    if (OPTIONS[name].type === 'boolean' && value !== undefined) throw badUsage(`${rawName} takes no value.`);
    if (OPTIONS[name].type === 'string' && (!value || (!inlineValue && value.startsWith('-')))) {
      throw badUsage(`${rawName} needs a value.`, `one that begins with "-" is written ${rawName}=-…`);
    }
  }
  const { values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help || (positionals.length === 0 && !values.version)) return 'help';
  if (values.version) return 'version';
  const command = commandOf(positionals);
  const given = positionals.slice(command.split(' ').length);
  const { takes, options: its }: { takes: readonly string[]; options: readonly string[] } = COMMANDS[command];
  const usage = `${command} takes ${takes.join(' ') || 'options only'}`;
  if (given.length < takes.length) throw badUsage(`${usage}; ${takes.slice(given.length).join(' ')} is missing.`);
  if (given.length > takes.length) throw badUsage(`${usage}; "${given[takes.length]}" is too much.`);
  const foreign = options.find(({ name }) => !its.includes(name));
  if (foreign) throw badUsage(`${command} has no option ${foreign.rawName}.`);
  for (const option of ['chat', 'menu'] as const) {
    if (command !== 'copy' && (values[option]?.length ?? 0) > 1) throw badUsage(`${command} takes one --${option}.`);
  }
  const [first = '', second = ''] = given;
  const from = BigInt(wholeNumber('--from', values.from));
  return { ...values, command, first, second, from, messages: messagesOf(values.messages) };
}

/** A slip is told in a line: the whole help would push it off the screen. */
function badUsage(what: string, hint?: string): ChatboxError {
  return new ChatboxError(
    'CLI_USAGE',
    `${what}\nHint: ${hint === undefined ? '' : `${hint}; `}see astro-chatbox --help.`,
  );
}

function messagesOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  return given === 'all' ? Number.POSITIVE_INFINITY : wholeNumber('--messages', given, 'a whole number or "all"');
}

function wholeNumber(option: string, given: string, what = 'a whole number'): number {
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw badUsage(`${option} takes ${what}, and received "${given}".`, `${option} 812, for example`);
}

function commandOf([first = '', second]: readonly string[]): Command {
  const commands = Object.keys(COMMANDS) as Command[];
  const command = commands.find((name) => name === first || name === `${first} ${second}`);
  if (command !== undefined) return command;
  const ways = commands.filter((name) => name.startsWith(`${first} `)).map((name) => name.slice(first.length + 1));
  if (ways.length === 0) throw badUsage(`astro-chatbox has no command "${first}".`);
  const received = second === undefined ? '' : `, and received "${second}"`;
  throw badUsage(`${first} takes ${ways.join(' or ')}${received}.`);
}

const isOption = (name: string): name is keyof typeof OPTIONS => Object.hasOwn(OPTIONS, name);
