/** The versions of a department's filing of one year, and what an arriving filing makes of them. */
import type { Kysely, Selectable } from 'kysely';
import type { Issue, RecognisedFiling } from '#lib/catalogue/filing.ts';
import type { FilingKey } from './earlier.ts';
import { contentHash } from './hash.ts';
import { agrees, mergeParts, partsOf, type Parts } from './parts.ts';
import { toRecord, type FilingRecord } from './record.ts';
import type { Database, FilingTable } from './schema.ts';

const VERSION_COLUMNS = [
	'id',
	'department_id',
	'fiscal_year',
	'version',
	'is_current',
	'source_sha256',
	'score_source_sha256',
	'content_sha256',
	'filed_on'
] as const;

export type Version = Pick<Selectable<FilingTable>, (typeof VERSION_COLUMNS)[number]>;
type Sources = Pick<Version, 'source_sha256' | 'score_source_sha256'>;

/** `fill`: a part that was absent comes to the current version; `next`: a new version takes its place. */
export type Plan =
	| { kind: 'unchanged'; version: Version; issues: Issue[] }
	| {
			kind: 'fill';
			version: Version;
			filing: RecognisedFiling;
			record: FilingRecord;
			sources: Sources;
	  }
	| { kind: 'next'; filing: RecognisedFiling; record: FilingRecord; sources: Sources };

/** Oldest first. */
export async function listVersions(db: Kysely<Database>, key: FilingKey): Promise<Version[]> {
	return db
		.selectFrom('filing')
		.select(VERSION_COLUMNS)
		.where('department_id', '=', key.department_id)
		.where('fiscal_year', '=', key.fiscal_year)
		.orderBy('version')
		.execute();
}

/** The newest version of the year that came from these bytes, of one department or, with null, of any. */
export async function findBySource(
	db: Kysely<Database>,
	sha256: string,
	fiscal_year: number,
	department_id: number | null
): Promise<Version | null> {
	let query = db
		.selectFrom('filing')
		.select(VERSION_COLUMNS)
		.where((column) =>
			column.or([column('source_sha256', '=', sha256), column('score_source_sha256', '=', sha256)])
		)
		.where('fiscal_year', '=', fiscal_year)
		.orderBy('is_current', 'desc')
		.orderBy('version', 'desc')
		.limit(1);
	if (department_id !== null) query = query.where('department_id', '=', department_id);
	return (await query.executeTakeFirst()) ?? null;
}

/** `stored` is the filing of the current version where the arriving one is a row of a table; else null. */
export function planVersion(
	versions: readonly Version[],
	stored: RecognisedFiling | null,
	arriving: RecognisedFiling,
	sha256: string
): Plan {
	const current = versions.find((version) => version.is_current === 1);
	if (current && stored) return planPart(versions, current, stored, arriving, sha256);
	return planNext(versions, arriving, { source_sha256: sha256, score_source_sha256: null });
}

function planPart(
	versions: readonly Version[],
	current: Version,
	stored: RecognisedFiling,
	arriving: RecognisedFiling,
	sha256: string
): Plan {
	const states = partsOf(arriving);
	const has = partsOf(stored);
	const same = agrees(stored, arriving);
	const contradicts =
		(states.figures && has.figures && !same.figures) || (states.score && has.score && !same.score);
	const adds = (states.figures && !has.figures) || (states.score && !has.score);
	if (!contradicts && !adds) {
		return { kind: 'unchanged', version: current, issues: [sameContent(current)] };
	}
	const filing = mergeParts(stored, arriving);
	const sources = mergeSources(current, has, states, sha256);
	if (contradicts) return planNext(versions, filing, sources);
	return { kind: 'fill', version: current, filing, record: toRecord(filing), sources };
}

function planNext(versions: readonly Version[], filing: RecognisedFiling, sources: Sources): Plan {
	const record = toRecord(filing);
	const content = contentHash(record);
	const same = versions.findLast((version) => version.content_sha256 === content);
	if (!same) return { kind: 'next', filing, record, sources };
	const issue = same.is_current === 1 ? sameContent(same) : formerVersion(same);
	return { kind: 'unchanged', version: same, issues: [issue] };
}

function mergeSources(current: Version, has: Parts, states: Parts, sha256: string): Sources {
	const score = current.score_source_sha256 ?? current.source_sha256;
	if (states.figures && (states.score || !has.score)) {
		return { source_sha256: sha256, score_source_sha256: null };
	}
	if (states.figures) return { source_sha256: sha256, score_source_sha256: score };
	if (!has.figures) return { source_sha256: sha256, score_source_sha256: null };
	return { source_sha256: current.source_sha256, score_source_sha256: sha256 };
}

function sameContent({ version }: Version): Issue {
	return {
		code: 'same_content',
		severity: 'warning',
		message: `内容与已存的第${version}版相同，只是文件不同；未作改动。`,
		place: null
	};
}

/** What to say where the facts or bytes are those of a version that another has taken the place of. */
export function formerVersion({ version }: Version): Issue {
	return {
		code: 'former_version',
		severity: 'warning',
		message: `内容与已存的第${version}版相同，该版已被后来的版本取代；未作改动。`,
		place: null
	};
}
