/** Reads what a ledger of release 0.1.0 holds that no reading gives: its registry, originals, runs, and what people decided. */
import { sql, type Kysely } from 'kysely';
import type { RegistryRows } from '../ledger/identity/copy-registry.ts';
import { isProvisional } from '../ledger/identity/registry.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** An original. */
export interface FormerFile {
	sha256: string;
	/** Base name as filed; null where only its hash is left. */
	name: string | null;
	/** Names of the folders above it, outermost first, which may name the year or the jurisdiction. */
	folder_names: string[];
	/** The import run that brought it. */
	run: number;
}

/** A department's report of one year. */
export interface FormerReport {
	department_id: number;
	/** Name of the department. */
	department: string;
	fiscal_year: number;
}

/** An officer's note on a finding. */
export interface FormerFollowUp extends FormerReport {
	rule: string;
	status: 'open' | 'asked' | 'explained' | 'corrected';
	note: string;
	updated_at: string;
}

const UNHASHED_ROW = { row_hash: '' };

/** Departments with a made code and without aliases were named by filings alone. */
export async function formerRegistry(former: Kysely<Database>): Promise<RegistryRows> {
	const jurisdictions = await former
		.selectFrom('jurisdiction')
		.select(['code', 'name', 'is_demo'])
		.execute();
	const aliases = await former
		.selectFrom('department_alias')
		.select(['department_id', 'alias'])
		.execute();
	const departments = await former
		.selectFrom('department')
		.select(['id', 'jurisdiction_code', 'code', 'name', 'kind', 'division'])
		.select(['successor_id', 'succeeded_from'])
		.orderBy('id')
		.execute();
	const aliased = new Set(aliases.map(({ department_id }) => department_id));
	return {
		jurisdictions: jurisdictions.map((row) => ({ ...row, ...UNHASHED_ROW })),
		departments: departments.map((row) => ({
			...row,
			...UNHASHED_ROW,
			is_filed: isProvisional(row.code) && !aliased.has(row.id) ? 1 : 0
		})),
		aliases: aliases.map((row) => ({ ...row, ...UNHASHED_ROW, is_filed: 0 }))
	};
}

export async function formerExpected(former: Kysely<Database>) {
	return former
		.selectFrom('expected_filing')
		.select(['department_id', 'fiscal_year', 'due_on'])
		.execute();
}

/** In the order in which they came. */
export async function formerFiles(former: Kysely<Database>): Promise<FormerFile[]> {
	const { rows } = await sql<{
		sha256: string;
		name: string | null;
		run: number;
		area: string | null;
		path: string | null;
	}>`
		select o.sha256, s.name, min(o.import_run_id) as run,
			case when min(d.jurisdiction_code) = max(d.jurisdiction_code) then min(d.jurisdiction_code) end as area,
			(select i.name from import_file as i
				where i.sha256 = o.sha256 and i.status in ('stored', 'replaced')
				order by i.import_run_id, i.position limit 1) as path
		from (
			select source_sha256 as sha256, import_run_id, department_id from filing
			union
			select score_source_sha256, import_run_id, department_id from filing
			where score_source_sha256 is not null
		) as o
		inner join department as d on d.id = o.department_id
		left join source_file as s on s.sha256 = o.sha256
		group by o.sha256 order by run, s.rowid`.execute(former);
	return rows.map(({ area, path, ...file }) => {
		// A run that was killed told of no path; the folder may have named the jurisdiction.
		const folder_names = path?.split('/').slice(0, -1) ?? (area === null ? [] : [area]);
		return { ...file, folder_names };
	});
}

/** Import runs with their times, in their order. */
export async function formerRuns(
	former: Kysely<Database>
): Promise<{ id: number; moment: string }[]> {
	return former
		.selectFrom('import_run')
		.select(['id', 'started_at as moment'])
		.orderBy('id')
		.execute();
}

/** Reports of which a person had made a former version the current one, with the sorted hashes of its files. */
export async function formerRestored(
	former: Kysely<Database>
): Promise<(FormerReport & { hashes: string[] })[]> {
	const { rows } = await sql<FormerReport & { source: string; scores: string | null }>`
		select f.department_id, d.name as department, f.fiscal_year,
			f.source_sha256 as source, f.score_source_sha256 as scores
		from filing as f inner join department as d on d.id = f.department_id
		where f.is_current = 1 and exists (
			select 1 from filing as later
			where later.department_id = f.department_id and later.fiscal_year = f.fiscal_year
				and later.version > f.version
		) order by f.id`.execute(former);
	return rows.map(({ source, scores, ...report }) => ({
		...report,
		hashes: [...new Set(scores === null ? [source] : [source, scores])].sort()
	}));
}

export async function formerFollowUps(former: Kysely<Database>): Promise<FormerFollowUp[]> {
	const { rows } = await sql<FormerFollowUp>`
		select u.department_id, d.name as department, u.fiscal_year, u.rule, u.status, u.note, u.updated_at
		from follow_up as u inner join department as d on d.id = u.department_id
		order by u.updated_at`.execute(former);
	return rows;
}
