/** The departments that titles name, and the lines above and below them. */
import { placeInName } from '#lib/catalogue/departments.ts';
import type { IdentityClaim } from '#lib/filing/filing.ts';
import { BODY, isPlace, nameOf } from './department-names.ts';
import { isRow, joinText, textPlace, type Line, type Prose } from '../lines.ts';
import { isReportTitle, titleText, withoutAnnexNumber } from './titles.ts';

/** A name may have hundreds of characters, and its line is no sentence all the same. */
export const LONGEST_LINE = 400;
export const YEAR =
	'(?:[2２][0０][0-9０-９]{2}|二[〇零○Ｏ0０][〇零○Ｏ0０一二三四五六七八九]{2})年度?';

/** The label alone, or with blanks or a line between it and the name: `部门(单位)名称  某局`. */
export const NAME_LABEL =
	/^(?:(?:部门[(（]单位[)）]|单位[(（]部门[)）]|预算(?:部门|单位)|部门|单位)名称|(?:填报|编报|自评|申报|报送|被评价)(?:单位|部门)(?:名称)?)(?:[(（](?:盖章|公章)[)）])?/;
export function paragraphsOf(lines: readonly Line[]): Prose[] {
	return lines.filter((line): line is Prose => !isRow(line));
}
/** A title's text, or that of a long line without any mark of a sentence. */
export function lineText(line: Prose): string {
	if (line.text.length > LONGEST_LINE) return '';
	const text = joinText(line.text);
	return titleText(line) || (/[，,。；;！？]/.test(text) ? '' : text);
}

/** `…自评表（单位：万元）`. */
const UNIT_IN_BRACKETS = /[(（](?:金额|计量|货币)?单位[:：][^()（）]{1,8}[)）]$/;

const NAMES_YEAR = new RegExp(YEAR);
const YEAR_FIRST = new RegExp(`^(?:关于)?${YEAR}`);
const NAME_BEFORE_YEAR = new RegExp(`^(.{2,300}?)(?:关于)?${YEAR}`);
const NAME_BEHIND_YEAR = new RegExp(`${YEAR}(.{2,40}?)(?:部门|单位|整体|绩效|预算)`);

/** `某局2021年度` before `部门整体支出绩效评价报告`, `2021年度某局部门整体支出…`, `某局关于2021年度…的报告`. */
export function titleNames(lines: readonly Line[]): IdentityClaim[] {
	const paragraphs = paragraphsOf(lines);
	return paragraphs.flatMap((line, index): IdentityClaim[] => {
		const title = { ...line, text: withoutAnnexNumber(line.text) };
		const text = lineText(title).replace(/[_＿]/g, '').replace(UNIT_IN_BRACKETS, '');
		const next = titleText(paragraphs[index + 1] ?? line);
		const followed = isReportTitle(paragraphs[index + 1] ?? line) || /整体支出|绩效/.test(next);
		if (/[:：]/.test(text)) return [];
		if (!NAMES_YEAR.test(text)) return nameBeforeTitle(text, line);
		if (!(followed || isReportTitle(line) || /整体(?:支出.*)?绩效/.test(text)))
			return namesBeforeTableTitle(text, line);
		const before = NAME_BEFORE_YEAR.exec(text)?.[1];
		const behind = NAME_BEHIND_YEAR.exec(text)?.[1];
		const name = nameOf(before ?? behind ?? '');
		if (!name || isPlace(name)) return nameBeforeTitle(text, line);
		return [
			{
				source: 'narrative_title',
				text: withPlaceAbove(name, paragraphs[index - 1]),
				place: textPlace(line)
			}
		];
	});
}

/** `某市某县` on a line of its own above `农业技术推广中心2022年度`: a name without a place goes on from it. */
function withPlaceAbove(name: string, above: Prose | undefined): string {
	const place = above ? titleText(above).replace(/[_＿]/g, '') : '';
	if (!isPlace(place) || /^[全本各我]/.test(place) || placeInName(name) !== null) return name;
	// `某市某区` above `某区审计局`: what both say is said once.
	const again = [...place].findIndex((_, index) => name.startsWith(place.slice(index)));
	return (again === -1 ? place : place.slice(0, again)) + name;
}

