import type { Locale } from './locale.ts';
import { managerEn } from './manager-en.ts';
import { managerFr } from './manager-fr.ts';
import type { ManagerTexts } from './manager-texts.ts';

export type { ManagerTexts } from './manager-texts.ts';

export const managerTexts: Readonly<Record<Locale, ManagerTexts>> = { fr: managerFr, en: managerEn };
