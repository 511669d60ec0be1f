import { Map as Dict } from 'immutable';
import { z } from 'zod';
import { type SnapshotPolicy, snapshots } from '../core/snapshot.ts';
import { loadPosts, SavedPosts, savePosts } from './flood.ts';
import { loadKeys, saveKeys } from './keys.ts';
import { loginsOf } from './logins.ts';
import { LoggedLogin, Member } from './member.ts';
import type { ChatState } from './state.ts';

const entries = <V extends z.ZodType>(value: V) => z.array(z.tuple([z.string(), value]));
const Saved = z.object({
  settings: z.object({ enabled: z.boolean(), group: z.string().nullable(), moderators: z.string().nullable() }),
  settingsRevision: z.int(),
  settingsOrigins: entries(z.object({ by: z.string(), at: z.string() })),
  groupNames: entries(z.string()),
  members: z.array(Member.extend({ login: LoggedLogin })),
  mutes: entries(z.object({ until: z.string(), by: z.string(), reason: z.string() })),
  removals: z.array(z.tuple([z.int(), z.object({ by: z.string(), at: z.string(), reason: z.string() })])),
  recent: SavedPosts,
  keys: z.unknown(),
  lastAt: z.string(),
});

/** How a chatbox is saved and found again. */
export const chatSnapshots: SnapshotPolicy<ChatState> = snapshots(
  4,
  ({ settings, members, logins: _, recent, keys, ...state }) => ({
    ...state,
    settings: { enabled: settings.enabled, group: settings.group ?? null, moderators: settings.moderators ?? null },
    members: members.values(),
    recent: savePosts(recent),
    keys: saveKeys(keys),
  }),
  (json) => {
    const saved = Saved.parse(json);
    const { settings } = saved;
    return {
      settings: {
        enabled: settings.enabled,
        group: settings.group ?? undefined,
        moderators: settings.moderators ?? undefined,
      },
      settingsRevision: saved.settingsRevision,
      settingsOrigins: Dict(saved.settingsOrigins),
      groupNames: Dict(saved.groupNames),
      members: Dict(saved.members.map((one): [string, Member] => [one.id, one])),
      logins: loginsOf(saved.members),
      mutes: Dict(saved.mutes),
      removals: Dict(saved.removals),
      recent: loadPosts(saved.recent),
      keys: loadKeys(saved.keys),
      lastAt: saved.lastAt,
    };
  },
);
