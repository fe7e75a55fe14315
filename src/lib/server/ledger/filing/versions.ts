/** The versions of a department's filing of one year, and what an arriving filing makes of them. */
import type { Kysely } from 'kysely';
import type { Issue } from '#lib/documents/issue.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { contentHash } from '../integrity/hash.ts';
import { agrees, mergeParts, partsOf, type Parts } from './parts.ts';
import { toRecord, type FilingRecord } from './record.ts';
import type { Database } from '../schema/schema.ts';
import { VERSION_COLUMNS, type Version } from './current-filings.ts';

export type Sources = Pick<Version, 'source_sha256' | 'score_source_sha256'>;

/** A filing with what is computed of it. */
interface Facts {
	filing: RecognisedFiling;
	record: FilingRecord;
	content_sha256: string;
}

export interface ChangePlan extends Facts {
	kind: 'change';
	version: number;
	/** Version to which a part comes that was absent; null for a new version. */
	fills: Version | null;
	/** Version that is current so far and no longer; null where there is none. */
	retires: Version | null;
	sources: Sources;
	issues: Issue[];
}

export type Plan = { kind: 'unchanged'; version: Version; issues: Issue[] } | ChangePlan;

/** The newest version of a year that came from these bytes, of whichever department; the current one before others. */
export async function findBySource(
	db: Kysely<Database>,
	sha256: string,
	fiscal_year: number
): Promise<Version | null> {
	const found = await db
		.selectFrom('filing')
		.select(VERSION_COLUMNS)
		.where((column) =>
			column.or([column('source_sha256', '=', sha256), column('score_source_sha256', '=', sha256)])
		)
		.where('fiscal_year', '=', fiscal_year)
		.execute();
	return newest(found);
}

/** The newest of these versions that came from these bytes; the current one before others. */
export function fromSource(versions: readonly Version[], sha256: string): Version | null {
	const isFrom = (version: Version) =>
		version.source_sha256 === sha256 || version.score_source_sha256 === sha256;
	return newest(versions.filter(isFrom));
}

function newest(versions: readonly Version[]): Version | null {
	const ordered = [...versions].sort(
		(a, b) => b.is_current - a.is_current || b.version - a.version
	);
	return ordered[0] ?? null;
}

/** `stored` is the filing of the current version where the arriving one states a part; else null. */
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
	if (contradicts) {
		// That a table corrects one part goes without saying; of a report it may be an oversight.
		const isKept = arriving.template !== 'csv' && (states.figures ? has.score : has.figures);
		return planNext(versions, filing, sources, isKept ? [partKept(current, states)] : []);
	}
	const facts = factsOf(filing);
	const { version } = current;
	return { kind: 'change', version, fills: current, retires: null, ...facts, sources, issues: [] };
}

function factsOf(filing: RecognisedFiling): Facts {
	const record = toRecord(filing);
	return { filing, record, content_sha256: contentHash(record) };
}

function planNext(
	versions: readonly Version[],
	filing: RecognisedFiling,
	sources: Sources,
	issues: Issue[] = []
): Plan {
	const facts = factsOf(filing);
	const same = versions.findLast((version) => version.content_sha256 === facts.content_sha256);
	if (!same) {
		const retires = versions.find((each) => each.is_current === 1) ?? null;
		const version = (versions.at(-1)?.version ?? 0) + 1;
		return { kind: 'change', version, fills: null, retires, ...facts, sources, issues };
	}
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

function partKept({ version }: Version, states: Parts): Issue {
	const message = states.figures
		? `文件中没有评分表，评分沿用已存的第${version}版；如评分也有更正，请报送完整的文件。`
		: `文件中只有评分表，收支等数据和正文沿用已存的第${version}版；如其他部分也有更正，请报送完整的文件。`;
	return { code: 'part_kept', severity: 'warning', message, place: null };
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
		message: `内容与已存的第${version}版相同，该版不是现用版本；未作改动，如要恢复请用 npm run restore。`,
		place: null
	};
}
