import { error } from '@sveltejs/kit';
import { departmentHref } from '#lib/links.ts';
import { findDepartment } from '../questions/department.ts';
import type { PageContext } from '../web/page-load.ts';
import type { PageRequest } from '../request/page-request.ts';

/** 联系人: whom the reports in force name, for those who ask departments. Nothing else shows them. */
export async function contactsPage(
	{ db, area, chosen }: PageRequest<'department'>,
	{ params: { code = '' } }: PageContext
) {
	const department = await findDepartment(db, area.code, code);
	if (!department) error(404, `${area.name}没有编码为“${code.slice(0, 40)}”的部门。`);
	const contacts = await db
		.selectFrom('contact as c')
		.innerJoin('filing as f', 'f.id', 'c.filing_id')
		.select(['f.fiscal_year', 'c.position', 'c.role', 'c.text'])
		.where('f.department_id', '=', department.id)
		.where('f.is_current', '=', 1)
		.orderBy('f.fiscal_year', 'desc')
		.orderBy('c.position')
		.execute();
	return { name: department.name, href: departmentHref(department.code, chosen), contacts };
}
