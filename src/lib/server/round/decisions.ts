/** Decisions of the bureau on a report: it is returned to the department, or confirmed; either can be taken back. */
import type { Kysely } from 'kysely';
import { FILING_DECISION_NAMES, type FilingDecision } from '#lib/catalogue/filing-states.ts';
import { recordAct } from '../ledger/audit/append.ts';
import { raiseDataVersion } from '../ledger/filing/projection.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { RefusedError } from '../refused-error.ts';
import { findReport, readDate, readText, type ReportKey } from './report.ts';

export interface GivenDecision extends ReportKey {
	decision: FilingDecision;
	/** The version that was looked at; a newer one is not decided upon unseen. */
	filing_id: number;
	/** As typed. */
	reason: string;
	/** As typed: the date by which a returned report is to be handed in again; empty for none. */
	due_on: string;
	/** Number of decisions that the form showed; none is overruled unseen. Left out where none were shown. */
	seen?: number | null;
}

const ACTIONS = {
	returned: 'filing_returned',
	confirmed: 'filing_confirmed',
	reopened: 'filing_reopened'
} as const;

/** @throws RefusedError where the report is another than was seen, or is in that state already */
export async function decideFiling(
	db: Kysely<Database>,
	{ decision, filing_id, seen, ...given }: GivenDecision,
	decided_by: string
): Promise<void> {
	const reason = readText(given.reason, '理由', decision === 'returned');
	const due_on = decision === 'returned' ? readDate(given.due_on, '重报期限') : null;
	await db.transaction().execute(async (step) => {
		const report = await findReport(step, given);
		const { department_id, subject } = report;
		if (report.filing_id !== filing_id)
			throw new RefusedError('您查看之后，这份报告又有新的版本，没有作出决定；请看过再办。');
		const { fiscal_year } = given;
		await requireOther(step, { department_id, fiscal_year }, decision);
		await requireSeen(step, { department_id, fiscal_year }, seen ?? null);
		const decided_at = new Date().toISOString();
		await step
			.insertInto('filing_decision')
			.values({
				department_id,
				fiscal_year,
				filing_id,
				decision,
				reason,
				due_on,
				decided_by,
				decided_at
			})
			.execute();
		const { area, department } = given;
		await recordAct(step, {
			actor: decided_by,
			action: ACTIONS[decision],
			subject,
			detail: { area, department, fiscal_year, filing_id, reason, due_on }
		});
		await raiseDataVersion(step);
	});
}

/** A form that is sent twice decides once. */
async function requireOther(
	db: Kysely<Database>,
	{ department_id, fiscal_year }: { department_id: number; fiscal_year: number },
	decision: FilingDecision
): Promise<void> {
	const current = await db
		.selectFrom('filing_state')
		.select('state')
		.where('department_id', '=', department_id)
		.where('fiscal_year', '=', fiscal_year)
		.executeTakeFirst();
	const state = current?.state ?? 'filed';
	if (decision === 'reopened' && state !== 'returned' && state !== 'confirmed')
		throw new RefusedError('这份报告现在没有退回或确认，不必撤销。');
	if (state === decision)
		throw new RefusedError(decision === 'returned' ? '这份报告已经退回。' : '这份报告已经确认。');
	if (decision !== 'reopened' && (state === 'returned' || state === 'confirmed'))
		throw new RefusedError(
			`这份报告已经${FILING_DECISION_NAMES[state]}，没有作出决定；要改的，请先撤销。`
		);
}

/** Two windows, or a form that is sent again later, do not overrule what was decided meanwhile. */
async function requireSeen(
	db: Kysely<Database>,
	{ department_id, fiscal_year }: { department_id: number; fiscal_year: number },
	seen: number | null
): Promise<void> {
	if (seen === null) return;
	const { made } = await db
		.selectFrom('filing_decision')
		.select(({ fn }) => fn.countAll<number>().as('made'))
		.where('department_id', '=', department_id)
		.where('fiscal_year', '=', fiscal_year)
		.executeTakeFirstOrThrow();
	if (made !== seen)
		throw new RefusedError('您查看之后，这份报告又有退回、确认或撤销，没有作出决定；请看过再办。');
}
