/** Answers of questions as sheets. Amounts leave in 元 with two decimals, whatever unit the page shows. */
import { LAST_YEAR } from '#lib/catalogue/change-words.ts';
import { isBudget, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { quoteCells } from '#lib/documents/place.ts';
import { findingName, FINDING_STATE_NAMES } from '#lib/catalogue/rules.ts';
import { fenIn, toPoints } from '#lib/catalogue/units.ts';
import { absenceSince, MISSING_TEXT, present, type Value } from '#lib/catalogue/values.ts';
import { correctionSentence } from '#lib/answers/corrections.ts';
import { correctionsBehind } from '#lib/comparison/correction-marks.ts';
import { reasonName, clearsAtText, flagSentence } from '#lib/comparison/flags/flag-words.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { isLasting, LASTING_NAME, TIER_NAMES, type Flag } from '#lib/comparison/flags/flags.ts';
import { cellOf, column, columnName, type MeasureColumn } from '#lib/comparison/table.ts';
import type { FilingRow } from '#lib/comparison/filings.ts';
import { FILING_STATE_NAMES, FILING_STATUS_NAMES } from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_NAMES } from '#lib/catalogue/follow-up.ts';
import type { FindingRow } from '../questions/findings/reviewed.ts';
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './sheet.ts';

export const text = (name: string): SheetColumn => ({ name, unit: '', format: 'text' });
export const count = (name: string): SheetColumn => ({ name, unit: '', format: 'count' });
export const number = (name: string): SheetColumn => ({ name, unit: '', format: 'number' });
export const year = (name = '年度'): SheetColumn => ({ name, unit: '', format: 'year' });

const UNITS: Record<CellFormat, string> = {
	text: '',
	year: '',
	number: '',
	count: '人',
	money: '元',
	money_per_head: '元/人',
	ratio: '',
	difference: '百分点',
	points: '分'
};

function formatOf({ measure, aspect }: MeasureColumn): CellFormat {
	if (aspect === 'rate') return 'ratio';
	const { quantity } = measureOf(measure);
	if (quantity === 'ratio') return aspect === 'difference' ? 'difference' : 'ratio';
	return quantity === 'people' ? 'count' : quantity;
}

/** The column of a measure, with its unit; `base` names the year compared with, as `baseName` does. */
export function measureColumn(column: MeasureColumn, base: string = LAST_YEAR): SheetColumn {
	const format = formatOf(column);
	return { name: columnName(column, base), unit: UNITS[format], format };
}

/** A measure's value beside its unit, for tables that hold several measures in one column; a ratio is in %. */
export function valueAndUnit(measure: MeasureId, value: Value): [value: SheetCell, unit: string] {
	const format = formatOf(column(measure));
	const cell = outgoing(value, format === 'ratio' ? 'difference' : format);
	return [cell, format === 'ratio' ? '%' : UNITS[format]];
}

/** The number as it leaves: 元, people, points, fractions, percentage points; absent values as their reason. */
export function outgoing(value: Value, format: CellFormat): SheetCell {
	if (value.value === null) return MISSING_TEXT[value.missing];
	switch (format) {
		case 'money':
			return value.value / fenIn('元');
		case 'points':
			return toPoints(value.value);
		case 'money_per_head':
			return Math.round(value.value) / fenIn('元');
		case 'difference':
			// Ten decimals, so that 7个百分点 does not leave as 7.000000000000001.
			return Math.round(value.value * 1e12) / 1e10;
		default:
			return value.value;
	}
}

