/** The line of the audit log on filings that a transaction stores. */
import type { Step } from '../connection/session.ts';
import type { FilingKey } from '../filing/current-filings.ts';
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
	if (stored.length === 0) return;
	const filings = stored.map(({ department_id, fiscal_year, version, content_sha256 }) => {
		const department = registry.department(department_id);
		return {
			area: department?.jurisdiction_code,
			department: department?.code,
			name: department?.name,
			fiscal_year,
			version,
			content_sha256
		};
	});
	const files = new Set(stored.flatMap((each) => each.files));
	const [first] = filings;
	await recordAct(db, {
		actor: session.actor,
		action: 'filing_stored',
		subject: `${first?.name ?? ''} ${first?.fiscal_year ?? ''}年度${filings.length > 1 ? ` 等${filings.length}份` : ''}`,
		detail: { filings, files: [...files] }
	});
}
