import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** Articles and pages are kept once for each language, in `fr/` and `en/`, under the same name. */
export const collections = {
  news: defineCollection({
    loader: glob({ base: './src/content/news', pattern: '**/*.md' }),
    schema: z.object({ title: z.string(), summary: z.string(), date: z.coerce.date(), author: z.string() }),
  }),
  pages: defineCollection({
    loader: glob({ base: './src/content/pages', pattern: '**/*.md' }),
    schema: z.object({ title: z.string(), lead: z.string().optional() }),
  }),
};
