import { en } from '../i18n/texts-en.ts';
import { fr } from '../i18n/texts-fr.ts';

const widget = (id: 'navigation' | 'week' | 'dock') => ({ id, title: { fr: fr.aside[id], en: en.aside[id] } });

/** The site's own widgets of the vertical menu, in their default order, by the headings that they have there. */
export const menuWidgets = [widget('navigation'), widget('week'), widget('dock')];
