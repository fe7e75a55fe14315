import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import {
	writeDoc,
	paragraph,
	row,
	sprm,
	u16,
	u32,
	type DocParagraph,
	type DocParts
} from './doc-file.ts';
import { shownIn } from './document-view.ts';
import { writeDocx } from './docx-file.ts';
import { writeZip } from './zip-file.ts';

/** A level of a list: its code in Word 97–2003, its name since, and its pattern. */
type Level = [code: number, name: string, pattern: string];
/** Each list by its levels; lists are numbered from 1. */
const LISTS: Level[][] = [
	[
		[39, 'chineseCountingThousand', '%1、'],
		[39, 'chineseCountingThousand', '（%2）'],
		[0, 'decimal', '%3.']
	],
	[
		[0, 'decimal', '%1'],
		[0, 'decimal', '%1.%2']
	],
	[[23, 'bullet', '●']],
	[[18, 'decimalEnclosedCircle', '%1']]
];
/** Lists of the first definition that change a level of it: its first number, all of it, or both. */
interface ChangedList {
	level: number;
	start?: number;
	own?: Level;
}
const CHANGED: ChangedList[] = [
	{ level: 0, own: [0, 'decimal', '第%1项'] },
	{ level: 1, start: 5 },
	{ level: 0, start: 3, own: [0, 'decimal', '%1)'] }
];

/** A paragraph of a list, or of none. */
interface Line {
	text: string;
	list?: number;
	level?: number;
}

const CASES: [name: string, lines: Line[], shown: string[]][] = [
	[
		'headings within headings',
		[
			{ text: '概况', list: 1 },
			{ text: '职能', list: 1, level: 1 },
			{ text: '人员', list: 1, level: 1 },
			{ text: '目标', list: 1 },
			{ text: '总体', list: 1, level: 1 }
		],
		['一、概况', '（一）职能', '（二）人员', '二、目标', '（一）总体']
	],
	[
		'text between',
		[{ text: '甲', list: 1 }, { text: '说明' }, { text: '乙', list: 1 }],
		['一、甲', '说明', '二、乙']
	],
	[
		'numbers of two levels',
		[
			{ text: '甲', list: 2 },
			{ text: '312.5', list: 2, level: 1 },
			{ text: '丙', list: 2, level: 1 }
		],
		['1 甲', '1.1 312.5', '1.2 丙']
	],
	['bullets', [{ text: '甲', list: 3 }], ['甲']],
	[
		'circled',
		[
			{ text: '甲', list: 4 },
			{ text: '', list: 4 }
		],
		['①甲', '②']
	]
];

/** Lists that change a level. */
const CHANGED_CASES: [name: string, lines: Line[], shown: string[]][] = [
	[
		'a level of its own goes on counting',
		[
			{ text: '甲', list: 1 },
			{ text: '乙', list: 5 },
			{ text: '子', list: 5, level: 1 },
			{ text: '丙', list: 1 }
		],
		['一、甲', '第2项乙', '（一）子', '三、丙']
	],
	[
		'an inner level begins with its own number whenever it begins',
		[
			{ text: '甲', list: 6 },
			{ text: '子', list: 6, level: 1 },
			{ text: '乙', list: 6 },
			{ text: '丑', list: 6, level: 1 },
			{ text: '寅', list: 6, level: 1 }
		],
		['一、甲', '（五）子', '二、乙', '（五）丑', '（六）寅']
	],
	[
		'a level and a first number of its own',
		[
			{ text: '甲', list: 1 },
			{ text: '312.5', list: 7 },
			{ text: '丙', list: 7 }
		],
		['一、甲', '3)312.5', '4)丙']
	],
	[
		'an inner level of a list that begins anew, before its first',
		[{ text: '甲', list: 7, level: 1 }],
		['（一）甲']
	]
];

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OLD_W = 'http://schemas.microsoft.com/office/word/2003/wordml';

function docxLevel([, name, pattern]: Level, at: number): string {
	return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${name}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
}

function oldLevel([code, , pattern]: Level, at: number): string {
	return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:nfc w:val="${code}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
}

