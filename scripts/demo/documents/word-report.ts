/** This module puts a filed report together as a Word document: cover, form, narrative and score sheet. */
import { AREA } from '../city/departments.ts';
import type { ReportErrors } from '../oddities/oddity.ts';
import type { FormVariant } from './form-variant.ts';
import { variantOf } from './form-variant.ts';
import type { DemoFiling } from '../filing/filings.ts';
import { formTable } from './form-table.ts';
import type { ReportText } from './report-text.ts';
import { reportText } from './report-text.ts';
import { narrative } from './narrative.ts';
import { sheetTables } from './score-sheet-table.ts';
import { documentBytes, pageBreak, paragraph } from './wordml.ts';

export function reportBytes(filing: DemoFiling): Buffer {
	const variant = variantOf(filing);
	const errors = filing.oddities.reduce<ReportErrors>(
		(all, { report }) => ({ ...all, ...report }),
		{}
	);
	const text = reportText(filing, errors);
	return documentBytes([
		...cover(filing, variant),
		formTable(filing, variant, errors, text),
		pageBreak(),
		...narrative(filing, errors, text),
		pageBreak(),
		paragraph('附件4-1'),
		paragraph('部门整体支出绩效评价评分表', 'title'),
		paragraph(`单位：${AREA.name}${unprefixed(text)}`),
		...sheetTables(filing.sheet, variant.split_sheet),
		paragraph('备注：指标有调整的，请在说明栏注明。')
	]);
}

function unprefixed(text: ReportText): string {
	return text.profile.short.replace(/^市/, '');
}

function cover({ department, year }: DemoFiling, variant: FormVariant): string[] {
	const digits = String(year);
	const printed = variant.spaced_year ? `${digits.slice(0, 2)} ${digits.slice(2)} ` : digits;
	const fields = variant.cover_fields
		? [
				paragraph(`部门（单位）名称：${department.name}`),
				paragraph(`预 算 编 码：${department.code}`),
				paragraph('评价方式：部门自评'),
				paragraph('联系人：〔已隐去〕')
			]
		: [];
	return [
		paragraph(`${AREA.name}${printed}年度部门（单位）整体支出`, 'title'),
		paragraph('绩效评价自评报告', 'title'),
		...fields,
		paragraph(`${AREA.name}财政局（制）`, 'title')
	];
}
