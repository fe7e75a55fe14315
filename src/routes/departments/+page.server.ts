import { departmentsPage } from '#lib/server/pages/departments.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('departments', departmentsPage);
