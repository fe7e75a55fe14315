/** Finds whose report it is from every place that names the department, best evidence first. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import {
	CLAIM_SOURCES,
	type IdentityClaim,
	type JurisdictionClaim,
	type Unit
} from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { labelledCells } from '../form-fields.ts';
import {
	BUDGET_CODE_ROW,
	DEPARTMENT_ROW,
	GENERIC_UNIT_NAME,
	HEADQUARTERS_ROW,
	SCORE_LEVELS
} from '../labels.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	textPlace,
	type Line,
	type Prose,
	type FormRow
} from '../lines.ts';
import { titleText, withTitleRows } from './titles.ts';
import type { DocumentNames } from './year.ts';
import { BODY, codeBeforeName, isHeadWord, isPlace, nameOf } from './department-names.ts';
import {
	titleNames,
	namesBesideTitles,
	paragraphsOf,
	lineText,
	LONGEST_LINE,
	NAME_LABEL,
	YEAR
} from './title-names.ts';

/** A place names its department by a word in front: `部门（单位）名称：某局`. */
const CODE_FIELD = /(?:预算(?:单位)?编码|预算代码|单位编码|部门编码)[:：_＿]*([0-9A-Za-z-]{3,})/;
/** The label in a line of its own; the code is in the next. */
const CODE_LABEL = /^(?:预算(?:单位)?编码|预算代码|单位编码|部门编码)[:：]?$/;
const CODE = /^[0-9A-Za-z-]{3,}$/;
const NAME_FIELD =
	/^(?:部门[(（]单位[)）]|预算部门|预算单位|填报|填表|编报|编制|自评|被?评价|申报|报送|上报)?(?:部门|单位)?(?:名称)?(?:[(（]?(?:盖章|公章)[)）]?)?[:：](.{2,300})$/;
/** Converters run the line above a table into its title: `…基础数据表填报单位：某站 单位：万元`. */
const NAME_INSIDE =
	/表(?:(?:填报|填表|编报|编制|自评|申报|报送|上报)(?:单位|部门)|(?:单位|部门)名称)(?:[(（](?:盖章|公章)[)）])?[:：](.{2,300})$/;

/** Reads what covers, titles and forms themselves call the department, and its code. */
export function readNamedClaims(lines: readonly Line[]): IdentityClaim[] {
	const titled = withTitleRows(lines);
	return [
		...budgetCodes(lines),
		...labelledNames(lines),
		...titleNames(titled),
		...namesBesideTitles(titled)
	];
}

/** All claims but those of the units; the same name from the same place is said once. */
export function readClaims(
	lines: readonly Line[],
	{ file_name, folder_names }: DocumentNames
): IdentityClaim[] {
	const named = readNamedClaims(lines);
	const inside = named.length > 0 ? named : signedNames(lines);
	const outside = fileNameClaims(file_name);
	// A file is named after one department at most, and so is its folder.
	return inOrder([
		...inside,
		...(outside.length > 0 || file_name === '' ? outside : folderClaims(folder_names))
	]);
}

/** The claims, and what the names of the department's rows say besides. */
export function withUnitNames(
	claims: readonly IdentityClaim[],
	units: readonly Unit[]
): IdentityClaim[] {
	return inOrder([...claims, ...unitColumnNames(units)]);
}

function inOrder(claims: readonly IdentityClaim[]): IdentityClaim[] {
	const seen = new Set<string>();
	return claims
		.filter(({ source, text }) => !seen.has(`${source} ${text}`) && seen.add(`${source} ${text}`))
		.sort((a, b) => CLAIM_SOURCES.indexOf(a.source) - CLAIM_SOURCES.indexOf(b.source));
}

function budgetCodes(lines: readonly Line[]): IdentityClaim[] {
	const rows = lines.filter(isRow);
	const inCells = [
		...labelledCells(rows, BUDGET_CODE_ROW).map((found) => {
			const text = removeBlanks(found.value?.text ?? '');
			return { ...found, text: CODE.test(text) ? text : null };
		}),
		...labelledCells(rows, DEPARTMENT_ROW).map((found) => {
			return { ...found, text: codeBeforeName(found.value?.text ?? '') };
		})
	].flatMap(({ row, label, value, text }): IdentityClaim[] =>
		value && text !== null
			? [{ source: 'budget_code', text, place: cellPlace(row, value, null, label.label) }]
			: []
	);
	const paragraphs = paragraphsOf(lines);
	const inProse = paragraphs.flatMap((line, index): IdentityClaim[] => {
		const field = removeBlanks(titleText(line));
		const next = CODE_LABEL.test(field) ? paragraphs[index + 1] : undefined;
		const text =
			CODE_FIELD.exec(field)?.[1] ?? (next && CODE.exec(removeBlanks(titleText(next)))?.[0]);
		return text ? [{ source: 'budget_code', text, place: textPlace(next ?? line) }] : [];
	});
	return [...inProse, ...inCells];
}

