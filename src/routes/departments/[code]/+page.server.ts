import { departmentPage } from '#lib/server/pages/department.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('department', departmentPage);
