/** What kind of document this is, by its titles; a kind of its own is said and skipped, never read as this form. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Issue } from '#lib/documents/issue.ts';
import type { DocumentKind } from '#lib/filing/recognition.ts';
import { LOOKED_FOR } from './labels.ts';
import { isRow, type Line } from './lines.ts';
import { titleText } from './titles.ts';

const SELF_EVALUATION = /整体支出.{0,12}绩效|绩效.{0,8}整体支出|部门整体(?:绩效|支出)/;
const PROJECT_FORM =
	/财政支出项目|(?:项目|专项)(?:支出|资金|经费)?(?:绩效|支出).{0,8}(?:自评|评价|报告)|绩效.{0,6}项目.{0,6}报告/;
const FINAL_ACCOUNTS = /(?:部门|单位)决算|决算(?:公开|报告|报表|说明)|收入支出决算/;
/** Titles stand at the front; a report speaks of other documents further down. */
const TITLE_LINES = 40;

/** The kind that the first telling title names; null where none does. */
export function kindByTitle(lines: readonly Line[]): DocumentKind | null {
	for (const title of titlesOf(lines)) {
		if (SELF_EVALUATION.test(title)) return 'self_evaluation';
		if (PROJECT_FORM.test(title)) return 'project_form';
		if (FINAL_ACCOUNTS.test(title)) return 'final_accounts';
	}
	return null;
}

/** Short texts at the front; neighbouring paragraphs also joined, since titles run over lines. */
function titlesOf(lines: readonly Line[]): string[] {
	const texts = lines.slice(0, TITLE_LINES).map((line) => {
		if (!isRow(line)) return titleText(line);
		const [cell] = line.cells;
		return line.cells.length === 1 && cell ? removeBlanks(cell.text).slice(0, 60) : '';
	});
	return texts.flatMap((text, index) => {
		if (text === '') return [];
		const next = texts.slice(index + 1).find((other) => other !== '') ?? '';
		const joined = text + next;
		return joined.length <= 80 ? [text, joined] : [text];
	});
}

export function otherKindIssue(kind: 'project_form' | 'final_accounts'): Issue {
	const what =
		kind === 'project_form'
			? '这是“财政支出项目绩效评价自评报告”，不是部门整体支出绩效自评报告'
			: '这是部门决算文件，不是部门整体支出绩效自评报告';
	return {
		code: kind,
		severity: 'warning',
		message: `${what}，已跳过；如需导入整体支出情况，请报送部门整体支出绩效自评报告。`,
		place: null
	};
}

/** The text alone would hide, as a next version, the figures of a report that was filed whole. */
export function noTablesIssue(): Issue {
	return {
		code: 'tables_missing',
		severity: 'error',
		message:
			'标题是部门整体支出绩效自评报告，但没有找到人员、收支、三公经费、资产和评分中的任何一张表，只有文字；请报送含表格的完整报告。',
		place: null
	};
}

export function unknownKindIssue(): Issue {
	return {
		code: 'kind_unknown',
		severity: 'error',
		message: `无法认出这是哪种报表：查找了${LOOKED_FOR}，都没有找到；请确认文件是部门整体支出绩效自评报告。`,
		place: null
	};
}
