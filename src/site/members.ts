import { betterAuthDirectory } from 'astro-chatbox/members/better-auth';
import { siteOf } from './open-accounts.ts';
import { accountChanges, accounts } from './running-accounts.ts';

/** The members of this site, for the chat and for the site's own pages. */
export default betterAuthDirectory(async () => siteOf(await accounts()), accountChanges);
