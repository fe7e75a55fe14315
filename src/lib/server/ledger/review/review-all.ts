/** Reviews what is stored by the rules of this program: a new or changed rule judges former reports too. */
import type { Transaction } from 'kysely';
import { FilingCache } from '../filing/filing-cache.ts';
import { loadCurrentFilings } from '../filing/current-filings.ts';
import { loadRegistry } from '../identity/registry.ts';
import type { Database } from '../schema/schema.ts';
import { reviewChanged } from './review.ts';
import { rewriteReviewed } from './write-review.ts';

/** Reviews every report in use, department by department, and returns their number. */
export async function reviewAll(transaction: Transaction<Database>): Promise<number> {
	const registry = await loadRegistry(transaction);
	let count = 0;
	for (const department of registry.departments()) {
		const keys = await transaction
			.selectFrom('filing')
			.select(['department_id', 'fiscal_year'])
			.where('department_id', '=', department.id)
			.where('is_current', '=', 1)
			.execute();
		const filings = await loadCurrentFilings(transaction, registry, [department]);
		const reviewed = await reviewChanged(transaction, new FilingCache(), filings, keys);
		await rewriteReviewed(transaction, registry, reviewed);
		count += keys.length;
	}
	return count;
}
