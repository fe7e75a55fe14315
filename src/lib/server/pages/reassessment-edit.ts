import { SAMPLE_METHOD_NAMES, SAMPLE_METHODS } from '#lib/catalogue/sample-methods.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import { pathKey } from '#lib/comparison/score-items.ts';
import { sampleLine } from '#lib/answers/reassessments/rows.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import { listReassessed, listSamples } from '../questions/reports/reassessments.ts';
import { observationsOf } from '../questions/figures/population.ts';
import { listSheetLines } from '../questions/figures/scores.ts';
import { readPage } from '../request/page-request.ts';

/** 抽取与录入: forms to draw departments, and to give the scores of one of them. */
export async function reassessmentEditPage(url: URL) {
	const request = await readPage('reassessments', url);
	const { db, area, year } = request;
	const seen = await lastSeen(db);
	const filed = await observationsOf(db, area.code, year);
	const rows = await listReassessed(db, area.code, year);
	const asked = url.searchParams.get('d') ?? '';
	const shown = filed.find(({ department }) => department.code === asked) ?? null;
	return {
		year,
		seen,
		notices: request.notices,
		pool: filed.length,
		methods: SAMPLE_METHODS.map((id) => ({ id, name: SAMPLE_METHOD_NAMES[id] })),
		samples: (await listSamples(db, area.code, year)).map(sampleLine),
		departments: filed.map(({ department: { code, name, id } }) => ({
			code,
			name,
			note: noteOf(rows.find((row) => row.department.id === id && row.indicator === ''))
		})),
		asked,
		shown: shown && { name: shown.department.name, code: shown.department.code },
		lines: shown ? await linesOf() : []
	};

	async function linesOf() {
		const given = rows.filter(({ department }) => department.code === asked);
		const sheet = await listSheetLines(db, area.code, year);
		const items = sheet.filter((line) => line.department === shown?.department.id);
		const total = {
			indicator: '',
			name: '总分',
			path: '',
			weight: null,
			self: shown?.values.score_form.value ?? null
		};
		return [
			total,
			...items.map(({ path, weight, score }) => ({
				indicator: pathKey(path),
				name: path.at(-1) ?? '',
				path: path.slice(0, -1).join(' › '),
				weight,
				self: score
			}))
		].map(({ weight, self, ...line }) => {
			const stored = given.find(({ indicator }) => indicator === line.indicator);
			return {
				...line,
				weight: toPoints(weight),
				self_score: toPoints(self),
				score: toPoints(stored?.score ?? null),
				reason: stored?.reason ?? ''
			};
		});
	}
}

function noteOf(row: { score: number | null } | undefined): string {
	if (!row) return '';
	return row.score === null ? '（已抽取，未复评）' : '（已复评）';
}
