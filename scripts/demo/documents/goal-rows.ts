/** This module makes the rows for goals and indicators, each with its result. */
import type { ReportText } from './report-text.ts';
import type { GridCell, GridRow } from './wordml.ts';
import { cell, covered } from './wordml.ts';

export function goalRows({ goals }: ReportText): GridRow[] {
	const targets = goals.map(({ target }, index) => `目标${index + 1}：${target}。`).join('\n');
	const results = goals.map(({ result }, index) => `${index + 1}、${result}。`).join('\n');
	return [
		[
			cell('整体支出绩效定性目标及实施计划完成情况', 1, 'start'),
			cell('预期目标', 3),
			cell('实际完成', 4)
		],
		[covered(), cell(targets, 3), cell(results, 4)]
	];
}

interface GoalRow {
	group: string;
	kind: string;
	target: string;
	result: string;
}

export function indicatorRows(text: ReportText): GridRow[] {
	const rows = allIndicators(text);
	const body = rows.map((row, index): GridRow => {
		const heading = (key: 'group' | 'kind', span: number): GridCell => {
			const same = (other: GoalRow | undefined) =>
				other?.group === row.group && other[key] === row[key];
			if (same(rows[index - 1])) return covered(span);
			return cell(row[key], span, same(rows[index + 1]) ? 'start' : null);
		};
		return [
			covered(),
			heading('group', 1),
			heading('kind', 2),
			cell(row.target, 2),
			cell(row.result, 2)
		];
	});
	const head: GridRow = [
		cell('整体支出绩效定量目标及实施计划完成情况', 1, 'start'),
		cell('评价内容', 3),
		cell('绩效目标', 2),
		cell('完成情况', 2)
	];
	return [head, ...body];
}

function allIndicators(text: ReportText): GoalRow[] {
	const output = '产出目标\n（部门工作实绩）';
	const effect = '效益目标\n（预期实现的效益）';
	const { profile } = text;
	const listed = (kind: string, items: ReportText['quality']): GoalRow[] =>
		items.map(({ target, result }, index) => {
			return { group: output, kind, target: `指标${index + 1}：${target}`, result: `${result}。` };
		});
	const single = (group: string, kind: string, target: string, result: string): GoalRow => {
		return { group, kind, target: `指标1：${target}`, result };
	};
	const { social, economic } = text;
	return [
		...listed('质量指标', text.quality),
		...listed('数量指标', text.quantity),
		single(output, '时效指标', profile.task, `${text.completed_on}完成。`),
		single(output, '成本指标', '预算控制', '全年支出没有超过预算。'),
		single(effect, '社会效益', social.target, `${social.result}。`),
		single(effect, '经济效益', economic.target, `${economic.result}。`),
		single(
			effect,
			'社会公众或服务对象满意度',
			profile.served,
			`问卷调查显示，服务对象满意度${text.satisfaction}%。`
		)
	];
}
