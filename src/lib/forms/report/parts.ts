/**
 * A document cut into its parts: by titles and captions, and by tables that tell their own kind. A title in front
 * never decides for what is behind another one.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { MONTHS_TO_COME } from '../table/column-words.ts';
import type { DocumentKind } from '#lib/filing/recognition.ts';
import { kindOfTitle } from './identity/kinds.ts';
import { isDivider } from './departments-below.ts';
import { DEPARTMENT_ROW } from './labels.ts';
import { filledCells, isRow, type Line, type FormRow } from './lines.ts';
import { isSentence, titleText } from './identity/titles.ts';

/** Neighbouring lines of one kind. */
export interface Part {
	kind: DocumentKind | null;
	/** Empty for what is before the first title. */
	title: string;
	lines: Line[];
}

/** State of the reading of a document. */
interface PartState {
	part: Part;
	/** The document that a chapter is in; the chapter's end returns to it. */
	outer: DocumentKind | null;
	/** Rank of the heading that opened the chapter; see {@link rankOf}. */
	chapterRank: number;
}

export function partsOf(lines: readonly Line[]): Part[] {
	const titles = lines.map(titleOf);
	const state: PartState = {
		part: { kind: null, title: '', lines: [] },
		outer: null,
		chapterRank: 0
	};
	const parts = [state.part];
	const tables = firstRows(lines);
	for (const [index, line] of lines.entries()) {
		const title = titles[index] ?? '';
		const next = nextPart(state, title, joinedTitle(titles, index), line, tables.get(line));
		if (next) {
			state.part = { ...next, lines: [] };
			parts.push(state.part);
		}
		state.part.lines.push(line);
	}
	return parts.filter(({ lines: own }) => own.length > 0);
}

/** The part that a line opens; null where it goes on with the one before. */
function nextPart(
	state: PartState,
	title: string,
	joined: string,
	line: Line,
	table: FormRow[] | undefined
): Omit<Part, 'lines'> | null {
	const before = state.part.kind;
	if (table) {
		const kind = kindOfTable(table, before);
		if (kind && kind !== before) return { kind, title: state.part.title };
		if (kind === null && namesDepartment(table)) return { kind: before, title: state.part.title };
	}
	if (title === '') return null;
	const isOwner = OWNER_LINE.test(title) || isDivider(line);
	if (isOwner && state.part.lines.some(isRow)) return { kind: before, title: state.part.title };
	if (endsChapter(state, title)) {
		const kind = state.outer;
		state.outer = null;
		return { kind, title };
	}
	const kind = kindOfTitle(title) ?? (joined === title ? null : kindOfTitle(joined));
	if (!kind || !mayOpen(kind, before, title, line)) return null;
	const text = kindOfTitle(title) ? title : joined;
	if (kind === 'self_evaluation' && before === 'final_accounts') {
		state.outer = before;
		state.chapterRank = rankOf(title);
	}
	return { kind, title: text };
}

/** `单位名称：某局` below a table: what follows may be another department's. */
const OWNER_LINE = /^(?:部门|单位|机构)(?:[(（](?:单位|部门)[)）])?名称[:：].{2}/;

const RANKS: readonly RegExp[] = [
	/^第[一二三四五六七八九十]+(?:部分|章)/,
	/^[一二三四五六七八九十]{1,3}[、.．]/,
	/^[(（][一二三四五六七八九十]{1,3}[)）]/,
	/^(?:\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）])/
];

/** The rank of a numbered heading, 0 the highest; -1 without a number. */
export function rankOf(title: string): number {
	return RANKS.findIndex((pattern) => pattern.test(title));
}

/** A chapter of a publication ends at the next heading of its rank or above, or at the publication's own tables. */
function endsChapter({ outer, chapterRank }: PartState, title: string): boolean {
	if (outer === null || kindOfTitle(title) === 'self_evaluation') return false;
	const rank = rankOf(title);
	if (rank < 0) return kindOfTitle(title) === 'final_accounts';
	return rank <= Math.max(0, chapterRank);
}

/** Ends of what is the title of a document or table, not of a paragraph that speaks of one. */
const DOCUMENT_TITLE = /(?:报告|书|表|公开|决算|预算|说明)(?:[(（].*[)）])?$/;

/**
 * Tells whether a title opens a part of its kind. Inside a self-evaluation the accounts and the projects are also
 * spoken of: another kind begins there only with a title of its own without a number.
 */