/** `某局2022年度“三公”经费支出情况表`: a table of figures is of whom its title begins with. */
function namesBeforeTableTitle(text: string, line: Prose): IdentityClaim[] {
	const name = (TABLE_TITLE.exec(text) ?? ACCOUNTS_OF_THREE_PUBLIC.exec(text))?.[1] ?? '';
	return name === '' || ISSUER.test(name) ? [] : bodyNamed(name, line, 'narrative_title');
}

/** The finance bureau prints the forms. */
const ISSUER = /财政[局厅]$/;

const TABLE_TITLE = new RegExp(
	`^(.{4,40}?)(?:关于)?${YEAR}(?!.*(?:汇总|统计|一览|各))[^，。]{0,20}(?:三公|收支|收入|支出|决算|经费|结余|基础数据)[^，。]{0,12}(?:表|情况)$`
);

/** `某局2022年度一般公共预算财政拨款“三公”经费支出决算情况说明`; of a budget the text says 支出 as well. */
const ACCOUNTS_OF_THREE_PUBLIC = new RegExp(
	`^(.{4,40}?)(?:关于)?${YEAR}(?!.*(?:汇总|统计|一览|各|全))[^，。]{0,20}三公[^，。]{0,10}决算[^，。预]{0,10}$`
);

/** `某局整体支出绩效自评表`, where the year is on another line. */
function nameBeforeTitle(text: string, line: Prose): IdentityClaim[] {
	const name = /^(.{4,40}?)(?:部门|单位)?整体(?:支出)?绩效(?:自评|评价)[^，。]{0,12}$/.exec(
		text
	)?.[1];
	if (name) return bodyNamed(name, line, 'narrative_title');
	const owner = TITLE_OF_YEARS.exec(text)?.[1] ?? '';
	return owner === '' || ISSUER.test(owner) ? [] : bodyNamed(owner, line, 'narrative_title');
}

/** `某局部门整体支出情况表` above columns of years. */
const TITLE_OF_YEARS =
	/^(?!.*(?:汇总|统计|一览|各))(.{4,40}?)(?:部门|单位)(?:整体)?(?:支出|收支|收入支出)[^，。]{0,8}情况表$/;

const FORM_TITLE = /整体支出绩效.*表$/;

/** A name on a line of its own above `2021年度部门整体支出绩效评价报告`, or below a report's title, as on covers. */
export function namesBesideTitles(lines: readonly Line[]): IdentityClaim[] {
	const paragraphs = paragraphsOf(lines);
	return paragraphs.flatMap((line, index): IdentityClaim[] => {
		const [above, below] = [paragraphs[index - 1], paragraphs[index + 1]];
		const nameAbove = above ? withPlaceAbove(titleText(above), paragraphs[index - 2]) : '';
		const text = titleText(line).replace(/[_＿]/g, '');
		const isYearFirst = YEAR_FIRST.test(text);
		// A title may run over two lines: `2021年度部门整体支出`, `绩效自评报告`.
		if (above && isYearFirst && below && isReportTitle(below) && text.includes('整体支出'))
			return bodyNamed(nameAbove, above, 'narrative_title');
		const isNameless = isYearFirst || /^(?:部门|单位|整体支出)/.test(text);
		if (above && isNameless && FORM_TITLE.test(text) && !ISSUER.test(titleText(above)))
			return bodyNamed(nameAbove, above, 'narrative_title');
		if (!isReportTitle(line)) return [];
		const name = below ? titleText(below).replace(/^[(（](.*)[)）]$/, '$1') : '';
		return [
			...(above && isNameless && !ISSUER.test(titleText(above))
				? bodyNamed(nameAbove, above, 'narrative_title')
				: []),
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
