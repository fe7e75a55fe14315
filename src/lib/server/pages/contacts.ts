import { error } from '@sveltejs/kit';
import { departmentHref } from '#lib/links.ts';
import { listContacts } from '../questions/departments/contacts.ts';
import { findDepartment } from '../questions/departments/department.ts';
import type { PageContext } from '../web/page-load.ts';
import type { PageRequest } from '../request/page-request.ts';
import { quoted } from '../refused-error.ts';

/** 联系人: whom the reports in force name, for those who ask departments. Nothing else shows them. */
export async function contactsPage(
	{ db, area, chosen }: PageRequest<'department'>,
	{ params: { code = '' } }: PageContext
) {
	const department = await findDepartment(db, area.code, code);
	if (!department) error(404, `${area.name}没有编码为${quoted(code)}的部门。`);
	const contacts = await listContacts(db, department.id);
	return { name: department.name, href: departmentHref(department.code, chosen), contacts };
}
