/** A workbook as a document, for forms that are filed as workbooks. */
import type { SourceDocument, SourceFormat } from '../model.ts';
import { numberBlocks } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { layOutSheet } from './grid.ts';
import { partSheet } from './parts.ts';
import type { Workbook, Worksheet } from './workbook.ts';

/**
 * The worksheets as tables of a document, one per sheet, for forms that are filed as workbooks.
 * @param names of the sheets that are wanted, numbered as in the whole workbook; by default all
 */
export function documentOfWorkbook(
	{ sheets, issues }: Workbook,
	format: SourceFormat,
	names: ReadonlySet<string> | null = null
): SourceDocument {
	const areOwners = sheets.filter(({ name }) => BODY.test(name)).length > 1;
	const written = sheets.map((sheet) => blocksOf(sheet, areOwners));
	const blocks = numberBlocks(written.flat(), false);
	if (!names) return { format, blocks, issues };
	let at = 0;
	const wanted = sheets.flatMap(({ name }, index) => {
		const from = at;
		at += numberBlocks(written[index] ?? [], false).length;
		return names.has(name) ? blocks.slice(from, at) : [];
	});
	return { format, blocks: wanted, issues };
}

function blocksOf(sheet: Worksheet, areOwners: boolean): Block[] {
	const { titles, rest, notes } = partSheet(sheet);
	const table: Block[] = rest.rows.length > 0 ? [{ kind: 'table', rows: layOutSheet(rest) }] : [];
	const year = titles.some((title) => title.includes('年')) ? [] : yearOfTab(sheet.name);
	const owner = titles.some((title) => OWNER.test(title)) ? [] : ownerOfTab(sheet, areOwners);
	const basis = titles.some((title) => BASIS.test(title)) ? [] : basisOfTab(sheet.name);
	const above = [...(sheet.margins ?? []), ...titles, ...owner, ...year, ...basis];
	return [...above.map(toParagraph), ...table, ...notes.map(toParagraph)];
}

/**
 * A tab may be called after the department that its sheet names nowhere: by a whole name with city or county, or where
 * several tabs are called so.
 */
function ownerOfTab({ name, rows }: Worksheet, areOwners: boolean): string[] {
	if (!BODY.test(name) || !(areOwners || PLACE.test(name))) return [];
	const isNamed = rows.some(({ cells }) => cells.some((text) => OWNER.test(text)));
	return isNamed ? [] : [`单位名称：${name}`];
}

const PLACE = /^.{1,6}[市县区州旗]./;
const BODY = /^.{2,}(?:[局委办院]|办公室|委员会|联合会|总工会|中心|馆|社|站)$/;
const OWNER =
	/(?:部门|单位|机构)(?:[(（](?:单位|部门)[)）])?(?:名称|[:：](?!\s*(?:人民币)?[百千万亿]{0,2}元|\s*人))|(?:预算|填报)单位/;

/** A tab may name the year that its sheet leaves out: `2021`, `2021年`. */
function yearOfTab(name: string): string[] {
	const year = /^(20\d\d)(?:年度?)?$/.exec(name.trim())?.[1];
	return year ? [`${year}年度`] : [];
}

/** A tab alone may tell the budget from the accounts: `年初预算`, `2022年决算数`. */
function basisOfTab(name: string): string[] {
	return name.length <= LONGEST_BASIS && BASIS.test(name) ? [name] : [];
}

const BASIS = /预算|决算|执行/;
const LONGEST_BASIS = 12;

function toParagraph(text: string): Block {
	return { kind: 'paragraph', text };
}
