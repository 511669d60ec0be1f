import type { Locale } from './locale.ts';
import { type Texts, textsEn } from './texts-en.ts';
import { textsFr } from './texts-fr.ts';

export const texts: Readonly<Record<Locale, Texts>> = { fr: textsFr, en: textsEn };
