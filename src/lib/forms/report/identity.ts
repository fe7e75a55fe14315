/** Finds whose report it is from every place that names the department, best evidence first. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import {
	CLAIM_SOURCES,
	type IdentityClaim,
	type JurisdictionClaim,
	type Unit
} from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { labelledCells } from './form-fields.ts';
import {
	BUDGET_CODE_ROW,
	DEPARTMENT_ROW,
	GENERIC_UNIT_NAME,
	HEADQUARTERS_ROW,
	SCORE_LEVELS,
	WITHHELD
} from './labels.ts';
import { amountWords } from './basis.ts';
import { figureOfLabel } from './columns.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	textPlace,
	type Line,
	type Prose,
	type FormRow
} from './lines.ts';
import { isReportTitle, titleText } from './titles.ts';

/** A place names its department by a word in front: `部门（单位）名称：某局`. */
const CODE_FIELD = /(?:预算(?:单位)?编码|预算代码|单位编码|部门编码)[:：_＿]*([0-9A-Za-z-]{3,})/;
const NAME_FIELD =
	/^(?:部门[(（]单位[)）]|预算部门|预算单位|填报|编报|编制|自评|评价|申报|报送)?(?:部门|单位)?(?:名称)?(?:[(（]?(?:盖章|公章)[)）]?)?[:：](.{2,300})$/;
/** Converters run the line above a table into its title: `…基础数据表填报单位：某站 单位：万元`. */
const NAME_INSIDE =
	/表(?:填报|编报|编制|自评|申报|报送)(?:单位|部门)(?:[(（](?:盖章|公章)[)）])?[:：](.{2,300})$/;
/** The label alone, or with blanks or a line between it and the name: `部门(单位)名称  某局`. */
const NAME_LABEL =
	/^(?:(?:部门[(（]单位[)）]|单位[(（]部门[)）]|预算(?:部门|单位)|部门|单位)名称|(?:填报|编报|自评|申报|报送|被评价)(?:单位|部门)(?:名称)?)(?:[(（](?:盖章|公章)[)）])?/;
/** A name may have hundreds of characters, and its line is no sentence all the same. */
const LONGEST_LINE = 400;
const YEAR = '(?:[2２][0０][0-9０-９]{2}|二[〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2})年度?';

/** Reads what covers, titles and forms themselves call the department, and its code. */
export function readNamedClaims(lines: readonly Line[]): IdentityClaim[] {
	return [
		...budgetCodes(lines),
		...labelledNames(lines),
		...titleNames(lines),
		...namesBesideTitles(lines)
	];
}

/** All claims; the same name from the same place is said once. */
export function readClaims(
	lines: readonly Line[],
	units: readonly Unit[],
	fileName: string
): IdentityClaim[] {
	const claims = [
		...readNamedClaims(lines),
		...unitColumnNames(units),
		...fileNameClaims(fileName)
	];
	const seen = new Set<string>();
	return claims
		.filter(({ source, text }) => !seen.has(`${source} ${text}`) && seen.add(`${source} ${text}`))
		.sort((a, b) => CLAIM_SOURCES.indexOf(a.source) - CLAIM_SOURCES.indexOf(b.source));
}

function budgetCodes(lines: readonly Line[]): IdentityClaim[] {
	const inCells = labelledCells(lines.filter(isRow), BUDGET_CODE_ROW).flatMap(
		({ row, label, value }): IdentityClaim[] => {
			const text = removeBlanks(value?.text ?? '');
			if (!value || !/^[0-9A-Za-z-]{3,}$/.test(text)) return [];
			return [{ source: 'budget_code', text, place: cellPlace(row, value, null, label.label) }];
		}
	);
	const inProse = paragraphsOf(lines).flatMap((line): IdentityClaim[] => {
		const text = CODE_FIELD.exec(removeBlanks(titleText(line)))?.[1];
		return text ? [{ source: 'budget_code', text, place: textPlace(line) }] : [];
	});
	return [...inProse, ...inCells];
}

