/** The versions of a filing, and making a former one the current one again. */
import type { Kysely } from 'kysely';
import { recordAct } from '../audit/append.ts';
import { StoreError } from '../connection/errors.ts';
import { reviewChanged } from '../review/review.ts';
import { rewriteReviewed } from '../review/write-review.ts';
import type { Database } from '../schema/schema.ts';
import { inTransaction, type Session } from '../connection/session.ts';
import { loadCurrentFilings } from './current-filings.ts';

export interface StoredVersion {
	id: number;
	version: number;
	is_current: boolean;
	/** ISO 8601 UTC. */
	imported_at: string;
	/** Names of the files that it is made of. */
	files: string[];
}

/**
 * The versions of a department's filing of one year, oldest first.
 * @param of jurisdiction and department by their codes
 * @throws StoreError `filing_unknown` where nothing is filed for them.
 */
export async function listVersions(
	db: Kysely<Database>,
	of: { area: string; department: string; fiscal_year: number }
): Promise<StoredVersion[]> {
	const rows = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.innerJoin('filing_source as o', 'o.filing_id', 'f.id')
		.innerJoin('source_file as s', 's.id', 'o.source_id')
		.select(['f.id', 'f.version', 'f.is_current', 'f.imported_at', 's.name'])
		.where('d.jurisdiction_code', '=', of.area)
		.where('d.code', '=', of.department)
		.where('f.fiscal_year', '=', of.fiscal_year)
		.orderBy('f.version')
		.orderBy('o.number')
		.execute();
	if (rows.length === 0) {
		throw new StoreError(
			'filing_unknown',
			`${of.area} 的部门 ${of.department} 没有 ${of.fiscal_year} 年度的报告。请到“报送”页查看区划代码、部门编码和年度。`
		);
	}
	return [...Map.groupBy(rows, (row) => row.id)].flatMap(([id, files]) =>
		files.slice(0, 1).map(({ version, is_current, imported_at }) => ({
			id,
			version,
			is_current: is_current === 1,
			imported_at,
			files: files.map(({ name }) => name)
		}))
	);
}

/** False where there is no such filing, or it is the current version already. */
export async function makeCurrent(session: Session, filing_id: number): Promise<boolean> {
	return inTransaction(session, async (step) => {
		const { db, registry, cache } = step;
		const filing = await db
			.selectFrom('filing')
			.select(['id', 'department_id', 'fiscal_year', 'version', 'is_current'])
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
		const currentFilings = await loadCurrentFilings(db, registry, [department]);
		await rewriteReviewed(db, registry, await reviewChanged(db, cache, currentFilings, [filing]));
		const { code, name, jurisdiction_code } = department;
		const { fiscal_year, version } = filing;
		await recordAct(db, {
			actor: session.actor,
			action: 'version_restored',
			subject: `${name} ${fiscal_year}年度`,
			detail: { area: jurisdiction_code, department: code, fiscal_year, version }
		});
		step.changed = true;
		return true;
	});
}

/**
 * Makes the version with this number the current one; false where it is already.
 * @throws StoreError `filing_unknown`, or `version_unknown` with the versions that there are.
 */
export async function restoreVersion(
	session: Session,
	of: Parameters<typeof listVersions>[1],
	version: number
): Promise<boolean> {
	const versions = await listVersions(session.db, of);
	const asked = versions.find((each) => each.version === version);
	if (asked) return makeCurrent(session, asked.id);
	const known = versions.map((each) => `第${each.version}版`).join('、');
	throw new StoreError(
		'version_unknown',
		`${of.area} 的部门 ${of.department} ${of.fiscal_year} 年度的报告没有第${version}版，已有${known}。`
	);
}