function mayOpen(
	kind: DocumentKind,
	before: DocumentKind | null,
	title: string,
	line: Line
): boolean {
	if (kind === 'self_evaluation') return rankOf(title) < 0 || before === 'final_accounts';
	if (before !== 'self_evaluation') return kind !== before && rankOf(title) < 0;
	if (rankOf(title) >= 0 || !DOCUMENT_TITLE.test(title)) return false;
	if (kind === 'final_accounts') return WHOLE_ACCOUNTS.test(title) && !isRow(line);
	// A project's form is told by its table.
	return kind !== 'project_form';
}

/** `某局2022年度部门决算`: a publication behind the report. */
const WHOLE_ACCOUNTS = /20\d\d年.*(?:部门|单位)(?:决算|预算)(?:公开|报告|说明)?$/;

/** The rows of each top-level table, by its first row. */
function firstRows(lines: readonly Line[]): Map<Line, FormRow[]> {
	const tables = new Map<number, FormRow[]>();
	for (const line of lines) {
		if (!isRow(line)) continue;
		const rows = tables.get(line.table);
		if (rows) rows.push(line);
		else tables.set(line.table, [line]);
	}
	return new Map([...tables.values()].map((rows) => [rows[0] as Line, rows]));
}

const PROJECT_LABEL = /^项目(?:\(专项\))?名称$/;
/** Rows at the head of a table, where a form says whose it is. */
const HEAD_ROWS = 5;

/** The kind that a table itself tells; null where it tells none. */
function kindOfTable(rows: readonly FormRow[], before: DocumentKind | null): DocumentKind | null {
	const head = rows.slice(0, HEAD_ROWS);
	if (head.some(isProjectRow)) return 'project_form';
	const labels = rows.flatMap(({ cells }) => cells.map(({ label }) => label)).join('\n');
	if (before === 'project_form')
		return namesDepartment(rows) && OF_DEPARTMENT.test(labels) ? 'self_evaluation' : null;
	if (before !== null && before !== 'self_evaluation') return null;
	const isWholeYear =
		SECOND_HALF.test(labels) && SUM_OF_YEAR.test(labels) && !MONTHS_TO_COME.test(labels);
	if (MONTHS_EXECUTED.test(labels) && !isWholeYear) return 'monitoring_form';
	return PLANNED.test(labels) && !DONE.test(labels) ? 'goal_declaration' : null;
}

const MONTHS_EXECUTED =
	/\d{1,2}(?:月份?)?[-—–~至到]\d{1,2}月份?(?:预算)?(?:执行|支出|完成)|上半年(?:预算)?执行/;
/** Beside a sum of the year, the months up to its end are a part of what is told. */
const SECOND_HALF = /(?:^|\n)(?:7月?[-—–~至到]12月|下半年|(?:第?四季度|10月?[-—–~至到]12月))/;
const SUM_OF_YEAR = /(?:^|\n)(?:全年|年度|本年)?(?:支出)?(?:合计|总计|总额|决算数|执行数)(?:\n|$)/;
const PLANNED = /(?:^|\n)(?:年度)?绩效(?:指标|目标)\n(?:[^]*\n)?指标值(?:\n|$)/;
const DONE = /完成|得分|执行|决算|自评|实际/;

/** A form of a department as a whole has these, behind a row that names it. */
const OF_DEPARTMENT = /全年执行数|部门整体|收入合计|三公经费合计|人员编制/;

function isProjectRow(row: FormRow): boolean {
	const [first, second, third, ...others] = filledCells(row);
	if (!first || !second || !PROJECT_LABEL.test(first.label)) return false;
	return !third || (others.length <= 1 && /编码|负责人|类型|属性|性质|单位/.test(third.label));
}

/** A form that names its department opens a report of its own, or goes on with the one before. */
function namesDepartment(rows: readonly FormRow[]): boolean {
	return rows.slice(0, HEAD_ROWS).some((row) => {
		const [first, second] = filledCells(row);
		return first !== undefined && second !== undefined && DEPARTMENT_ROW.test(first.label);
	});
}

/** The way to a page, as sites print it above its text. */
const BREADCRUMB = />|›|»|当前位置|所在位置|首页|\|/;

/** A line that may be a title: a short paragraph, or a row of one cell. Without blanks; else empty. */
function titleOf(line: Line): string {
	const text = isRow(line) ? captionOf(line) : titleText(line);
	return BREADCRUMB.test(text) || isSentence(text) ? '' : text;
}

function captionOf(row: FormRow): string {
	const [only, second] = filledCells(row);
	return only && !second ? removeBlanks(only.text).slice(0, 60) : '';
}

/** A title may run over two lines. */
function joinedTitle(titles: readonly string[], index: number): string {
	const [own = '', next = ''] = [titles[index], titles[index + 1]];
	if (kindOfTitle(next)) return own;
	return own !== '' && own.length + next.length <= 80 ? own + next : own;
}
