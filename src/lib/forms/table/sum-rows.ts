/** Rows that add up others, or say something of the table: no record of a department. */
import { quoteText, removeBlanks, toHalfWidth } from '#lib/catalogue/characters.ts';
import { isNote, NOTE_WORDS, SIGNER_WORDS } from '#lib/documents/table/foot-lines.ts';
import type { Place } from '#lib/documents/place.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { leftOver, type TableProblem } from './outcomes.ts';

/** `合计`, `全市总计`, `合计（32个部门）`, `总分：`. */
const TOTAL =
	/^(?:全[市县区省州]|[省市县区州](?:直|本?级)|部门|单位|各?科室)?(?:合计|总计|共计|汇总|总分|总得分|得分合计)(?:数|[(].*[)])?[:]?$/;
/** `市直部门合计`, `区县合计`, `各中心合计`, `下属医院合计`, `四局合计`; `某局合计`, `某大学合计` is a department as a whole. */
const SUM_OF_SOME =
	/^(?:(?:各|[省市县区州]属|直属|[所下]属|[\d一二三四五六七八九十两几]+[个家所局委办]|高等|中小|民办|公办).{0,11}|高校|院校|.{2,12}(?<![局委办院厅会室站馆校心部联协队所署]))(?:合计|总计|共计)(?:数|[(].*[)])?[:]?$/;
/** `乡镇卫生院`, `市直学校`: bodies of a kind, none by its name. */
const KIND =
	'(?:乡镇|镇村|社区|街道|基层|农村|城区|[省市县区州](?:级|直属?)|公立|公办|民办|义务教育阶?段?|中心|普通)+(?:中小学|小学|[初高]?中|学校|幼儿园|院校|高校|医院|卫生院|卫生室|卫生(?:服务)?中心|医疗(?:卫生)?机构|敬老院|财政所|司法所|派出所|法庭|机关|事业单位|企业|单位|部门|[及和、与等])+';
const SUM_OF_KIND = new RegExp(`^${KIND}(?:合计|总计|共计)(?:数|[(（].*[)）])?[:：]?$`);
/** `市直学校（12所）`. */
const COUNTED = new RegExp(`^${KIND}[(（](?:共|合计)?\\d{1,4}[个所家户名][)）]$`);
/** `市属高校合计`, `各镇合计`, `七镇合计`, `3家医院合计`, `中小学合计` are sums of several. */
const ONE_OF_MANY =
	/^(?!各|其他|其它|全部|所有|[省市县区州]属|直属|[所下]属|[\d一二三四五六七八九十两几]+(?:[个家所]|乡?镇|乡|街道)|本科|专科|高职|职业|民办|公办|普通)(?:.{2,}(?:大学|学院)|.{2,}第.{1,3}(?:[中小]学|医院)|.+(?<!乡)镇|.+(?<!镇)乡|.{2,}街道|.+医院)(?:合计|总计|共计)(?:数|[(].*[)])?[:]?$/;
/** Part of a total, or no sum at all: `平均分`, and `满分` above the scores. */
const SUBTOTAL =
	/^(?:.{0,8}(?:小计|平均(?:值|数|分|得分)?)|(?:最[高低大小]|中位)(?:值|分|得分|数)?|极差|标准差|(?:满|标准)分值?|分值)[:]?$/;
/** `上年同期`, `同比增减`, `占比`: a row beside the total that compares it. */
const COMPARED =
	/^(?:(?:比|较|与)?(?:上年|去年|上年同期|去年同期|同期)(?:同期)?(?:数|合计|决算数?|相?比|(?:增减|增长|变动|变化)(?:额|率|幅度?|情况|数)?(?:%|[(]%[)])?)?|(?:同比|环比)?(?:增减|增长|变动|变化)(?:额|率|幅度?|情况|数)?(?:%|[(]%[)])?|(?:同比|环比|占比|比重|差额|差异|差异率|占比%))[:]?$/;
const NOTE = new RegExp(`^(?:${NOTE_WORDS})`);
const REMARK = new RegExp(`^(?:${NOTE_WORDS}|${SIGNER_WORDS})`);
/** Names of persons and phones are not repeated in messages. */
const PERSON = new RegExp(`^((?:${SIGNER_WORDS})[^:：\\d\\s]{0,6}).*$`, 's');

const LONGEST_SUM = 30;
/** Last characters of all of the above: settles nearly every row at once. */
const ENDS: ReadonlySet<string> = new Set(
	'计总分数值均高低大小位差)）:：年期比减长动化额率幅度况%％重异'
);

