/**
 * Draws the departments that the bureau scores again. A random draw is made by its seed alone: departments stand in the
 * order of the SHA-256 of seed, `/` and code, so that anybody can draw it again with any tool.
 */
import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { SAMPLE_METHOD_NAMES, type SampleMethod } from '#lib/catalogue/sample-methods.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { recordAct } from '../ledger/audit/append.ts';
import { actsSince } from '../ledger/audit/unseen.ts';
import { raiseDataVersion } from '../ledger/filing/projection.ts';
import { sha256 } from '../ledger/integrity/sha256.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { readLine } from '../round/report.ts';

const LONGEST_SEED = 64;

export interface DrawRequest {
	/** Jurisdiction code. */
	area: string;
	fiscal_year: number;
	method: SampleMethod;
	/** Departments to draw; of a draw by hand those named in `codes`. */
	size: number;
	/** Seed of a random draw; one is made where it is empty. */
	seed: string;
	/** Codes of the departments of a draw by hand. */
	codes: readonly string[];
	/** As of `lastSeen` when the form was shown, so that a form sent twice draws once. Left out where none was shown. */
	seen?: string | null;
}

export interface Drawn {
	seed: string;
	pool: number;
	/** In the order of the draw. */
	departments: { code: string; name: string }[];
}

interface SampleCandidate {
	id: number;
	code: string;
	name: string;
	findings_fail: number;
	spending_total: number | null;
	score_form: number | null;
}

/** Draws and stores a sample. @throws RefusedError where it cannot be drawn so. */
export async function drawSample(
	db: Kysely<Database>,
	asked: DrawRequest,
	drawn_by: string
): Promise<Drawn> {
	return db.transaction().execute(async (step) => {
		const pool = await candidates(step, asked);
		if (pool.length === 0)
			throw new RefusedError(
				`区划${quoted(asked.area)}没有部门报送 ${asked.fiscal_year} 年度的报告，无从抽取。`
			);
		await requireSeen(step, asked);
		const seed =
			asked.method === 'random'
				? readLine(asked.seed, '随机种子', false, LONGEST_SEED) || randomBytes(4).toString('hex')
				: '';
		const chosen = choose(pool, { ...asked, seed });
		const { id } = await step
			.insertInto('reassessment_sample')
			.values({
				jurisdiction_code: asked.area,
				fiscal_year: asked.fiscal_year,
				method: asked.method,
				seed,
				pool: pool.length,
				drawn_by,
				drawn_at: new Date().toISOString()
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		for (const { id: department_id } of chosen)
			await step.insertInto('reassessment_draw').values({ sample_id: id, department_id }).execute();
		const named = chosen.map(({ code, name }) => ({ code, name }));
		await recordAct(step, {
			actor: drawn_by,
			action: 'sample_drawn',
			subject: `${asked.area} ${asked.fiscal_year}年度 ${SAMPLE_METHOD_NAMES[asked.method]}`,
			detail: {
				area: asked.area,
				fiscal_year: asked.fiscal_year,
				sample: id,
				seed,
				pool: pool.length,
				departments: named
			}
		});
		await raiseDataVersion(step);
		return {
			seed,
			pool: pool.length,
			departments: named
		};
	});
}

async function requireSeen(
	step: Kysely<Database>,
	{ area, fiscal_year, seen = null }: DrawRequest
): Promise<void> {
	const since = await actsSince(step, seen, ['sample_drawn', 'sample_withdrawn']);
	if (since.some(({ detail }) => detail.area === area && detail.fiscal_year === fiscal_year))
		throw new RefusedError(
			'您打开表单之后，这一年又抽取或撤销过，没有再抽取；请看过下面的抽取记录再办。'
		);
}

/** Takes a sample back; scores that were given stay. @throws RefusedError where there is none of that number. */
export async function withdrawSample(
	db: Kysely<Database>,
	id: number,
	actor: string
): Promise<void> {
	await db.transaction().execute(async (step) => {
		const sample = await step
			.deleteFrom('reassessment_sample')
			.where('id', '=', id)
			.returning(['jurisdiction_code', 'fiscal_year', 'method', 'seed'])
			.executeTakeFirst();
		if (!sample) throw new RefusedError('没有这次抽取，它可能已被撤销。');
		const { jurisdiction_code, fiscal_year, method, seed } = sample;
		const subject = `${jurisdiction_code} ${fiscal_year}年度 ${SAMPLE_METHOD_NAMES[method]}`;
		await recordAct(step, {
			actor,
			action: 'sample_withdrawn',
			subject,
			detail: { area: jurisdiction_code, fiscal_year, sample: id, seed }
		});
		await raiseDataVersion(step);
	});
}

/** Departments that have filed for the year, by code. */
async function candidates(
	db: Kysely<Database>,
	{ area, fiscal_year }: DrawRequest
): Promise<SampleCandidate[]> {
	return db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.id', 'd.code', 'd.name', 'y.findings_fail', 'y.spending_total', 'y.score_form'])
		.where('y.jurisdiction_code', '=', area)
		.where('y.fiscal_year', '=', fiscal_year)
		.orderBy('d.code')
		.execute();
}

/** Chooses by the method; equals go by their codes, and a department that states nothing comes last. */
export function choose(
	pool: readonly SampleCandidate[],
	{ method, size, seed, codes }: Pick<DrawRequest, 'method' | 'size' | 'seed' | 'codes'>
): SampleCandidate[] {
	if (method === 'hand') return named(pool, codes);
	if (!Number.isSafeInteger(size) || size < 1 || size > pool.length)
		throw new RefusedError(`抽取家数应为 1 至 ${pool.length}（已报送的部门数）之间的整数。`);
	const before = ORDERS[method];
	if (before) return [...pool].sort(before).slice(0, size);
	const hashes = new Map(pool.map(({ code }) => [code, sha256(`${seed}/${code}`)]));
	const order = ({ code }: SampleCandidate) => hashes.get(code) ?? '';
	return [...pool].sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, size);
}

type DrawOrder = (a: SampleCandidate, b: SampleCandidate) => number;
const ORDERS: Partial<Record<SampleMethod, DrawOrder>> = {
	findings: (a, b) => b.findings_fail - a.findings_fail,
	spending: (a, b) => (b.spending_total ?? -Infinity) - (a.spending_total ?? -Infinity) || 0,
	score: (a, b) => (b.score_form ?? -Infinity) - (a.score_form ?? -Infinity) || 0
};

function named(pool: readonly SampleCandidate[], codes: readonly string[]): SampleCandidate[] {
	const wanted = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))];
	if (wanted.length === 0) throw new RefusedError('请写明要复评的部门编码，用逗号或空格隔开。');
	return wanted.map((code) => {
		const found = pool.find((one) => one.code === code);
		if (!found)
			throw new RefusedError(`编码为${quoted(code)}的部门没有报送这一年度的报告，不能抽取。`);
		return found;
	});
}
