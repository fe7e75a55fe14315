/** Lists the kinds of document beside this form: the titles that tell them, and what is said when one is skipped. */
import type { Issue } from '#lib/documents/issue.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { DocumentKind, Leftover } from '#lib/filing/recognition.ts';
import { LOOKED_FOR } from '../labels.ts';

/** Kinds by their titles; the first that matches is the title's. */
const TITLES: readonly (readonly [DocumentKind, RegExp])[] = [
	[
		'monitoring_form',
		/运行(?:情况)?监控|绩效监控|监控(?:情况)?(?:表|报告)|(?:上半年|半年度|[一二三四]季度|\d{1,2}月?[-—–~至到]\d{1,2}月).*(?:绩效|支出|执行|经费|收支|收入)/
	],
	[
		'goal_declaration',
		/目标(?:申报|批复|下达|审核)|申报表|(?<!完成|实现)(?:绩效)?目标(?:汇总)?(?:表|计划表)$|整体(?:支出)?绩效目标$/
	],
	['self_evaluation', /整体支出.{0,12}绩效|绩效.{0,8}整体支出|部门整体(?:绩效|支出)/],
	[
		'project_form',
		/财政支出项目|(?:项目|专项)(?:支出|资金|经费)?(?:绩效|支出).{0,8}(?:自评|评价|报告)|绩效.{0,6}项目.{0,6}报告|转移支付.{0,12}绩效/
	],
	[
		'final_accounts',
		/(?:部门|单位)决算|决算(?:公开|报告|报表|说明)|收入支出决算|(?:部门|单位)预算(?:公开|报告|编制|草案|说明|批复|$)|^公开\d+表$/
	]
];

/** The kind that a title names; null where it names none. */
export function kindOfTitle(title: string): DocumentKind | null {
	return TITLES.find(([, pattern]) => pattern.test(title))?.[0] ?? null;
}

const WHAT: Partial<Record<DocumentKind, string>> = {
	project_form: '“财政支出项目绩效评价自评报告”，不是部门整体支出绩效自评报告',
	final_accounts: '部门决算文件，不是部门整体支出绩效自评报告',
	goal_declaration: '年初的计划，如绩效目标申报（批复）表，或只写明预算数的表，不是全年的执行结果',
	monitoring_form: '绩效运行监控表，只是年内一段时间的数，不是全年的执行结果',
	region_table: '分地区的汇总表，不是某个部门的自评报告',
	blank_template: '没有填写的空白表'
};

const BUDGET = '部门预算文件，不是部门整体支出绩效自评报告';

/** A part of another kind, or a whole document of it. @param place of the part; null for the whole document */
export function otherKindIssue(kind: DocumentKind, title: string, place: Issue['place']): Issue {
	const what =
		title.includes('预算') && kind === 'final_accounts' ? BUDGET : (WHAT[kind] ?? '另一种文件');
	const where = place === null || title === '' ? '这是' : `文件中的“${title}”是`;
	const advice =
		kind === 'blank_template'
			? '请填写后再报送。'
			: '如需导入整体支出情况，请报送部门整体支出绩效自评报告。';
	return {
		code: kind,
		severity: 'warning',
		message: `${where}${what}，已跳过；${advice}`,
		place
	};
}

/** Neither the text nor a table states a figure that can be stored. @param hasTables whether there are tables at all */
export function nothingStatedIssue(hasTables: boolean): Issue {
	const tables = hasTables
		? '表格中没有认出人员、收支、三公经费、资产或评分的数'
		: '没有找到人员、收支、三公经费、资产和评分中的任何一张表';
	return {
		code: 'tables_missing',
		severity: 'error',
		message: `标题是部门整体支出绩效自评报告，但${tables}，正文里也没有写明本年支出的数；请报送含表格的完整报告。`,
		place: null
	};
}

/** Every number is left out, each for a reason of its own. */
export function nothingStoredIssue([first, ...others]: readonly Leftover[]): Issue {
	const where = first?.place ? describePlace(first.place) : '';
	const whole = first?.place.kind === 'text' ? '正文' : '表';
	const rest = others.length > 0 ? `其余${others.length}个数也没有存入。` : '';
	return {
		code: 'nothing_stored',
		severity: 'error',
		message: `${whole}中没有可以存入的数：${where}的“${first?.text ?? ''}”，${first?.why ?? ''}${rest}请报送含全年数的部门整体支出绩效自评报告。`,
		place: first?.place ?? null
	};
}

/** @param numbers those that stand by the names of figures without a table */
export function unknownKindIssue([first]: readonly (Leftover & { label: string })[]): Issue {
	if (first)
		return {
			code: 'kind_unknown',
			severity: 'error',
			message: `无法认出这是哪种报表：${describePlace(first.place)}的“${first.text}”在“${first.label}”之后，${first.why}请改为表格，并写明部门、年度和单位后再导入。`,
			place: first.place,
			read: first.text
		};
	return {
		code: 'kind_unknown',
		severity: 'error',
		message: `无法认出这是哪种报表：查找了${LOOKED_FOR}，都没有找到；请确认文件是部门整体支出绩效自评报告、数据表或部门名册。`,
		place: null
	};
}
