/** Records how far a finding has been followed up, through re-reviews and new versions: asked, explained, corrected. */
import type { Kysely } from 'kysely';
import type { RuleId } from '#lib/catalogue/rules.ts';
import { commandActor } from '../audit/actor.ts';
import { recordAct } from '../audit/append.ts';
import { StoreError } from '../connection/errors.ts';
import { raiseDataVersion } from '../filing/projection.ts';
import type { Database, FollowUpTable } from '../schema/schema.ts';
import { UNHASHED } from '../integrity/row-hashes.ts';

export interface FollowUp {
	/** Jurisdiction code. */
	area: string;
	/** Department code. */
	department: string;
	fiscal_year: number;
	rule: RuleId;
	status: FollowUpTable['status'];
	note: string;
}

/**
 * Writes the status over the former one, in one transaction with the data version.
 * @throws StoreError `finding_unknown` where no current filing of the department and year has the finding.
 */
export async function followUp(
	db: Kysely<Database>,
	asked: FollowUp,
	actor = commandActor()
): Promise<void> {
	await db.transaction().execute(async (transaction) => {
		const found = await transaction
			.selectFrom('department_year as y')
			.innerJoin('department as d', 'd.id', 'y.department_id')
			.innerJoin('verdict as v', 'v.verdict_set_id', 'y.verdict_set_id')
			.select(['d.id', 'd.name'])
			.where('d.jurisdiction_code', '=', asked.area)
			.where('d.code', '=', asked.department)
			.where('y.fiscal_year', '=', asked.fiscal_year)
			.where('v.rule', '=', asked.rule)
			.executeTakeFirst();
		if (!found) {
			throw new StoreError(
				'finding_unknown',
				`${asked.area} 的部门 ${asked.department} 在 ${asked.fiscal_year} 年没有规则 ${asked.rule} 的核对结果。请到“核对”页查看部门编码、年度和规则。`
			);
		}
		const { status, note } = asked;
		const updated_at = new Date().toISOString();
		await transaction
			.insertInto('follow_up')
			.values({
				department_id: found.id,
				fiscal_year: asked.fiscal_year,
				rule: asked.rule,
				status,
				note,
				updated_at
			})
			.onConflict((conflict) =>
				conflict
					.columns(['department_id', 'fiscal_year', 'rule'])
					.doUpdateSet({ status, note, updated_at, ...UNHASHED })
			)
			.execute();
		const { area, department, fiscal_year, rule } = asked;
		await recordAct(transaction, {
			actor,
			action: 'finding_followed_up',
			subject: `${found.name} ${fiscal_year}年度`,
			detail: { area, department, fiscal_year, rule, status, note }
		});
		await raiseDataVersion(transaction);
	});
}
