/** Reads the bureau's own scores from a CSV file with one row a department and indicator. */
import Papa from 'papaparse';
import { decodeText } from '#lib/documents/characters/encoding.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import type { Reassessed } from './scores.ts';

/** By what a head may call them; the first is what a refusal names. */
const COLUMNS = {
	area: ['区划代码', 'jurisdiction'],
	department: ['部门编码', 'department_code'],
	year: ['年度', 'fiscal_year'],
	indicator: ['指标', 'indicator'],
	score: ['复评得分', 'score'],
	reason: ['理由', 'reason']
} as const;
type ScoreColumn = keyof typeof COLUMNS;

/** The words that stand for the total. */
const TOTAL = new Set(['', '总分', 'total']);

/** One entry a row, so that a refusal concerns one department alone. @throws RefusedError which names the line. */
export function readScoresFile(bytes: Uint8Array): Reassessed[] {
	const { data } = Papa.parse<string[]>(decodeText(bytes).text.trim(), {
		skipEmptyLines: 'greedy'
	});
	const [head = [], ...rows] = data;
	const at = new Map(
		(Object.keys(COLUMNS) as ScoreColumn[]).map((column) => [column, positionOf(head, column)])
	);
	if (rows.length === 0)
		throw new RefusedError('文件里没有得分：第一行应为列名，其后每行一个得分。');
	return rows.map((row, index) => {
		const cell = (column: ScoreColumn) => (row[at.get(column) ?? -1] ?? '').trim();
		const year = cell('year').replace(/年$/, '');
		if (!/^\d{4}$/.test(year))
			throw new RefusedError(`第 ${index + 2} 行的年度应为四位数字，读到${quoted(year)}。`);
		const indicator = cell('indicator');
		return {
			area: cell('area'),
			department: cell('department'),
			fiscal_year: Number(year),
			scores: [
				{
					indicator: TOTAL.has(indicator) ? '' : indicator.split(/\s*[›>/]\s*/).join(' › '),
					score: cell('score'),
					reason: cell('reason')
				}
			]
		};
	});
}

function positionOf(head: readonly string[], column: ScoreColumn): number {
	const names: readonly string[] = COLUMNS[column];
	const found = head.findIndex((name) => names.includes(name.replace('\ufeff', '').trim()));
	if (found < 0 && column !== 'reason' && column !== 'indicator')
		throw new RefusedError(`文件缺少“${names[0] ?? column}”一列。`);
	return found;
}
