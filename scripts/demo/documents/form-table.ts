/** The form is one large table of eight grid columns with staffing, money, goals, score and evaluators. */
import type { DisplayUnit } from '#lib/catalogue/format.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { typedAmount, typedPoints } from '../filing/printed-numbers.ts';
import type { DemoFiling } from '../filing/filings.ts';
import { unitOf } from '../city/departments.ts';
import type { ReportErrors } from '../oddities/oddity.ts';
import type { FormVariant } from './form-variant.ts';
import type { ReportText } from './report-text.ts';
import { goalRows, indicatorRows } from './goal-rows.ts';
import type { MoneyColumn } from './money-heads.ts';
import {
	ASSETS,
	assetsHead,
	FORM_LABELS,
	INCOME,
	OTHER_LABELS,
	simpleHead,
	SPENDING,
	spendingHead,
	THREE_PUBLIC
} from './money-heads.ts';
import type { UnitFigures } from './unit-rows.ts';
import { unitRows } from './unit-rows.ts';
import type { GridRow } from './wordml.ts';
import { cell, table } from './wordml.ts';

const WIDTHS = [1036, 1752, 813, 845, 1192, 1771, 1482, 1314] as const;
const WIDTH = WIDTHS.length;

export function formTable(
	filing: DemoFiling,
	variant: FormVariant,
	errors: ReportErrors,
	text: ReportText
): string {
	const { department, figures } = filing;
	const unit = unitOf(department);
	const labels = variant.labels === 'form' ? FORM_LABELS : OTHER_LABELS;
	const rows = unitRows(figures, text.profile.short, variant, errors);
	const money = (columns: readonly MoneyColumn[]) =>
		rows.map((row) => moneyRow(row, columns, unit));
	return table(WIDTHS, [
		[cell('一、部门（单位）基本概况', WIDTH)],
		[cell('联系人'), cell('〔已隐去〕', 3), cell('联络电话'), cell('〔已隐去〕', 3)],
		[
			cell('人员编制'),
			cell(String(figures.staff_quota ?? ''), 3),
			cell('实有人数'),
			cell(String(figures.staff_actual ?? ''), 3)
		],
		...overviewRows(text),
		[cell('二、部门（单位）收支情况', WIDTH)],
		[cell(`年度收入情况（${unit}）`, WIDTH)],
		...simpleHead(labels, INCOME),
		...money(INCOME),
		[cell(`部门（单位）年度支出和结余情况（${unit}）`, WIDTH)],
		...spendingHead(labels),
		...money(SPENDING),
		...simpleHead(labels, THREE_PUBLIC),
		...money(THREE_PUBLIC),
		...assetsHead(labels),
		...money(ASSETS),
		[cell('三、部门（单位）整体支出绩效自评情况', WIDTH)],
		...goalRows(text),
		...indicatorRows(text),
		[cell('绩效自评综合得分', 4), cell(`${typedPoints(filing.sheet.form)}分`, 4)],
		[cell('评价等次', 4), cell(filing.sheet.grade, 4)],
		...evaluatorRows(text)
	]);
}

function overviewRows({ profile, goals, completed_on }: ReportText): GridRow[] {
	const list = (lines: readonly string[]) =>
		lines.map((line, index) => `${index + 1}、${line}。`).join('\n');
	const achievements = [
		...goals.map(({ result }) => result),
		`${profile.task}于${completed_on}完成`
	];
	return [
		[cell('职能职责概述'), cell(list(profile.duties), WIDTH - 1)],
		[cell('年度主要\n工作内容'), cell(list(goals.map(({ target }) => target)), WIDTH - 1)],
		[cell('年度部门（单位）总体运行情况及取得的成绩'), cell(list(achievements), WIDTH - 1)]
	];
}

function moneyRow(
	{ name, figures }: UnitFigures,
	columns: readonly MoneyColumn[],
	unit: DisplayUnit
): GridRow {
	const amount = (id: FigureId) => {
		const value = figures[id];
		return value === null || value === undefined ? '' : typedAmount(value, unit);
	};
	return [cell(name), ...columns.map(([id, span]) => cell(amount(id), span))];
}

function evaluatorRows({ profile }: ReportText): GridRow[] {
	const people = ['分管负责人', '财务负责人', '财务人员'].map((role): GridRow => {
		return [cell('〔已隐去〕', 2), cell(role, 2), cell(profile.short, 2), cell('', 2)];
	});
	return [
		[cell('四、评价人员', WIDTH)],
		[cell('姓  名', 2), cell('职务/职称', 2), cell('单  位', 2), cell('签  字', 2)],
		...people,
		[cell('评价组组长（签字）：', WIDTH)]
	];
}
