/** The bureau's scores and its samples as sheets. */
import { SAMPLE_METHOD_NAMES } from '#lib/catalogue/sample-methods.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import type { ReassessedRow, Sample } from '../questions/reports/reassessments.ts';
import type { Sheet, SheetColumn } from './sheet.ts';
import { count, text, year } from './tables.ts';

const points = (name: string): SheetColumn => ({ name, unit: '分', format: 'points' });

export function reassessmentSheet(rows: readonly ReassessedRow[]): Sheet {
	return {
		name: '复评',
		columns: [
			text('部门编码'),
			text('指标'),
			text('部门'),
			year(),
			points('分值'),
			points('自评得分'),
			points('复评得分'),
			points('复评比自评'),
			text('抽取方式'),
			text('理由'),
			text('复评人'),
			text('复评时间'),
			text('自评得分更正')
		],
		rows: rows.map(({ department, drawn, ...row }) => [
			department.code,
			row.indicator === '' ? '总分' : row.indicator,
			department.name,
			row.fiscal_year,
			toPoints(row.weight),
			toPoints(row.self_score) ?? '未填',
			toPoints(row.score) ?? '未复评',
			toPoints(row.gap),
			drawn.map((method) => SAMPLE_METHOD_NAMES[method]).join('、'),
			row.reason,
			row.assessed_by,
			row.assessed_at && timeInChina(row.assessed_at),
			row.is_corrected ? '人工更正' : null
		])
	};
}

export function sampleSheet(samples: readonly Sample[]): Sheet {
	return {
		name: '抽取记录',
		columns: [
			count('序号'),
			text('抽取方式'),
			text('随机种子'),
			count('可抽部门'),
			count('抽中'),
			text('抽取人'),
			text('抽取时间'),
			text('抽中部门')
		],
		rows: samples.map(({ id, method, seed, pool, departments, drawn_by, drawn_at }) => [
			id,
			SAMPLE_METHOD_NAMES[method],
			seed,
			pool,
			departments.length,
			drawn_by,
			timeInChina(drawn_at),
			departments.join('、')
		])
	};
}
