/** The line of the audit log on filings that a transaction stores. */
import type { Step } from '../connection/session.ts';
import type { FilingKey } from '../filing/current-filings.ts';
import type { ChangePlan } from '../filing/versions.ts';
import { recordAct } from './append.ts';

/** One line a transaction, none where nothing changed: a table of a whole city is many filings of one file. */
export async function recordFilings(
	{ db, session, registry }: Step,
	changing: readonly (FilingKey & { plan: ChangePlan })[]
): Promise<void> {
	if (changing.length === 0) return;
	const filings = changing.map(({ department_id, fiscal_year, plan }) => {
		const department = registry.department(department_id);
		return {
			area: department?.jurisdiction_code,
			department: department?.code,
			name: department?.name,
			fiscal_year,
			version: plan.version,
			content_sha256: plan.content_sha256
		};
	});
	const files = new Set(changing.flatMap(({ plan }) => plan.filing.sources.map((s) => s.sha256)));
	const [first] = filings;
	await recordAct(db, {
		actor: session.actor,
		action: 'filing_stored',
		subject: `${first?.name ?? ''} ${first?.fiscal_year ?? ''}年度${filings.length > 1 ? ` 等${filings.length}份` : ''}`,
		detail: { filings, files: [...files] }
	});
}
