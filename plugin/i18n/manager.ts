import type { Locale } from './locale.ts';
import { type ManagerTexts, managerEn } from './manager-en.ts';
import { managerFr } from './manager-fr.ts';

export type { ManagerTexts } from './manager-en.ts';

export const managerTexts: Readonly<Record<Locale, ManagerTexts>> = { fr: managerFr, en: managerEn };
