/** The line of the audit log on filings that a transaction stores. */
import type { Step } from '../connection/session.ts';
import type { FilingKey } from '../filing/current-filings.ts';
import { sha256 } from '../integrity/sha256.ts';
import { recordAct } from './append.ts';

/** A filing as it was stored. */
export interface FiledRecord extends FilingKey {
	version: number;
	content_sha256: string;
	/** Hashes of the files that it is made of. */
	files: readonly string[];
}

/** One line a transaction, none where nothing changed: a table of a whole city is many filings of one file. */
export async function recordFilings(
	{ db, session, registry }: Step,
	stored: readonly FiledRecord[]
): Promise<void> {
	const [first] = stored;
	if (!first) return;
	const filings = [...Map.groupBy(stored, (each) => each.department_id)].map(([id, of]) => {
		const department = registry.department(id);
		const named = { area: department?.jurisdiction_code, department: department?.code };
		return { ...named, name: department?.name, ...versionsOf(of) };
	});
	const files = new Set(stored.flatMap((each) => each.files));
	const name = registry.department(first.department_id)?.name ?? '';
	await recordAct(db, {
		actor: session.actor,
		action: 'filing_stored',
		subject: `${name} ${first.fiscal_year}年度${stored.length > 1 ? ` 等${stored.length}份` : ''}`,
		detail: { filings, files: [...files] }
	});
}

/** Years and versions of several filings of a department in one order, and one hash over their hashes, line by line. */
function versionsOf(filings: readonly FiledRecord[]) {
	const years = filings.map(({ fiscal_year }) => fiscal_year);
	const versions = filings.map(({ version }) => version);
	const hashes = filings.map(({ content_sha256 }) => content_sha256);
	if (filings.length === 1)
		return { fiscal_year: years[0], version: versions[0], content_sha256: hashes[0] };
	return { fiscal_year: years, version: versions, content_sha256: sha256(hashes.join('\n')) };
}
