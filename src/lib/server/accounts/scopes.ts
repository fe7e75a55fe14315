/** The 归口科室 or the department that limits an account, as a form offers it and sends it back. */
import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import type { NewUser } from './users.ts';

/** Divisions and departments by jurisdiction; `id` is what {@link readOwn} reads. */
export async function listScopes(db: Kysely<Database>) {
	const rows = await db
		.selectFrom('department as d')
		.innerJoin('jurisdiction as j', 'j.code', 'd.jurisdiction_code')
		.select(['d.jurisdiction_code', 'd.division', 'd.code', 'd.name', 'j.name as jurisdiction'])
		.orderBy('d.jurisdiction_code')
		.orderBy('d.code')
		.execute();
	return [...Map.groupBy(rows, (row) => row.jurisdiction_code)].map(([area, departments]) => {
		const divisions = new Set(departments.map((one) => one.division).filter((one) => one !== null));
		return {
			name: departments[0]?.jurisdiction ?? area,
			choices: [
				...[...divisions].map((name) => ({ id: `division:${area}:${name}`, name: `科室 ${name}` })),
				...departments.map(({ code, name }) => ({ id: `department:${area}:${code}`, name }))
			]
		};
	});
}

/** Reads the limit of an account from the choice of the form; null for none. */
export function readOwn(choice: string): NewUser['own'] {
	const [, kind, jurisdiction_code = '', named = ''] =
		/^(division|department):(\d{6}):(.+)$/s.exec(choice) ?? [];
	if (kind === undefined) return null;
	return kind === 'division'
		? { jurisdiction_code, division: named }
		: { jurisdiction_code, department: named };
}
