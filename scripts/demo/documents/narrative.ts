/** This module writes the prose of a report, which repeats the figures of the tables. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { typedAmount } from '../filing/printed-numbers.ts';
import { roundTo, WAN_STEP } from '../city/figures.ts';
import type { DemoFiling } from '../filing/filings.ts';
import type { ReportErrors } from '../oddities/oddity.ts';
import type { ReportText } from './report-text.ts';
import { paragraph } from './wordml.ts';

export function narrative(filing: DemoFiling, errors: ReportErrors, text: ReportText): string[] {
	const { department, year } = filing;
	const { profile } = text;
	const stated = (id: FigureId) => (filing.figures[id] ?? 0) + (errors.prose?.[id] ?? 0);
	const amount = (id: FigureId) => inWan(stated(id));
	return [
		paragraph(`${department.name}${year}年度`, 'title'),
		paragraph('部门整体支出绩效评价报告', 'title'),
		...[
			'一、基本概况',
			'（一）机构设置情况',
			`${department.name}${profile.setting}，属财政预算单位。`,
			'（二）人员情况',
			`截至${year}年12月，在职编制${stated('staff_quota')}人，实有人数${stated('staff_actual')}人。`,
			'（三）主要工作职责',
			...profile.duties.map((duty, index) => `${index + 1}、${duty}。`),
			'二、部门整体支出规模、使用方向和内容',
			'（一）基本支出',
			`截至12月，基本支出${amount('spending_basic')}，其中：人员经费支出${amount('spending_personnel')}，主要用于工资福利和社会保险；日常公用经费支出${amount('spending_operating')}。`,
			`三公经费情况：公务接待费${amount('three_public_reception')}，公务用车运行维护费${amount('three_public_vehicle_running')}，公务用车购置费${amount('three_public_vehicle_purchase')}，因公出国（境）费${amount('three_public_abroad')}，没有超过预算。`,
			'（二）专项支出',
			`截至12月，专项支出${amount('spending_project')}，使用内容为${projectList(text)}。全年按进度拨款。`,
			'三、存在的主要问题',
			...numbered(text.problems),
			'四、改进措施和有关建议',
			...numbered(text.measures)
		].map((line) => paragraph(line))
	];
}

function projectList({ projects }: ReportText): string {
	return projects.map(({ name, fen }) => `${name}${inWan(fen)}`).join('；');
}

function numbered(texts: readonly string[]): string[] {
	return texts.map((text, index) => `（${'一二三四'.charAt(index)}）${text}`);
}

function inWan(fen: number): string {
	return `${typedAmount(roundTo(fen, WAN_STEP), '万元')}万元`;
}
