/** Writes .xlsx files from the XML of their sheets. */
import { writeZip } from './zip-file.ts';
import type { Part } from './zip-file.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

interface SheetSource {
	name: string;
	/** XML inside `worksheet`. */
	xml: string;
	state?: string;
}

export interface WorkbookSource {
	sheets: SheetSource[];
	/** XML inside `sst`. */
	strings?: string;
	/** Number formats: the code of each style, from style 1 on; style 0 is the general one. */
	formats?: string[];
	/** XML inside `styleSheet`, in place of formats. */
	styles?: string;
	is1904?: boolean;
	/** XML inside the drawings of the first sheet. */
	drawings?: string;
	/** Name of a part that the file has lost. */
	lost?: string;
}

export function writeXlsx({
	sheets,
	strings,
	formats,
	styles,
	is1904,
	drawings,
	lost
}: WorkbookSource): Buffer {
	const tabs = sheets.map(
		({ name, state }, n) =>
			`<sheet name="${name}" sheetId="${n + 1}" r:id="r${n}"${state ? ` state="${state}"` : ''}/>`
	);
	const targets = sheets.map(
		(_, n) =>
			`<Relationship Id="r${n}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/s${n}.xml"/>`
	);
	const parts: Part[] = [
		{
			name: '_rels/.rels',
			data: `<Relationships ${PACKAGE}><Relationship Id="r" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
		},
		{
			name: 'xl/workbook.xml',
			data: `<workbook ${MAIN} xmlns:r="${RELATIONSHIPS}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${tabs.join('')}</sheets></workbook>`
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			data: `<Relationships ${PACKAGE}>${targets.join('')}${formats ? `<Relationship Id="s" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/>` : ''}</Relationships>`
		},
		...sheets.map(({ xml }, n) => ({
			name: `xl/worksheets/s${n}.xml`,
			data: `<worksheet ${MAIN} xmlns:r="${RELATIONSHIPS}">${xml}${drawings && n === 0 ? '<drawing r:id="d"/>' : ''}</worksheet>`
		}))
	];
	if (strings) parts.push({ name: 'xl/sharedStrings.xml', data: `<sst ${MAIN}>${strings}</sst>` });
	if (formats) parts.push({ name: 'xl/styles.xml', data: stylesXml(formats) });
	if (styles)
		parts.push({ name: 'xl/styles.xml', data: `<styleSheet ${MAIN}>${styles}</styleSheet>` });
	if (drawings) parts.push(...drawingParts(drawings));
	return writeZip(parts.filter(({ name }) => name !== lost));
}

function drawingParts(xml: string): Part[] {
	const target = `<Relationship Id="d" Type="${RELATIONSHIPS}/drawing" Target="../drawings/d.xml"/>`;
	const spaces =
		'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
	return [
		{
			name: 'xl/worksheets/_rels/s0.xml.rels',
			data: `<Relationships ${PACKAGE}>${target}</Relationships>`
		},
		{ name: 'xl/drawings/d.xml', data: `<xdr:wsDr ${spaces}>${xml}</xdr:wsDr>` }
	];
}

function stylesXml(formats: string[]): string {
	const codes = formats.map((code, n) => `<numFmt numFmtId="${200 + n}" formatCode="${code}"/>`);
	const styles = formats.map((_, n) => `<xf numFmtId="${200 + n}"/>`);
	return `<styleSheet ${MAIN}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}

/** A sheet with these rows, each the XML of its cells. */
export function sheetData(...rows: string[]): string {
	return `<sheetData>${rows.map((cells, n) => `<row r="${n + 1}">${cells}</row>`).join('')}</sheetData>`;
}

/** A cell with an inline text. */
export function inline(reference: string, text: string): string {
	return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** A cell with a number; `style` counts the formats of the workbook. */
export function number(reference: string, value: string, style = 0): string {
	return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
}