/** Departments by the measures of a page's table. */
export function measureSheet(
	name: string,
	observations: readonly Observation[],
	asked: readonly MeasureColumn[],
	base: string = LAST_YEAR
): Sheet {
	const columns = asked.filter((one) => isFiled(one, observations));
	const formats = columns.map(formatOf);
	const isCorrected = observations.some(({ corrected }) => corrected !== undefined);
	return {
		name,
		columns: [
			text('部门编码'),
			text('部门'),
			text('类别'),
			year(),
			...columns.map((one) => measureColumn(one, base)),
			text('评价等次'),
			count('不符'),
			count('提示'),
			...(isCorrected ? [text('人工更正')] : [])
		],
		rows: observations.map((observation) => [
			observation.department.code,
			observation.department.name,
			observation.department.kind,
			observation.fiscal_year,
			...columns.map((one, index) => {
				const value = cellOf(observation, one);
				return value.value === null
					? absenceSince(value.missing, base)
					: outgoing(value, formats[index] ?? 'text');
			}),
			observation.grade,
			observation.findings.fail,
			observation.findings.warn,
			...(isCorrected ? [correctionNote(observation, columns)] : [])
		])
	};
}

/** The corrected figures that the row states or that its measures are computed from; null where there is none. */
function correctionNote(
	observation: Observation,
	columns: readonly MeasureColumn[]
): string | null {
	const behind = columns.flatMap(({ measure }) => correctionsBehind(observation, measure));
	return [...new Set(behind)].map(correctionSentence).join('；') || null;
}

/** Budgets that nobody filed would be two dozen empty columns. */
function isFiled(asked: MeasureColumn, observations: readonly Observation[]): boolean {
	if (!isBudget(measureOf(asked.measure))) return true;
	return observations.some((observation) => cellOf(observation, asked).value !== null);
}

export function flagSheet(flags: readonly Flag[]): Sheet {
	return {
		name: '异常',
		columns: [
			...['部门编码', '部门', '类别'].map(text),
			year(),
			text('项目'),
			number('数值'),
			...['单位', '依据', '说明', '不再提示的条件'].map(text),
			number('突出程度'),
			text('列为')
		],
		rows: flags.map((flag) => [
			flag.observation.department.code,
			flag.observation.department.name,
			flag.observation.department.kind,
			flag.observation.fiscal_year,
			measureOf(flag.measure).name,
			...valueAndUnit(flag.measure, present(flag.value)),
			reasonName(flag),
			flagSentence(flag),
			clearsAtText(flag),
			Math.round(flag.severity * 1000) / 1000,
			isLasting(flag) ? LASTING_NAME : TIER_NAMES[flag.tier]
		])
	};
}

export function findingSheet(findings: readonly FindingRow[]): Sheet {
	return {
		name: '核对',
		columns: [
			...['部门编码', '部门', '归口科室'].map(text),
			year(),
			...['规则', '结果', '说明', '起因', '原文与位置', '办理'].map(text)
		],
		rows: findings.map((row) => [
			row.department.code,
			row.department.name,
			row.department.division,
			row.fiscal_year,
			findingName(row),
			FINDING_STATE_NAMES[row.state],
			row.message,
			row.follows_from ? findingName({ rule: row.follows_from, state: 'fail' }) : null,
			quoteCells(row.places),
			FOLLOW_UP_NAMES[row.follow_up.status]
		])
	};
}

export function filingSheet(rows: readonly FilingRow[]): Sheet {
	return {
		name: '报送',
		columns: [
			...['部门编码', '部门', '类别', '归口科室'].map(text),
			year(),
			...['报送情况', '报送期限', '报送日期', '状态', '决定理由', '重报期限'].map(text),
			...['版本', '不符', '提示', '无法核验'].map(count)
		],
		rows: rows.map((row) => [
			row.department.code,
			row.department.name,
			row.department.kind,
			row.department.division,
			row.fiscal_year,
			FILING_STATUS_NAMES[row.status],
			row.due_on,
			row.filed_on,
			FILING_STATE_NAMES[row.state],
			row.decision?.reason ?? null,
			row.decision?.due_on ?? null,
			row.version,
			// What was not filed was not checked.
			...(row.filing_id === null
				? [null, null, null]
				: [row.findings.fail, row.findings.warn, row.findings.not_checkable])
		])
	};
}
