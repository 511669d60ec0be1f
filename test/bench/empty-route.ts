import type { APIRoute } from 'astro';

/** The least that a POST costs in Astro: the yardstick of a post's own route. */
export const POST: APIRoute = async ({ request }) => {
  const text = await request.text();
  return new Response(String(text.length));
};
