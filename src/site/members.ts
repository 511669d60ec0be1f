import { betterAuthDirectory } from 'astro-chatbox/members/better-auth';
import { accountChanges, accounts } from './open-accounts.ts';

/** The members of this site, for the chat and for the site's own pages. */
export default betterAuthDirectory(async () => {
  const { auth, rows, groups } = await accounts();
  return { auth, rows, groups: () => groups.all(), groupsOf: groups.groupsOf };
}, accountChanges);
