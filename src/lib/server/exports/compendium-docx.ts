/** 全部门汇编 as a Word document that an official can edit: cover, contents, one page or more per department. */
import {
	AlignmentType,
	Bookmark,
	HeadingLevel,
	InternalHyperlink,
	Paragraph,
	SimpleField,
	Tab,
	TabStopType,
	TextRun
} from 'docx';
import type { DepartmentChapter } from '../contents/compendium.ts';
import {
	heading,
	HEADING_FONT,
	line,
	runs,
	SIZES,
	table,
	TEXT_WIDTH,
	writeDocument
} from './official-docx.ts';
import type { Cover } from './sheet.ts';

export function writeCompendium(
	chapters: readonly DepartmentChapter[],
	cover: Cover,
	year: number
): Promise<Uint8Array> {
	return writeDocument(cover, [
		...contents(chapters),
		...chapters.flatMap((chapter, index) => chapterParts(chapter, index, year))
	]);
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
						children: runs(name)
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
	const { name, sentence, figures, history, findings, none } = chapter;
	const found = findings.map((one) => line(`${one.rule}：${one.text}`));
	return [
		new Paragraph({
			heading: HeadingLevel.HEADING_1,
			pageBreakBefore: true,
			children: [new Bookmark({ id: bookmarkOf(index), children: runs(name) })]
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
		...(found.length > 0 ? found : [line(none)])
	];
}