/** A title's text, or that of a long line without any mark of a sentence. */
function lineText(line: Prose): string {
	if (line.text.length > LONGEST_LINE) return '';
	const text = joinText(line.text);
	return titleText(line) || (/[，,。；;！？]/.test(text) ? '' : text);
}

/** `部门（单位）名称：` on the cover or in the form; `单位：` above the score sheet. */
function labelledNames(lines: readonly Line[]): IdentityClaim[] {
	const claims: IdentityClaim[] = [];
	for (const [index, line] of lines.entries()) {
		if (isRow(line)) {
			claims.push(...nameInCaption(line));
			continue;
		}
		const name =
			nameOf(NAME_FIELD.exec(lineText(line))?.[1] ?? '') ??
			nameOf(NAME_INSIDE.exec(lineText(line))?.[1] ?? '') ??
			nameWithoutColon(line, lines[index + 1]);
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

/** `填报单位（盖章）：某中心` in a row over the whole width, or beside other fields such as `单位：万元`. */
function nameInCaption(row: FormRow): IdentityClaim[] {
	const [only, ...others] = filledCells(row);
	if (!only || only.text.length > LONGEST_LINE) return [];
	if (others.length > 2 || !others.every(({ text }) => /[:：]/.test(text))) return [];
	const name = nameOf(NAME_FIELD.exec(joinText(only.text))?.[1] ?? '');
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

function isHeadWord(label: string): boolean {
	return (
		figureOfLabel(label) !== null ||
		amountWords(label) !== null ||
		/^(?:姓名|职务|签字|名称)/.test(label)
	);
}

/** In `单位名称 | 收入合计 | …` the cell beside the label is another head. */
function isColumnHead(cells: number, label: string): boolean {
	return (
		/合计|其中|收入|支出|经费|资产|人数|编制|金额|指标/.test(label) ||
		isHeadWord(label) ||
		cells > 6
	);
}

function isBeforeScoreSheet(lines: readonly Line[], index: number): boolean {
	const next = lines.slice(index + 1).find(isRow);
	return next?.cells.some(({ label }) => SCORE_LEVELS.some((level) => level.test(label))) ?? false;
}

/** `某局2021年度` before `部门整体支出绩效评价报告`, `2021年度某局部门整体支出…`, `某局关于2021年度…的报告`. */
function titleNames(lines: readonly Line[]): IdentityClaim[] {
	const paragraphs = paragraphsOf(lines);
	return paragraphs.flatMap((line, index): IdentityClaim[] => {
		const text = lineText(line).replace(/[_＿]/g, '');
		const next = titleText(paragraphs[index + 1] ?? line);
		const followed = isReportTitle(paragraphs[index + 1] ?? line) || /整体支出|绩效/.test(next);
		if (
			/[:：]/.test(text) ||
			!new RegExp(YEAR).test(text) ||
			!(followed || isReportTitle(line) || /整体支出.*绩效/.test(text))
		)
			return [];
		const before = new RegExp(`^(.{2,300}?)(?:关于)?${YEAR}`).exec(text)?.[1];
		const behind = new RegExp(`${YEAR}(.{2,40}?)(?:部门|单位|整体|绩效|预算)`).exec(text)?.[1];
		const name = nameOf(before ?? behind ?? '');
		if (!name || isPlace(name)) return [];
		return [{ source: 'narrative_title', text: name, place: textPlace(line) }];
	});
}

const BODY =
	/[局委办会院校站馆所队厅署处社部园场区乡镇台库学]$|[一二三四五六七八九十]中$|(?:中心|政府|办公室|公司|机关|集团|街道)$/;

/** The finance bureau prints the forms. */
const ISSUER = /财政[局厅]$/;

const FORM_TITLE = /整体支出绩效.*表$/;

/** A name on a line of its own above `2021年度部门整体支出绩效评价报告`, or below a report's title, as on covers. */
function namesBesideTitles(lines: readonly Line[]): IdentityClaim[] {
	const paragraphs = paragraphsOf(lines);
	return paragraphs.flatMap((line, index): IdentityClaim[] => {
		const [above, below] = [paragraphs[index - 1], paragraphs[index + 1]];
		const text = titleText(line).replace(/[_＿]/g, '');
		const isYearFirst = new RegExp(`^${YEAR}`).test(text);
		// A title may run over two lines: `2021年度部门整体支出`, `绩效自评报告`.
		if (above && isYearFirst && below && isReportTitle(below) && text.includes('整体支出'))
			return bodyNamed(titleText(above), above, 'narrative_title');
		if (above && isYearFirst && FORM_TITLE.test(text) && !ISSUER.test(titleText(above)))
			return bodyNamed(titleText(above), above, 'narrative_title');
		if (!isReportTitle(line)) return [];
		const name = below ? titleText(below).replace(/^[(（](.*)[)）]$/, '$1') : '';
		return [
			...(above && isYearFirst ? bodyNamed(titleText(above), above, 'narrative_title') : []),
			...(below && !ISSUER.test(name) ? bodyNamed(name, below, 'cover') : [])
		];
	});
}

function bodyNamed(text: string, line: Prose, source: IdentityClaim['source']): IdentityClaim[] {
	const isField = /[:：，,。]/.test(text) || NAME_LABEL.test(text);
	const name = text.length > 40 || isField ? null : nameOf(text);
	if (!name || isPlace(name) || !BODY.test(name)) return [];
	return [{ source, text: name, place: textPlace(line) }];
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

function fileNameClaims(fileName: string): IdentityClaim[] {
	const stem = joinText(fileName.replace(/\.[A-Za-z0-9]{1,5}$/, ''));
	const text = nameOf(
		stem
			.replace(/[(（].*?[)）]/g, '')
			.replace(NOT_A_NAME, '')
			.replace(/[-_—.+的、]+/g, '')
	);
	return text && /[一-龥]{2}/.test(text) && !isPlace(text)
		? [{ source: 'file_name', text, place: null }]
		: [];
}

const PLACE =
	/^(?:[\u4e00-\u9fff]{2,3}(?:省|自治区))?[\u4e00-\u9fff]{1,7}(?:市|县|区|州|盟|旗|省)$/;

function isPlace(name: string): boolean {
	return PLACE.test(name);
}

/** These may follow a name in the same line: `单位名称：某局    填报日期：2022年3月1日`, `某局关于报送…`. */
const NEXT_FIELD =
	/填报|填表|报告日期|日期|联系|电话|金额|单位[:：]|关于|预算(?:单位)?(?:编码|代码)|评价(?:方式|机构)|主管部门/;
const NO_NAME =
	/^(?:本|预算)?(?:部门|单位|部门[(（]单位[)）])$|^(?:万|千|百万|亿)?元|^人(?:民币.*|[、，,/].*)?$|日期|^\d+$|^[（(]?(?:盖章|公章|签章)|整体支出|绩效(?:评价|自评)|自评[表报]|^[（(]?(?:填写|请填)/;

/** A name without blanks; null for what is none: a unit of money, something withheld, an empty line. */
function nameOf(text: string): string | null {
	const [field = ''] = joinText(text).split(NEXT_FIELD);
	const name = field
		.replace(/^[_＿:：—-]+|[_＿:：。，,—-]+$/g, '')
		.replace(/[(（](?:盖章|公章|签章)[)）]$/, '');
	if (name.length < 2 || WITHHELD.test(name) || NO_NAME.test(name) || isHeadWord(name)) return null;
	return name;
}

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

function paragraphsOf(lines: readonly Line[]): Prose[] {
	return lines.filter((line): line is Prose => !isRow(line));
}
