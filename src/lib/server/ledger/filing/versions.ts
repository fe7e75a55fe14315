/** The versions of a filing of one department and year, and what an arriving file makes of them. */
import type { Kysely } from 'kysely';
import type { Issue } from '#lib/documents/issue.ts';
import type { FiledSource, Filing, RecognisedFiling } from '#lib/filing/filing.ts';
import { contentHash } from '../integrity/hash.ts';
import type { Database } from '../schema/schema.ts';
import { nameParts, noChanges, type PartChanges } from '../union/changes.ts';
import { alone, unite } from '../union/union.ts';
import { VERSION_COLUMNS, withSources, type Version } from './current-filings.ts';
import { toRecord, type FilingRecord } from './record.ts';

/** A filing with what is computed from it. */
interface FilingFacts {
	filing: Filing;
	record: FilingRecord;
	content_sha256: string;
}

export interface ChangePlan extends FilingFacts {
	kind: 'change';
	version: number;
	/** Version to which a part comes that was absent; null for a new version. */
	fills: Version | null;
	/** Version that is current so far and no longer; null where there is none. */
	retires: Version | null;
	changes: PartChanges;
	issues: Issue[];
}

export interface UnchangedPlan {
	kind: 'unchanged';
	version: Version;
	changes: PartChanges;
	issues: Issue[];
}

export type Plan = UnchangedPlan | ChangePlan;

/** The newest version of a year that came from these bytes, of whichever department; the current one before others. */
export async function findBySource(
	db: Kysely<Database>,
	sha256: string,
	fiscal_year: number
): Promise<Version | null> {
	const found = await db
		.selectFrom('source_file as s')
		.innerJoin('filing_source as o', 'o.source_id', 's.id')
		.innerJoin('filing as f', 'f.id', 'o.filing_id')
		.select(VERSION_COLUMNS.map((column) => `f.${column}` as const))
		.where('s.sha256', '=', sha256)
		.where('f.fiscal_year', '=', fiscal_year)
		.execute();
	return newest(await withSources(db, found));
}

/** The newest of these versions that came from these bytes; the current one before others. */
export function fromSource(versions: readonly Version[], sha256: string): Version | null {
	return newest(versions.filter(({ sources }) => sources.includes(sha256)));
}

function newest(versions: readonly Version[]): Version | null {
	const ordered = [...versions].sort(
		(a, b) => b.is_current - a.is_current || b.version - a.version
	);
	return ordered[0] ?? null;
}

/** `stored` is the filing of the current version, null where there is none. */
export function planVersion(
	versions: readonly Version[],
	stored: Filing | null,
	arriving: RecognisedFiling,
	source: FiledSource
): Plan {
	const current = versions.find((version) => version.is_current === 1);
	if (!current || !stored) return planNext(versions, alone(arriving, source), noChanges());
	const { filing, changes, isChanged } = unite(stored, arriving, source);
	if (!isChanged) {
		return { kind: 'unchanged', version: current, changes, issues: [sameContent(current)] };
	}
	if (changes.replaced.length > 0) {
		const issues = arriving.template === 'csv' ? [] : partsLeft(current, changes);
		return planNext(versions, filing, changes, issues);
	}
	const { version } = current;
	const facts = factsOf(filing);
	return { kind: 'change', version, fills: current, retires: null, changes, ...facts, issues: [] };
}

function factsOf(filing: Filing): FilingFacts {
	const record = toRecord(filing);
	return { filing, record, content_sha256: contentHash(record) };
}

function planNext(
	versions: readonly Version[],
	filing: Filing,
	changes: PartChanges,
	issues: Issue[] = []
): Plan {
	const facts = factsOf(filing);
	const same = versions.findLast((version) => version.content_sha256 === facts.content_sha256);
	if (!same) {
		const retires = versions.find((each) => each.is_current === 1) ?? null;
		const version = (versions.at(-1)?.version ?? 0) + 1;
		return { kind: 'change', version, fills: null, retires, changes, ...facts, issues };
	}
	const issue = same.is_current === 1 ? sameContent(same) : formerVersion(same);
	return { kind: 'unchanged', version: same, changes: noChanges(), issues: [issue] };
}

/** That a table corrects a part goes without saying; of a report it may be an oversight. */
function partsLeft({ version }: Version, { left }: PartChanges): Issue[] {
	if (left.length === 0) return [];
	return [
		{
			code: 'part_kept',
			severity: 'warning',
			message: `文件中没有写到的内容沿用已存的第${version}版：${nameParts(left)}；如这些也有更正，请报送完整的文件。`,
			place: null
		}
	];
}

function sameContent({ version }: Version): Issue {
	return {
		code: 'same_content',
		severity: 'warning',
		message: `内容与已存的第${version}版相同，只是文件不同；未作改动。`,
		place: null
	};
}

/** Says that the facts or bytes are those of a version that another has taken the place of. */
export function formerVersion({ version }: Version): Issue {
	return {
		code: 'former_version',
		severity: 'warning',
		message: `内容与已存的第${version}版相同，该版不是现用版本；未作改动，如要恢复请用 npm run restore。`,
		place: null
	};
}