function overrideOf(
	{ level, start, own }: ChangedList,
	write: (own: Level, at: number) => string
): string {
	const begin = start === undefined ? '' : `<w:startOverride w:val="${start}"/>`;
	return `<w:lvlOverride w:ilvl="${level}">${begin}${own ? write(own, level) : ''}</w:lvlOverride>`;
}

function docxOf(lines: Line[]): Buffer {
	const body = lines.map(({ text, list, level = 0 }) => {
		const number = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
		return `<w:p><w:pPr>${list ? number : ''}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
	});
	const definitions = LISTS.map((levels, n) => {
		const each = levels.map(docxLevel);
		return `<w:abstractNum w:abstractNumId="${n}">${each.join('')}</w:abstractNum>`;
	});
	const lists = [...LISTS.keys(), ...CHANGED].map((of, n) => {
		const changes = typeof of === 'number' ? '' : overrideOf(of, docxLevel);
		return `<w:num w:numId="${n + 1}"><w:abstractNumId w:val="${typeof of === 'number' ? of : 0}"/>${changes}</w:num>`;
	});
	const data = `<w:numbering xmlns:w="${W}">${[...definitions, ...lists].join('')}</w:numbering>`;
	return writeDocx(body.join(''), [{ name: 'word/numbering.xml', data }]);
}

function wordXmlOf(lines: Line[]): Buffer {
	const body = lines.map(({ text, list, level = 0 }) => {
		const number = `<w:listPr><w:ilvl w:val="${level}"/><w:ilfo w:val="${list}"/></w:listPr>`;
		return `<w:p><w:pPr>${list ? number : ''}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
	});
	const definitions = LISTS.map((levels, n) => {
		const each = levels.map(oldLevel);
		return `<w:listDef w:listDefId="${n}">${each.join('')}</w:listDef>`;
	});
	const lists = [...LISTS.keys(), ...CHANGED].map((of, n) => {
		const changes = typeof of === 'number' ? '' : overrideOf(of, oldLevel);
		return `<w:list w:ilfo="${n + 1}"><w:ilst w:val="${typeof of === 'number' ? of : 0}"/>${changes}</w:list>`;
	});
	return Buffer.from(
		`<?xml version="1.0"?><w:wordDocument xmlns:w="${OLD_W}"><w:lists>${[...definitions, ...lists].join('')}</w:lists><w:body>${body.join('')}</w:body></w:wordDocument>`
	);
}

const NUM_FORMATS: Record<string, string> = {
	chineseCountingThousand: '一, 二, 三, ...',
	decimal: '1',
	decimalEnclosedCircle: '①, ②, ③, ...'
};

