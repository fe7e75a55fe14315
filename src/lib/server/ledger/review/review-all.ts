/** Reviews what is stored by the rules of this program: a new or changed rule judges former reports too. */
import type { Kysely, Transaction } from 'kysely';
import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import { FilingCache } from '../filing/filing-cache.ts';
import { loadCurrentFilings } from '../filing/current-filings.ts';
import { rebuildProjection } from '../filing/projection.ts';
import { loadRegistry } from '../identity/registry.ts';
import type { Database } from '../schema/schema.ts';
import { reviewChanged } from './review.ts';
import { rewriteReviewed } from './write-review.ts';

/** Tells whether the reports of a ledger were last judged by other rules than this program's. */
export async function isJudgedByOtherRules(db: Kysely<Database>): Promise<boolean> {
	const { rule_version } = await db
		.selectFrom('data_version')
		.select('rule_version')
		.executeTakeFirstOrThrow();
	return rule_version !== RULE_VERSION;
}

/** Reviews every report by today's rules and writes the yearly projection anew. Returns the number of its rows. */
export async function judgeAnew(transaction: Transaction<Database>): Promise<number> {
	await reviewAll(transaction);
	await transaction.updateTable('data_version').set({ rule_version: RULE_VERSION }).execute();
	return rebuildProjection(transaction);
}

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