/** Tells whether a name says that its row adds up others. */
export function isTotal(name: string): boolean {
	return mayBeSum(name) && TOTAL.test(removeBlanks(name));
}

/** Tells whether a name says that its row adds up some of the others, averages or compares them. */
export function isSubtotal(name: string): boolean {
	if (!mayBeSum(name)) return false;
	const text = removeBlanks(name);
	if (SUM_OF_KIND.test(text) || COUNTED.test(text)) return true;
	return (
		[SUBTOTAL, SUM_OF_SOME, COMPARED].some((words) => words.test(text)) && !ONE_OF_MANY.test(text)
	);
}

function mayBeSum(name: string): boolean {
	return name.length <= LONGEST_SUM && ENDS.has(name.trimEnd().slice(-1));
}

/**
 * A line of totals or a remark below the records, as a warning that it was left out; null for a record. A row with a
 * department code is always a record, and in a score table a total without a department is a department's own.
 */
export function asRemark(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const { department_code, department, fiscal_year } = head.roles;
	const first = row.cells.findIndex((cell) => cell !== '' && cell.trim() !== '');
	const text = (row.cells[first] ?? '').trim();
	// `小计` below the years of a department stands where the year does.
	const year = cellOf(row, fiscal_year).trim();
	if (fiscal_year && isSum(year)) return remarkRow(placeOf(rows, row, fiscal_year), year);
	const name = cellOf(row, department);
	// `农业股 | 小计 | | 600.00`: below the numbers of the departments of a group.
	const number = name.trim() === '' ? (row.cells[(department?.index ?? 0) - 1] ?? '') : '';
	const names = [name, ...(head.kind === 'scores' ? [] : [text, number])];
	const code = cellOf(row, department_code).trim();
	const coded = code !== '' && !isSum(code);
	const total = names.some(isSum);
	const isSaid = isNote(text) || (REMARK.test(text) && isWithoutFigures(head, row));
	if (!(total && !coded) && !isSaid) return null;
	if (head.kind !== 'scores' && isSum(number))
		return remarkRow(rows.place(row.line, department?.index ?? 1, null), number.trim());
	return remarkRow(rows.place(row.line, first + 1, null), text.replace(PERSON, '$1…'));
}

/** The record or remark before a row. */
export interface RowBefore {
	row: TableRow;
	/** The head that it is below. */
	head: TableHead;
	/** Null for a record. */
	remark: TableProblem | null;
}

const NUMBERED = /^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．,，]/;
const FIRST = /^[(（]?[1一][)）]?[、.．,，]/;

/**
 * `2.教育局含 | 5 | 所直属学校` below `注：1.…`, or below `1.本表口径为决算数` behind departments without numbers: a note that was typed
 * into the cells of the list.
 */
export function numberedNote(
	rows: TableRows,
	head: TableHead,
	row: TableRow,
	before: RowBefore | null
): TableProblem | null {
	const at = row.cells.findIndex((cell) => cell.trim() !== '');
	const text = removeBlanks(row.cells[at] ?? '');
	if (!before || !NUMBERED.test(text)) return null;
	const begins = isUnnumbered(before) && FIRST.test(text) && isWithoutFigures(head, row);
	if (!begins && !isBehindNote(before)) return null;
	return remarkRow(rows.place(row.line, at + 1, null), row.cells.join(' ').trim());
}

function isBehindNote({ row, remark }: RowBefore): boolean {
	const text = (row.cells.find((cell) => cell.trim() !== '') ?? '').trim();
	return remark?.issue.code === REMARK_ROW && (NOTE.test(text) || NUMBERED.test(text));
}

function isUnnumbered({ row, head }: RowBefore): boolean {
	return !NUMBERED.test(cellOf(row, head.roles.department).trim());
}

function isSum(name: string): boolean {
	return isTotal(name) || isSubtotal(name);
}

const REMARK_ROW = 'remark_row';

/** Says that a row is no record. */
export function remarkRow(place: Place, text: string): TableProblem {
	const sentence = `读到${quoteText(text)}，是合计或说明，不是部门的记录，本行未读入。`;
	return leftOver(REMARK_ROW, place, text, sentence);
}

/** `联系电话：…` below a column of scores is no figure of it, nor is the date beside `制表人`. */
const FIGURE = /^\s*(?!\d{4}(?:\s*年\s*\d{1,2}\s*月|([-./])\d{1,2}\1\d{1,2}(?!\d)))[-+—(]?[\d.]/;

function isWithoutFigures({ measures, roles }: TableHead, row: TableRow): boolean {
	const columns = [...measures, roles.weight, roles.score];
	return columns.every((column) => !FIGURE.test(toHalfWidth(cellOf(row, column))));
}
