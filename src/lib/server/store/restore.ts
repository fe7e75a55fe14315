/** Makes a former version of a filing the current one again. */
import { reviewChanged } from './review.ts';
import { rewriteReviewed } from './reviewed.ts';
import { inTransaction, type Session } from './session.ts';
import { loadStanding } from './standing.ts';

/** False where there is no such filing, or it is the current version already. */
export async function makeCurrent(session: Session, filing_id: number): Promise<boolean> {
	return inTransaction(session, async (step) => {
		const { db, registry, shelf } = step;
		const filing = await db
			.selectFrom('filing')
			.select(['id', 'department_id', 'fiscal_year', 'is_current'])
			.where('id', '=', filing_id)
			.executeTakeFirst();
		const department = filing && registry.department(filing.department_id);
		if (!department || filing.is_current === 1) return false;
		await db
			.updateTable('filing')
			.set({ is_current: 0 })
			.where('department_id', '=', filing.department_id)
			.where('fiscal_year', '=', filing.fiscal_year)
			.execute();
		await db.updateTable('filing').set({ is_current: 1 }).where('id', '=', filing_id).execute();
		const standing = await loadStanding(db, registry, [department]);
		await rewriteReviewed(db, registry, await reviewChanged(db, shelf, standing, [filing]));
		step.changed = true;
		return true;
	});
}
