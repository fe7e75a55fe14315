/** 全部门汇编 as a Word document that an official can edit: cover, contents, one page or more per department. */
import {
	AlignmentType,
	Bookmark,
	Document,
	Footer,
	Header,
	HeadingLevel,
	InternalHyperlink,
	Packer,
	PageNumber,
	Paragraph,
	SimpleField,
	Tab,
	TabStopType,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import type { DepartmentChapter } from '../pages/compendium.ts';
import { holdable, type Cover } from './sheet.ts';

/** Fonts of official documents; a machine without them shows its own. */
const BODY_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' };
const HEADING_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' };

/** In half points. */
const SIZES = { title: 44, heading: 32, body: 22, table: 16 };

/** Of A4 upright with margins of 2.5 cm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_417 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

export async function writeCompendium(
	chapters: readonly DepartmentChapter[],
	cover: Cover,
	year: number
): Promise<Uint8Array> {
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
						size: { width: PAGE.width, height: PAGE.height },
						margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin }
					}
				},
				headers: { default: new Header({ children: [line(cover.title, { size: SIZES.table })] }) },
				footers: { default: new Footer({ children: [pageNumber()] }) },
				children: [
					...coverParagraphs(cover),
					...contents(chapters),
					...chapters.flatMap((chapter, index) => chapterParts(chapter, index, year))
				]
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

function line(text: string, { size = SIZES.body, font, alignment }: Look = {}): Paragraph {
	const run = new TextRun({ text: holdable(text), size, ...(font ? { font } : {}) });
	return new Paragraph({ children: [run], ...(alignment ? { alignment } : {}) });
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
			children: [new TextRun({ text: holdable(title), font: HEADING_FONT, size: SIZES.title })]
		}),
		...lines.map(([name, value]) => line(`${name}：${value}`))
	];
}

const bookmarkOf = (index: number) => `department${index + 1}`;

/** Names with the pages that Word computes when it opens the document. */
function contents(chapters: readonly DepartmentChapter[]): Paragraph[] {
	const entries = chapters.map(
		({ name }, index) =>
			new Paragraph({
				tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH, leader: 'dot' }],
				children: [
					new InternalHyperlink({
						anchor: bookmarkOf(index),
						children: [new TextRun(holdable(name))]
					}),
					new TextRun({ children: [new Tab()] }),
					new SimpleField(`PAGEREF ${bookmarkOf(index)}`)
				]
			})
	);
	return [
		new Paragraph({
			pageBreakBefore: true,
			alignment: AlignmentType.CENTER,
			children: [new TextRun({ text: '目　录', font: HEADING_FONT, size: SIZES.heading })]
		}),
		...entries
	];
}

function chapterParts(chapter: DepartmentChapter, index: number, year: number) {
	const { name, sentence, figures, history, findings } = chapter;
	const found = findings.map((one) => line(`${one.rule}：${one.text}`));
	return [
		new Paragraph({
			heading: HeadingLevel.HEADING_1,
			pageBreakBefore: true,
			children: [new Bookmark({ id: bookmarkOf(index), children: [new TextRun(holdable(name))] })]
		}),
		line(sentence),
		heading(`${year}年主要数据`),
		table(
			['项目', '数额', '比上年', '来源'],
			figures.map((one) => [one.name, one.value, one.change, one.note]),
			[17, 14, 22, 47],
			{ from: 1, to: 2 }
		),
		heading('历年数据'),
		table(
			['项目', ...history.years.map((one) => `${one}年`)],
			history.rows.map((row) => [row.name, ...row.cells]),
			[28, ...history.years.map(() => 72 / Math.max(1, history.years.length))],
			{ from: 1, to: 1 + history.years.length }
		),
		heading('需要关注的事项'),
		...(found.length > 0 ? found : [line('没有需要说明的事项。')])
	];
}

function heading(text: string): Paragraph {
	return new Paragraph({ heading: HeadingLevel.HEADING_2, spacing: { before: 200 }, text });
}

/** `shares` are the columns' widths in percent; the columns of `amounts` stand right-aligned. */
function table(
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