/** `部门（单位）名称：` on the cover or in the form; `单位：` above the score sheet. */
function labelledNames(lines: readonly Line[]): IdentityClaim[] {
	const claims: IdentityClaim[] = [];
	for (const [index, line] of lines.entries()) {
		if (isRow(line)) {
			claims.push(...nameInCaption(line));
			continue;
		}
		const name = nameInFields(line) ?? nameWithoutColon(line, lines[index + 1]);
		if (!name) continue;
		const source = isBeforeScoreSheet(lines, index) ? 'score_sheet' : 'cover';
		claims.push({ source, text: name, place: textPlace(line) });
	}
	for (const { row, label, value } of labelledCells(lines.filter(isRow), DEPARTMENT_ROW)) {
		const name =
			value && !isColumnHead(filledCells(row).length, value.label) ? nameOf(value.text) : null;
		if (value && name) {
			claims.push({ source: 'cover', text: name, place: cellPlace(row, value, null, label.label) });
		}
	}
	claims.push(...namesInShortRows(lines.filter(isRow)));
	return claims;
}

function nameInFields(line: Prose): string | null {
	if (lineText(line) === '') return null;
	for (const field of fieldsIn(line.text)) {
		const name =
			nameOf(NAME_FIELD.exec(field)?.[1] ?? '') ?? nameOf(NAME_INSIDE.exec(field)?.[1] ?? '');
		if (name) return name;
	}
	return null;
}

/** `部门：某局 自评得分：94 等级：优` are three; blanks inside a name or a label part nothing. */
function fieldsIn(text: string): string[] {
	return text.split(/(?<=[:：].*)[\s\u3000]+(?=[^\s\u3000:：]{2,12}[:：])/).map(joinText);
}

/** `部门(单位)名称  某局` in one line, or the name in the next one. */
function nameWithoutColon(line: Prose, next: Line | undefined): string | null {
	if (line.text.length > LONGEST_LINE || /[:：。；]/.test(line.text)) return null;
	const label = NAME_LABEL.exec(joinText(line.text))?.[0];
	if (!label) return null;
	const rest = joinText(line.text)
		.slice(label.length)
		.replace(/^[_＿]+/, '');
	if (rest !== '') return hasGap(line.text, label) ? nameOf(rest) : null;
	return next && !isRow(next) && BODY.test(titleText(next)) ? nameOf(titleText(next)) : null;
}

/** Tells whether a blank or a line parts a label from what follows: `单位名称变更说明` is another word. */
function hasGap(text: string, label: string): boolean {
	let left = label.length;
	for (const [index, char] of [...text.trim()].entries()) {
		if (left === 0) return /[\s\u3000_＿]/.test([...text.trim()][index] ?? '');
		if (!/\s|\u3000/.test(char)) left--;
	}
	return false;
}

/** `单位：万元`, `2023年`, `公开02表`. */
const BESIDE_NAME = /[:：]|^[（(]?20\d\d\s*年度?[)）]?$|^公开\d+表$/;

/** `填报单位（盖章）：某中心` in a row over the whole width, or beside other fields such as `单位：万元`. */
function nameInCaption(row: FormRow): IdentityClaim[] {
	const [only, ...others] = filledCells(row);
	if (!only || only.text.length > LONGEST_LINE) return [];
	if (others.length > 2 || !others.every(({ text }) => BESIDE_NAME.test(text))) return [];
	const name = nameOf(NAME_FIELD.exec(fieldsIn(only.text)[0] ?? '')?.[1] ?? '');
	return name ? [{ source: 'cover', text: name, place: cellPlace(row, only, null, null) }] : [];
}

/** `单位 | 某馆` in a row of their own, or 主管部门 where the form has nothing else to name its department. */
function namesInShortRows(rows: readonly FormRow[]): IdentityClaim[] {
	return rows.flatMap((row): IdentityClaim[] => {
		const [label, value, ...others] = filledCells(row);
		if (!label || !value) return [];
		const isAlone = others.length === 0 && /^(?:单位|部门|填报部门|自评部门)$/.test(label.label);
		const isOfForm =
			/^(?:主管|预算)?部门$/.test(label.label) &&
			others.some((cell) => /^(?:财政处室|自评总分)$/.test(cell.label));
		if (!isAlone && !isOfForm) return [];
		const name = isHeadWord(value.label) ? null : nameOf(value.text);
		return name
			? [{ source: 'cover', text: name, place: cellPlace(row, value, null, label.label) }]
			: [];
	});
}

