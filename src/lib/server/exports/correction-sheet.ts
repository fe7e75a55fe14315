/** Figures corrected by hand as a sheet. */
import { correctableName, correctableOf, isItemFigure } from '#lib/catalogue/correctable.ts';
import { describePlace } from '#lib/documents/place.ts';
import { absent, MISSING_TEXT, present } from '#lib/catalogue/values.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { CORRECTION_STATE_NAMES, withUnit } from '#lib/answers/corrections.ts';
import type { CorrectionRow } from '../questions/reports/corrections.ts';
import type { UnreadRow } from '../questions/reports/unread.ts';
import type { Sheet } from './sheet.ts';
import { count, number, text, valueAndUnit, year } from './tables.ts';

export function correctionSheet(rows: readonly CorrectionRow[]): Sheet {
	return {
		name: '人工更正',
		columns: [
			count('序号'),
			...['部门编码', '部门'].map(text),
			year(),
			...['项目', '单位（行）或指标'].map(text),
			number('更正前'),
			text('更正前原文'),
			number('更正后'),
			...['单位', '更正后原文', '理由', '更正人', '更正时间', '状态'].map(text),
			...['撤回人', '撤回时间', '撤回理由'].map(text)
		],
		rows: rows.map((row) => {
			const { measure, department, taken_back_at } = row;
			const of = (value: number | null, missing: CorrectionRow['missing']) =>
				valueAndUnit(
					isItemFigure(measure) ? 'score_form' : measure,
					value === null ? absent(missing ?? 'blank') : present(value)
				);
			const [after, unit] = of(row.value, row.missing);
			return [
				row.id,
				department.code,
				department.name,
				row.fiscal_year,
				correctableOf(measure).name,
				row.unit || '汇总',
				of(row.old_value, row.old_missing)[0],
				row.old_printed || null,
				after,
				unit,
				withUnit(row.printed, row.printed_unit),
				row.reason,
				row.corrected_by,
				timeInChina(row.corrected_at),
				CORRECTION_STATE_NAMES[row.state],
				row.taken_back_by,
				taken_back_at && timeInChina(taken_back_at),
				row.taken_back_reason
			];
		})
	};
}

/** Figures that a person has to read, with their place in the document. */
export function unreadSheet(rows: readonly UnreadRow[]): Sheet {
	return {
		name: '没有读出的数',
		columns: [
			...['部门编码', '部门', '归口科室'].map(text),
			year(),
			...['项目', '原因', '原文', '位置'].map(text)
		],
		rows: rows.map(({ department, fiscal_year, measure, unit, figure }) => [
			department.code,
			department.name,
			department.division,
			fiscal_year,
			correctableName(measure, unit),
			figure.missing && MISSING_TEXT[figure.missing],
			figure.printed || null,
			figure.place && describePlace(figure.place)
		])
	};
}
