/** Word documents in the fonts and on the paper of official ones: a cover, then whatever parts they have. */
import {
	AlignmentType,
	Document,
	Footer,
	Header,
	HeadingLevel,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import { holdable, type Cover } from './sheet.ts';

/** Fonts of official documents; a machine without them shows its own. */
const BODY_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' };
export const HEADING_FONT = {
	ascii: 'Times New Roman',
	hAnsi: 'Times New Roman',
	eastAsia: '黑体'
};

/** In half points. */
export const SIZES = { title: 44, heading: 32, body: 22, table: 16 };

/** A4 upright with margins of 2.5 cm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_417 };
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

/** `children` follow the cover, on the same page unless they begin a new one. */
export async function writeDocument(
	cover: Cover,
	children: (Paragraph | Table)[]
): Promise<Uint8Array> {
	const { width, height, margin } = PAGE;
	const document = new Document({
		title: holdable(cover.title),
		creator: '明账',
		// Word fills in the pages of the contents when it opens the document.
		features: { updateFields: true },
		styles: {
			default: {
				document: { run: { font: BODY_FONT, size: SIZES.body } },
				heading1: { run: { font: HEADING_FONT, size: SIZES.heading, color: '000000' } },
				heading2: { run: { font: HEADING_FONT, size: SIZES.body, color: '000000' } }
			}
		},
		sections: [
			{
				properties: {
					page: {
						size: { width, height },
						margin: { top: margin, bottom: margin, left: margin, right: margin }
					}
				},
				headers: { default: new Header({ children: [line(cover.title, { size: SIZES.table })] }) },
				footers: { default: new Footer({ children: [pageNumber()] }) },
				children: [...coverParagraphs(cover), ...children]
			}
		]
	});
	return new Uint8Array(await Packer.toArrayBuffer(document));
}

interface Look {
	size?: number;
	font?: typeof HEADING_FONT;
	alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
}

export function line(text: string, { size = SIZES.body, font, alignment }: Look = {}): Paragraph {
	const look = { size, ...(font ? { font } : {}) };
	return new Paragraph({ children: runs(text, look), ...(alignment ? { alignment } : {}) });
}

/** A line break of the text is one in Word, which would show it as a blank. */
export function runs(text: string, look: Pick<Look, 'size' | 'font'> = {}): TextRun[] {
	return holdable(text)
		.split(/\r\n?|\n/)
		.map((part, index) => new TextRun({ text: part, ...look, ...(index > 0 ? { break: 1 } : {}) }));
}

function pageNumber(): Paragraph {
	const run = new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页'], size: SIZES.table });
	return new Paragraph({ alignment: AlignmentType.CENTER, children: [run] });
}

function coverParagraphs({ title, lines }: Cover): Paragraph[] {
	return [
		new Paragraph({
			alignment: AlignmentType.CENTER,
			spacing: { before: 3_000, after: 1_200 },
			children: runs(title, { font: HEADING_FONT, size: SIZES.title })
		}),
		...lines.map(([name, value]) => line(`${name}：${value}`))
	];
}

export function heading(text: string): Paragraph {
	return new Paragraph({
		heading: HeadingLevel.HEADING_2,
		spacing: { before: 200 },
		children: runs(text)
	});
}

/** `shares` are the columns' widths in percent; the columns of `amounts` stand right-aligned. */
export function table(
	head: readonly string[],
	rows: readonly (readonly string[])[],
	shares: readonly number[],
	amounts: { from: number; to: number }
): Table {
	const widths = shares.map((share) => Math.round((TEXT_WIDTH * share) / 100));
	const row = (cells: readonly string[], isHead = false) =>
		new TableRow({
			tableHeader: isHead,
			cantSplit: true,
			children: cells.map(
				(text, at) =>
					new TableCell({
						width: { size: widths[at] ?? 0, type: WidthType.DXA },
						margins: { left: 60, right: 60 },
						children: [
							line(text, {
								size: SIZES.table,
								...(isHead ? { font: HEADING_FONT } : {}),
								...(at >= amounts.from && at < amounts.to ? { alignment: AlignmentType.RIGHT } : {})
							})
						]
					})
			)
		});
	return new Table({
		columnWidths: widths,
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		rows: [row(head, true), ...rows.map((cells) => row(cells))]
	});
}