/** In `单位名称 | 收入合计 | …` the cell beside the label is another head. */
function isColumnHead(cells: number, label: string): boolean {
	return (
		/合计|其中|收入|支出|经费|资产|人数|编制|金额|指标|(?:预算|基金|拨款|资金|结余|结转)$/.test(
			label
		) ||
		isHeadWord(label) ||
		cells > 6
	);
}

function isBeforeScoreSheet(lines: readonly Line[], index: number): boolean {
	const next = lines.slice(index + 1).find(isRow);
	return next?.cells.some(({ label }) => SCORE_LEVELS.some((level) => level.test(label))) ?? false;
}

function unitColumnNames(units: readonly Unit[]): IdentityClaim[] {
	return units
		.filter((unit) => unit.role === 'total' || unit.role === 'headquarters')
		.flatMap((unit): IdentityClaim[] => {
			const text = nameOf(unit.name.replace(/(?:本级|汇总|合计|总计|\(.*\)|（.*）)+$/, ''));
			if (!text || GENERIC_UNIT_NAME.test(text) || HEADQUARTERS_ROW.test(text)) return [];
			const place = Object.values(unit.figures).find((figure) => figure.place)?.place ?? null;
			return [{ source: 'unit_column', text, place: nameCell(place) }];
		});
}

/** The name is in the first cell of the figure's row. */
function nameCell(place: Place | null): Place | null {
	return place?.kind === 'cell'
		? { ...place, column: 1, row_label: null, column_label: '机构名称' }
		: place;
}

const NOT_A_NAME =
	/部门整体支出|整体支出|绩效|自评|评价|报告|评分表|附件\d*[-—]?\d*|关于|年度?|部门|单位|定稿|终稿|最终|正式|盖章|扫描件|公开|副本|\d+/g;

/** `某局2023年数据`, `某局收支表`; a bureau of data ends in 局. */
const NO_END_OF_NAME =
	/(?:数据|收支|收入|支出|决算|情况|基础|汇总|明细|统计|资料|附件|填报|一览|表格|报表|表|年)+$/;

function fileNameClaims(fileName: string): IdentityClaim[] {
	const stem = joinText(fileName.replace(/\.[A-Za-z0-9]{1,5}$/, ''));
	const text = nameOf(
		stem
			.replace(/[(（].*?[)）]/g, '')
			.replace(NOT_A_NAME, '')
			.replace(/[-_—.+的、]+/g, '')
			.replace(NO_END_OF_NAME, '')
	);
	return text && /[一-龥]{2}/.test(text) && !isPlace(text)
		? [{ source: 'file_name', text, place: null }]
		: [];
}

/** The innermost folder that is called as a department is; a division of the finance bureau keeps what it receives. */
function folderClaims(folders: readonly string[]): IdentityClaim[] {
	const text = folders.map(nameOf).findLast((name) => name !== null && isDepartment(name));
	return text ? [{ source: 'file_name', text, place: null }] : [];
}

function isDepartment(name: string): boolean {
	return name.length >= 4 && BODY.test(name) && !isPlace(name) && !KEEPER.test(name);
}

const KEEPER = /财政[局厅]$|[科股处组]$/;

/** `某局` above the date at the end of a report that names its department nowhere else. */
function signedNames(lines: readonly Line[]): IdentityClaim[] {
	const paragraphs = paragraphsOf(lines);
	const at = paragraphs.findLastIndex((line) => DATE.test(joinText(line.text)));
	const line = paragraphs[at - 1];
	const text = line && nameOf(line.text.replace(DATE, ''));
	return line && text && text.length <= 30 && isDepartment(text)
		? [{ source: 'cover', text, place: textPlace(line) }]
		: [];
}

const DATE =
	/^(?:20\d\d|[二〇零○一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/;

/** The city or county that prints the form, or that the cover names before the year. */
export function readJurisdiction(lines: readonly Line[]): JurisdictionClaim | null {
	const titles = paragraphsOf(lines).map(titleText);
	for (const title of titles) {
		const name = /^(.{2,12}?[省市县区州盟旗])财政[局厅](?:[(（]?制[)）]?|印制|监制)/.exec(
			title
		)?.[1];
		if (name) return { code: null, name };
	}
	for (const title of titles) {
		const name = new RegExp(`^(.{2,10}?[省市县区州盟旗])${YEAR}`).exec(
			title.replace(/[_＿]/g, '')
		)?.[1];
		if (name && isPlace(name)) return { code: null, name };
	}
	return null;
}
