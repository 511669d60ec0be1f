import { z } from 'zod';
import { foldLogin, LOGIN_PATTERN } from '../events/chatbox/member.ts';
import { ChatboxError, messageOf } from '../events/core/errors.ts';
import { parseStore, type StoreDescriptor } from '../events/stores/index.ts';

const EXPECTED_STORE = 'expected memory(), sqlite(), eventstoredb(), or a setting such as "sqlite:./data/chatbox.db".';

const descriptor: z.ZodType<StoreDescriptor> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('memory') }),
    z.strictObject({ kind: z.literal('sqlite'), file: z.string().min(1) }),
    z.strictObject({ kind: z.literal('eventstoredb'), connectionString: z.string().exactOptional() }),
  ],
  EXPECTED_STORE,
);

/** What cannot be opened is refused before anybody visits the site; `parseStore` says nothing of a password. */
const store = z.union([z.string(), descriptor], EXPECTED_STORE).superRefine((given, context) => {
  try {
    parseStore(given);
  } catch (error) {
    context.addIssue(messageOf(error));
  }
});

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected a name of 1 to 40 of a-z, 0-9 and "-"');
const modulePath = z.string().min(1);
const words = z.string().trim().min(1).max(60);
const ownWidgets = z
  .array(
    z.strictObject({
      /** The name of its slot in `<VerticalMenu>`. */
      id: slug,
      title: z.union([words, z.strictObject({ fr: words, en: words })]),
    }),
  )
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'expected each id once');

/** `Intl` lists one name of each zone, an old one often (`Asia/Calcutta`), and takes them all. */
function isTimeZone(timeZone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

export const Options = z.strictObject({
  /**
   * Where the events are kept. The environment's `CHATBOX_STORE` comes first.
   * @example store: 'sqlite:./data/chatbox.db'
   * @example store: 'esdb://localhost:2113?tls=false'
   * @example store: eventstoredb()
   */
  store: store.default('sqlite:./data/chatbox.db'),
  /**
   * Where the plugin's own pages and routes live.
   * @example path: '/chat'
   */
  path: z
    .string()
    .regex(/^(?:\/[a-z0-9-]+)+$/, 'expected a path such as "/chatbox"')
    .default('/chatbox'),
  /**
   * The chatboxes of the site; each has its own settings and its own history.
   * @example chatboxes: ['main', 'coaches']
   */
  chatboxes: z.array(slug).min(1).default(['main']),
  /**
   * Your own widgets of `<VerticalMenu>`, in their default order: owners then place them, and the chatbox, on the page
   * Menus. By the menu's id, where the site has several.
   * @example menu: [{ id: 'navigation', title: { fr: 'Navigation', en: 'Navigation' } }, { id: 'agenda', title: 'Agenda' }]
   * @example menu: { main: [{ id: 'navigation', title: 'Navigation' }], club: [] }
   */
  menu: z
    .union([ownWidgets.transform((main): Record<string, typeof main> => ({ main })), z.record(slug, ownWidgets)])
    .default({ main: [] }),
  /**
   * A module of yours whose default export is a `MemberDirectory`. Without it, members come from `Astro.locals.user`.
   * @example members: './src/members.ts'
   */
  members: modulePath.optional(),
  /**
   * A module of yours whose default export says whether the site has the plan that the chat needs:
   * `(context) => boolean | Promise<boolean>`. Without it, it has.
   * @example entitled: './src/plan.ts'
   */
  entitled: modulePath.optional(),
  /**
   * The layout that the plugin's pages stand in: it gets `title` and a default slot.
   * @example layout: './src/layouts/Layout.astro'
   */
  layout: modulePath.optional(),
  /**
   * Your log-in page; it is given `?return=`, the path to come back to.
   * @example logIn: '/login'
   */
  logIn: z.string().min(1).default('/login'),
  /**
   * Your page of members and groups, linked from the settings.
   * @example groups: '/members'
   */
  groups: z.string().min(1).optional(),
  /**
   * The logins of the first owners, whatever the accounts say of their roles.
   * @example owners: ['nadia']
   */
  owners: z
    .array(z.string().transform(foldLogin).pipe(z.string().regex(LOGIN_PATTERN, 'expected a login')))
    .default([]),
  /**
   * The language where a page has none of ours.
   * @example locale: 'fr'
   */
  locale: z.enum(['fr', 'en']).default('en'),
  /**
   * The zone of the times that a page shows without JavaScript.
   * @example timeZone: 'Europe/Paris'
   */
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone').default('UTC'),
});
export type Options = z.output<typeof Options>;
export type UserOptions = z.input<typeof Options>;

/** @throws `OPTION_INVALID`: which option, what was expected, what was received. */
export function parseOptions(given: unknown): Options {
  const parsed = Options.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys' && path === '') return issue.keys.map(unknownOption).join('\n');
    // A connection string may hold a password.
    if (path === 'store') return `chatbox({ store }): ${issue.message}`;
    const received = JSON.stringify(issue.path.reduce<unknown>(at, given)) ?? 'nothing';
    return `chatbox({ ${path || '…'} }): ${issue.message}, received ${received.slice(0, 80)}.`;
  });
  throw invalid(lines);
}

/** Each line says which option, and what is wrong with it. */
export const invalid = (lines: readonly string[]): ChatboxError =>
  new ChatboxError('OPTION_INVALID', `${lines.join('\n')}\nHint: each option and an example: README, "Options".`);

function unknownOption(name: string): string {
  const names = Object.keys(Options.shape);
  const meant = names.find((one) => one.toLowerCase().startsWith(name.slice(0, 3).toLowerCase()));
  return `chatbox({ ${name} }): there is no such option. ${meant ? `Did you mean "${meant}"?` : `There are: ${names.join(', ')}.`}`;
}

const at = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
