/** A filed report as a Word document in the bureau's form: cover, form table, narrative, score sheet. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { AREA } from './departments.ts';
import type { DemoFiling } from './filings.ts';
import { formTable } from './form_table.ts';
import type { ReportText } from './report_text.ts';
import { reportText } from './report_text.ts';
import { narrative } from './narrative.ts';
import { sheetTables } from './sheet_table.ts';
import { documentBytes, pageBreak, paragraph } from './wordml.ts';

/** What is wrong in a report beside its figures and scores. Amounts in 分, to be added to the true one. */
export interface ReportSlip {
	/** Figures that the narrative states wrongly. */
	prose?: Partial<Record<FigureId, number>>;
	/** Added to the last of the named projects. */
	project_off?: number;
	/** Day on which a task is said to be finished, e.g. `2024年2月20日`. */
	completed_on?: string;
	/** Problems and measures are last year's. */
	copied_text?: true;
	/** Added to the last unit's row. */
	unit_off?: Partial<Record<FigureId, number>>;
	/** Percent of satisfied people. */
	satisfaction?: number;
}

/** How a department's copy of the form differs from the bureau's. */
export interface Variant {
	/** Unit of the tables; prose is always in 万元. */
	unit: '元' | '万元';
	labels: 'form' | 'other';
	/** The year on the cover is typed with blanks, as in `20 22 年度`. */
	spaced_year: boolean;
	/** Name and budget code stand on the cover. */
	cover_fields: boolean;
	/** Names of the units below the total row; empty for a department without. */
	units: readonly string[];
	/** An empty row for a unit that does not exist. */
	placeholder: boolean;
	/** The score sheet is broken over two pages, head and merged cells repeated. */
	split_sheet: boolean;
}

const PLAIN: Variant = {
	unit: '万元',
	labels: 'form',
	spaced_year: false,
	cover_fields: false,
	units: [],
	placeholder: false,
	split_sheet: false
};

const VARIANTS: Readonly<Record<string, Partial<Variant>>> = {
	'302': { units: ['局机关', '公路建设养护中心', '道路运输服务中心'], split_sheet: true },
	'312': { spaced_year: true },
	'314': { split_sheet: true },
	'601': { labels: 'other' },
	'707': { unit: '元', labels: 'other' },
	'801': { cover_fields: true }
};

export function reportBytes(filing: DemoFiling): Buffer {
	const { department, year } = filing;
	const variant: Variant = {
		...PLAIN,
		...VARIANTS[department.code],
		placeholder: department.code === '302' && year === 2022
	};
	const slip = filing.oddities.reduce<ReportSlip>((all, each) => ({ ...all, ...each.report }), {});
	const text = reportText(filing, slip);
	return documentBytes([
		...cover(filing, variant),
		formTable(filing, variant, slip, text),
		pageBreak(),
		...narrative(filing, slip, text),
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

function cover({ department, year }: DemoFiling, variant: Variant): string[] {
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
