/** Stores the bureau's own scores beside what departments filed, which stays as it is. */
import type { Kysely } from 'kysely';
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { parsePoints, toPoints } from '#lib/catalogue/units.ts';
import { pathKey } from '#lib/comparison/score-items.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { recordAct } from '../ledger/audit/append.ts';
import { actsSince } from '../ledger/audit/unseen.ts';
import { raiseDataVersion } from '../ledger/filing/projection.ts';
import { UNHASHED } from '../ledger/integrity/row-hashes.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { findReport, readText } from '../round/report.ts';

export interface GivenScore {
	/** Path of the indicator as `pathKey` writes it; empty for the total. */
	indicator: string;
	/** As typed, in points; empty takes a score back. */
	score: string;
	reason: string;
}

export interface Reassessed {
	/** Jurisdiction and department by their codes. */
	area: string;
	department: string;
	fiscal_year: number;
	scores: readonly GivenScore[];
	/** As of `lastSeen` when the form was shown; no score given since is overwritten unseen. Left out where none was shown. */
	seen?: string | null;
}

const LONGEST_REASON = 500;

/**
 * Stores all scores of all departments given, or none; of each the score given last holds.
 * @returns the number of scores that were written or taken back
 * @throws RefusedError which names the department and the indicator.
 */
export async function reassess(
	db: Kysely<Database>,
	given: readonly Reassessed[],
	assessed_by: string
): Promise<number> {
	return db.transaction().execute(async (step) => {
		let written = 0;
		for (const one of given) written += await reassessOne(step, one, assessed_by);
		if (written > 0) await raiseDataVersion(step);
		return written;
	});
}

async function reassessOne(
	db: Kysely<Database>,
	{ area, department, fiscal_year, scores, seen = null }: Reassessed,
	assessed_by: string
): Promise<number> {
	const filed = await findReport(db, { area, department, fiscal_year });
	const weights = await weightsOf(db, filed.filing_id);
	const unseen = await indicatorsSince(db, { area, department, fiscal_year, seen });
	const assessed_at = new Date().toISOString();
	const changed: Record<string, unknown>[] = [];
	for (const { indicator, score, ...typed } of scores) {
		const key = { department_id: filed.department_id, fiscal_year, indicator };
		const about = `${filed.subject}${indicator === '' ? '总分' : quoted(indicator)}`;
		const points = readScore(score, indicator, { weights, about });
		const reason = readText(typed.reason, `${about}的理由`, false, LONGEST_REASON);
		const stored = await storedScore(db, key);
		if (isSame(stored, { score: points, reason })) continue;
		if (unseen.has(nameInLog(indicator)))
			throw new RefusedError(
				`您打开表单之后，${about}的复评得分已有变动，没有保存；请核对下面的现值后再填。`
			);
		await write(db, key, { score: points, reason, assessed_by, assessed_at });
		const scoresOf = { before: toPoints(stored?.score ?? null), after: toPoints(points) };
		changed.push({ indicator: nameInLog(indicator), ...scoresOf, reason });
	}
	if (changed.length > 0)
		await recordAct(db, {
			actor: assessed_by,
			action: 'score_reassessed',
			subject: filed.subject,
			detail: { area, department, fiscal_year, scores: changed }
		});
	return changed.length;
}

interface ScoreKey {
	department_id: number;
	fiscal_year: number;
	indicator: string;
}

interface StoredScore {
	score: number;
	reason: string;
}

function storedScore(
	db: Kysely<Database>,
	{ department_id, fiscal_year, indicator }: ScoreKey
): Promise<StoredScore | undefined> {
	return db
		.selectFrom('reassessment')
		.select(['score', 'reason'])
		.where('department_id', '=', department_id)
		.where('fiscal_year', '=', fiscal_year)
		.where('indicator', '=', indicator)
		.executeTakeFirst();
}

/** Tells whether the stored score is already as asked; of none no reason is kept. */
function isSame(
	stored: StoredScore | undefined,
	asked: { score: number | null; reason: string }
): boolean {
	if (stored === undefined || asked.score === null) return (stored?.score ?? null) === asked.score;
	return stored.score === asked.score && stored.reason === asked.reason;
}

/** The log's name of an indicator, which is empty for the total. */
const nameInLog = (indicator: string) => indicator || '总分';

/** Log's names of the department's indicators that were scored since the form was shown. */
async function indicatorsSince(
	step: Kysely<Database>,
	{ area, department, fiscal_year, seen }: Omit<Reassessed, 'scores'> & { seen: string | null }
): Promise<ReadonlySet<string>> {
	const since = await actsSince(step, seen, ['score_reassessed']);
	const own = since.filter(
		({ detail }) =>
			detail.area === area && detail.department === department && detail.fiscal_year === fiscal_year
	);
	const scored = own.flatMap(({ detail }) => detail.scores as { indicator: string }[]);
	return new Set(scored.map(({ indicator }) => indicator));
}

/** A score of null is taken back. */
async function write(
	db: Kysely<Database>,
	key: ScoreKey,
	{
		score,
		...about
	}: { score: number | null; reason: string; assessed_by: string; assessed_at: string }
): Promise<void> {
	if (score === null) {
		await db
			.deleteFrom('reassessment')
			.where('department_id', '=', key.department_id)
			.where('fiscal_year', '=', key.fiscal_year)
			.where('indicator', '=', key.indicator)
			.execute();
		return;
	}
	await db
		.insertInto('reassessment')
		.values({ ...key, score, ...about })
		.onConflict((conflict) =>
			conflict
				.columns(['department_id', 'fiscal_year', 'indicator'])
				.doUpdateSet({ score, ...about, ...UNHASHED })
		)
		.execute();
}

/** Null where the score is taken back. */
function readScore(
	typed: string,
	indicator: string,
	{ weights, about }: { weights: ReadonlyMap<string, number | null>; about: string }
): number | null {
	if (indicator !== '' && !weights.has(indicator))
		throw new RefusedError(
			`${about}不在该部门的评分表里，指标应写全各级，如“过程 › 预算管理 › 资金结余”。`
		);
	if (typed.trim() === '') return null;
	const { value } = parsePoints(typed);
	const most = indicator === '' ? FULL_SCORE : (weights.get(indicator) ?? FULL_SCORE);
	if (value === null || value < 0 || value > most)
		throw new RefusedError(
			`${about}的复评得分应为 0 至 ${toPoints(most)} 之间、至多两位小数的数，读到${quoted(typed)}。`
		);
	return value;
}

/** The most that each indicator of the department's sheet can get; several may share one printed weight. */
async function weightsOf(
	db: Kysely<Database>,
	filing: number
): Promise<ReadonlyMap<string, number | null>> {
	const rows = await db
		.selectFrom('score_item')
		.select(['level1', 'level2', 'level3', 'weight', 'weight_group'])
		.where('filing_id', '=', filing)
		.execute();
	const shared = new Map<number | null, number | null>();
	for (const { weight, weight_group } of rows)
		if (weight !== null) shared.set(weight_group, weight);
	return new Map(
		rows.map(({ level1, level2, level3, weight, weight_group }) => [
			pathKey([level1, level2, level3].filter((level) => level !== '')),
			weight_group === null ? weight : (shared.get(weight_group) ?? null)
		])
	);
}
