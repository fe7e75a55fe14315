import type { Kysely } from 'kysely';
import type { Database } from '../../ledger/schema/schema.ts';

/** The contacts that the reports in force of a department name, the latest year first. */
export function listContacts(db: Kysely<Database>, department: number) {
	return db
		.selectFrom('contact as c')
		.innerJoin('filing as f', 'f.id', 'c.filing_id')
		.select(['f.fiscal_year', 'c.position', 'c.role', 'c.text'])
		.where('f.department_id', '=', department)
		.where('f.is_current', '=', 1)
		.orderBy('f.fiscal_year', 'desc')
		.orderBy('c.position')
		.execute();
}
