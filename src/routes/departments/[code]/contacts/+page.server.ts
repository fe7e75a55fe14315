import { contactsPage } from '#lib/server/pages/contacts.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('department', contactsPage);
