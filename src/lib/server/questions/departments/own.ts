import { departmentHref } from '#lib/links.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../ledger/schema/schema.ts';
import { isOwn, type Reader } from '../../accounts/reader.ts';

/** The departments that an account is limited to, by code. */
export async function ownDepartments(db: Kysely<Database>, own: NonNullable<Reader['own']>) {
	const rows = await db
		.selectFrom('department')
		.select(['id', 'jurisdiction_code', 'division', 'code', 'name'])
		.orderBy('code')
		.execute();
	return rows
		.filter((row) => isOwn(own, row))
		.map(({ code, name, jurisdiction_code }) => ({
			name,
			href: departmentHref(code, { area: jurisdiction_code, year: null })
		}));
}