function writeOdt(styles: string, body: string): Buffer {
	const namespaces = ['office', 'text', 'style'].map(
		(name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`
	);
	const data = `<?xml version="1.0"?><office:document-content ${namespaces.join(' ')} xmlns:loext="urn:x"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
	return writeZip([
		{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
		{ name: 'content.xml', data }
	]);
}

function odtOf(lines: Line[]): Buffer {
	const styles = LISTS.map((levels, n) => {
		const each = levels.map(([, name, pattern], at) => {
			if (name === 'bullet') return `<text:list-level-style-bullet text:level="${at + 1}"/>`;
			const [, prefix, numbers = '', suffix] = /^([^%]*)(%.*\d)([^\d]*)$/.exec(pattern) ?? [];
			return `<text:list-level-style-number text:level="${at + 1}" style:num-format="${NUM_FORMATS[name]}" style:num-prefix="${prefix}" style:num-suffix="${suffix}" text:display-levels="${numbers.split('.').length}"/>`;
		});
		return `<text:list-style style:name="L${n + 1}">${each.join('')}</text:list-style>`;
	});
	const body = lines.map(({ text, list, level = 0 }) => {
		if (!list) return `<text:p>${text}</text:p>`;
		const open = '<text:list-item><text:list>'.repeat(level);
		const close = '</text:list></text:list-item>'.repeat(level);
		return `<text:list text:style-name="L${list}" text:continue-numbering="true">${open}<text:list-item><text:p>${text}</text:p></text:list-item>${close}</text:list>`;
	});
	return writeOdt(styles.join(''), body.join(''));
}

/** The tables of the lists of a .doc, as [MS-DOC] has them. */
function listTables(lists: Level[][]): Record<number, number[]> {
	const definitions = lists.flatMap((_, n) => [
		...u32(n + 100),
		...u32(0),
		...Array.from({ length: 9 }, () => u16(0x0fff)).flat(),
		...u16(0)
	]);
	const levels = lists.flatMap((list) =>
		Array.from({ length: 9 }, (_, at) => levelBytes(list[at] ?? [255, 'none', ''])).flat()
	);
	const records = lists.flatMap((_, n) => [...u32(n + 100), ...Array<number>(12).fill(0)]);
	const changed = CHANGED.flatMap(() => [...u32(100), ...Array<number>(8).fill(0), 1, 0, 0, 0]);
	const marks = lists.flatMap(() => u32(0xffffffff));
	const changes = CHANGED.flatMap((each) => [...u32(0xffffffff), ...changeBytes(each)]);
	return {
		73: [...u16(lists.length), ...definitions, ...levels],
		74: [...u32(lists.length + CHANGED.length), ...records, ...changed, ...marks, ...changes]
	};
}

function changeBytes({ level, start, own }: ChangedList): number[] {
	const flags = level | (start === undefined ? 0 : 0x10) | (own ? 0x20 : 0);
	return [...u32(start ?? 0), ...u32(flags), ...(own ? levelBytes(own, start) : [])];
}

/** A level with a list of character modifiers to step over. */
function levelBytes([code, , pattern]: Level, start = 1): number[] {
	const signs = pattern.replace(/%(\d)/g, (_, sign: string) =>
		String.fromCharCode(Number(sign) - 1)
	);
	const modifiers = sprm(0x0835, 1);
	const head = [...u32(start), code, 0, ...Array<number>(18).fill(0), modifiers.length, 0, 0, 0];
	const text = [...signs].flatMap((sign) => u16(sign.charCodeAt(0)));
	return [...head, ...modifiers, ...u16(signs.length), ...text];
}

const inList = (list: number, level = 0): number[] => [
	...sprm(0x260a, level),
	...sprm(0x460b, ...u16(list))
];

function docOf(text: DocParagraph[], more: Partial<DocParts> = {}): Buffer {
	return writeDoc({ text, tables: listTables(LISTS), ...more });
}

const docOfLines = (lines: Line[]): Buffer =>
	docOf(lines.map(({ text, list, level }) => paragraph(text, list ? inList(list, level) : [])));

const FORMATS: [format: string, write: (lines: Line[]) => Buffer][] = [
	['a.docx', docxOf],
	['a.doc', docOfLines],
	['a.odt', odtOf],
	['a.xml', wordXmlOf]
];

test.each(
	FORMATS.flatMap(([file, write]) =>
		[...CASES, ...(file === 'a.odt' ? [] : CHANGED_CASES)].map(
			([name, lines, shown]) => [file, name, write(lines), shown] as const
		)
	)
)('lists of %s: %s', async (file, _, bytes, shown) => {
	const document = await readDocument(bytes, file);
	expect(shownIn(document)).toEqual(shown);
	expect(document.issues.filter(({ code }) => code !== 'extension_mismatch')).toEqual([]);
});

test('serial numbers of a table in a .doc are in their cells', async () => {
	const serial = (name: string): DocParagraph[] =>
		row('', name).map((each, n) =>
			n > 0 ? each : { ...each, list: [...(each.list ?? []), ...inList(2)] }
		);
	const document = await readDocument(docOf([...serial('设备'), ...serial('培训')]), 'a.doc');
	expect(shownIn(document)).toEqual(['1|设备', '2|培训']);
});

test.each<[name: string, list: number[], shown: string, unread: boolean]>([
	['of Word before 97', inList(0x07ff), '甲', true],
	['that no table has', inList(40), '甲', true],
	['with indents of its own', inList(0xffff), '一、甲', false],
	['taken out of its list', inList(0xf801), '甲', false]
])('a paragraph of a .doc in a list %s', async (_, list, shown, unread) => {
	const document = await readDocument(docOf([paragraph('甲', list)]), 'a.doc');
	expect(shownIn(document)).toEqual([shown]);
	expect(document.issues.some(({ code }) => code === 'list_numbers_unread')).toBe(unread);
});

test('damaged tables of lists in a .doc leave the text and name the numbers that are not read', async () => {
	const tables = { ...listTables(LISTS), 73: [...u16(900), 1, 2, 3] };
	const document = await readDocument(docOf([paragraph('甲', inList(1))], { tables }), 'a.doc');
	expect(shownIn(document)).toEqual(['甲']);
	expect(document.issues.map(({ message }) => message)).toEqual([
		'文档有 1 段的自动编号没有读出（编号没有随文字保存、设置已损坏，或由 Word 97 以前的版本写成）；请核对序号，或用 Word 另存为 .docx 后再报送。'
	]);
});

test.each<[name: string, body: string, shown: string[]]>([
	[
		'a list that begins anew',
		'<text:list text:style-name="N"><text:list-item><text:p>甲</text:p></text:list-item></text:list><text:list text:style-name="N"><text:list-item><text:p>乙</text:p></text:list-item></text:list>',
		['1. 甲', '1. 乙']
	],
	[
		'a list that goes on with another',
		'<text:list xml:id="a" text:style-name="N"><text:list-item><text:p>甲</text:p></text:list-item></text:list><text:list text:style-name="O"><text:list-item><text:p>子</text:p></text:list-item></text:list><text:list text:continue-list="a" text:style-name="N"><text:list-item><text:p>乙</text:p></text:list-item></text:list>',
		['1. 甲', 'A)子', '2. 乙']
	],
	[
		'only the first paragraph of an item, and none of a head',
		'<text:list text:style-name="N"><text:list-header><text:p>头</text:p></text:list-header><text:list-item text:start-value="4"><text:p>甲</text:p><text:p>乙</text:p></text:list-item></text:list>',
		['头', '4. 甲', '乙']
	],
	[
		'a list that has its style from its paragraphs, and an item of a style of its own',
		'<text:list><text:list-item><text:p text:style-name="Q">甲</text:p></text:list-item><text:list-item text:style-override="O"><text:p text:style-name="Q">乙</text:p></text:list-item></text:list><text:p text:style-name="Q">丙</text:p>',
		['1. 甲', 'B)乙', '丙']
	],
	[
		'paragraphs that are items by themselves',
		'<text:numbered-paragraph text:list-id="a" text:style-name="N"><text:p>甲</text:p></text:numbered-paragraph><text:p>说明</text:p><text:numbered-paragraph text:list-id="a" text:style-name="N"><text:p>乙</text:p></text:numbered-paragraph>',
		['1. 甲', '说明', '2. 乙']
	],
	[
		'headings by the outline',
		'<text:h text:outline-level="1">概况</text:h><text:h text:outline-level="2">职能</text:h><text:h text:outline-level="1" text:is-list-header="true">附</text:h>',
		['一、概况', '（一）职能', '附']
	]
])('lists of .odt: %s', async (_, body, shown) => {
	const number = (level: number, format: string, pattern: string): string =>
		`text:level="${level}" style:num-format="${format}" loext:num-list-format="${pattern}"`;
	const paragraphs =
		'<style:style style:name="P" style:list-style-name="N"/><style:style style:name="Q" style:parent-style-name="P"/>';
	const styles = `${paragraphs}<text:outline-style style:name="Outline"><text:outline-level-style ${number(1, '一, 二', '%1%、')}/><text:outline-level-style ${number(2, '一, 二', '（%2%）')}/></text:outline-style><text:list-style style:name="N"><text:list-level-style-number ${number(1, '1', '%1%.')}/></text:list-style><text:list-style style:name="O"><text:list-level-style-number ${number(1, 'A', '%1%)')}/></text:list-style>`;
	expect(shownIn(await readDocument(writeOdt(styles, body), 'a.odt'))).toEqual(shown);
});
