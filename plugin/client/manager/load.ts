/** The owner's pages bring code of their own; no other page pays for it. */
const load = (): void => {
  if (document.querySelector('owner-page')) void import('./index.ts');
};
document.addEventListener('astro:page-load', load);
load();
