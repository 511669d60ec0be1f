import type { APIRoute } from 'astro';
import { localPath } from 'astro-chatbox/members';
import { z } from 'zod';
import { forOrigin, seeOther } from '../site/answer.ts';
import { FORM_STATUS, line, readForm } from '../site/form.ts';
import { accounts } from '../site/running-accounts.ts';
import { logOut } from '../site/sessions.ts';

export const prerender = false;

const Form = z.object({ return: line });

/** Logs out, by a form alone: no address that somebody could be led to ends their session. */
export const POST: APIRoute = async ({ request, url }) => {
  const form = await readForm({ request, url }, Form);
  if ('refused' in form) return new Response(null, { status: FORM_STATUS[form.refused] });
  const cookies = await logOut(await accounts(), request);
  return seeOther(localPath(form.fields.return, '/'), forOrigin(cookies, url));
};

export const GET: APIRoute = () => seeOther('/compte');
