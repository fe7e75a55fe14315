/** Warnings that the readers give in the same words. */
import type { Issue } from './issue.ts';
import type { SourceDocument } from './model.ts';
import { describePlace } from './place.ts';
import type { Place } from './place.ts';

/** Counts how often something was left out or counted that a reader of the file may not expect. */
export interface TextRemarks {
	/** Tracked deletions, which are left out. */
	deletions: number;
	/** Tracked insertions, which count. */
	insertions: number;
	/** Hidden texts, rows and cells, which are left out. */
	hidden: number;
	/** Texts that are struck out, which are left out. */
	struck: number;
	/** Raised marks of notes, which are left out. */
	notes: number;
	/** Objects in running text, e.g. embedded workbooks, which are not read. */
	objects: number;
	/** Pictures, which are named where there is hardly any text beside them. */
	pictures: number;
	/** Parts of other files that Word would insert on opening, which are not read. */
	chunks: number;
	/** Control characters that mean nothing, which are shown as signs. */
	controls: number;
	/** Text boxes outside tables that hold a number and no word. */
	boxes: number;
	/** Paragraphs of lists whose numbers cannot be counted. */
	numbers: number;
}

export function noRemarks(): TextRemarks {
	return {
		deletions: 0,
		insertions: 0,
		hidden: 0,
		struck: 0,
		notes: 0,
		objects: 0,
		pictures: 0,
		chunks: 0,
		controls: 0,
		boxes: 0,
		numbers: 0
	};
}

/** The sentences, `#` standing for the count. Tracked changes have one for two counts. */
const SENTENCES: readonly [keyof TextRemarks, code: string, sentence: string][] = [
	['hidden', 'hidden_text', '文档有 # 处隐藏文字没有计入；请取消隐藏或删除后再报送。'],
	['struck', 'struck_text', '文档有 # 处加了删除线的文字没有计入；请核对，删除后再报送。'],
	['notes', 'note_marks', '文档有 # 处上标的注释号没有计入数值和名称；请核对。'],
	[
		'objects',
		'object_unread',
		'文档正文里嵌入了 # 个对象（如 Excel 表格），其内容没有读取；请把内容直接写在文档里再报送。'
	],
	[
		'chunks',
		'embedded_part_unread',
		'文档引用了 # 个内嵌的其他文件，其内容没有读取；请用 Word 打开并另存后再报送。'
	],
	[
		'controls',
		'control_characters',
		'文档有 # 个没有意义的控制字符，已显示为“␀”一类的符号；请在 Word 里删除后再报送。'
	],
	[
		'boxes',
		'number_in_box',
		'文档有 # 个表格以外的文本框只写着数值，没有计入表格；请把数值直接填在格子里再报送。'
	],
	[
		'numbers',
		'list_numbers_unread',
		'文档有 # 段的自动编号没有读出（编号没有随文字保存、设置已损坏，或由 Word 97 以前的版本写成）；请核对序号，或用 Word 另存为 .docx 后再报送。'
	]
];

export function issuesOfRemarks(remarks: TextRemarks): Issue[] {
	const { deletions, insertions } = remarks;
	const tracked = `文档含未处理的修订：${deletions} 处删除没有计入，${insertions} 处插入已计入；请核对后接受或拒绝全部修订再报送。`;
	const others = SENTENCES.filter(([key]) => remarks[key] > 0).map(([key, code, sentence]) =>
		warning(code, sentence.replace('#', String(remarks[key])))
	);
	return deletions + insertions > 0 ? [warning('tracked_changes', tracked), ...others] : others;
}

/** A value with its unit. */
const VALUE_ALONE = /^[-−]?[\d,，]+(?:[.．]\d+)?\s*(?:[万亿]?元|[人名分%％])?$/;

/** Tells whether the texts of a box are a number that may belong in a cell over which the box lies. */
export function isNumberInBox(texts: readonly string[]): boolean {
	return VALUE_ALONE.test(texts.join('').trim());
}

/** A cell may hold these where text is expected; each is replaced by its text. */
export const UNREAD_OBJECTS = {
	object: '〔嵌入对象，未读取〕',
	picture: '〔图片，未读取〕',
	control: '〔控件，未读取〕',
	equation: '〔公式，未读取〕'
} as const;
export type UnreadObject = keyof typeof UNREAD_OBJECTS;

const UNREAD_TEXTS: readonly string[] = Object.values(UNREAD_OBJECTS);

/** A warning for each cell in which something is seen that is not read. */
export function unreadObjects(blocks: SourceDocument['blocks']): Issue[] {
	return blocks.flatMap((block) => {
		if (block.kind === 'paragraph' || block.nested_in !== null) return [];
		return block.rows.flatMap((cells, row) =>
			cells.flatMap(({ text, column }): Issue[] => {
				const unread = UNREAD_TEXTS.find((mark) => text.includes(mark));
				if (unread === undefined) return [];
				const labels = { row_label: null, column_label: null };
				const place: Place = { kind: 'cell', table: block.number, row: row + 1, column, ...labels };
				const message = `${describePlace(place)}里${text.trim() === unread ? '是' : '有'}${unread.slice(1, -5)}，应是文字或数值，其内容没有读取；请把内容直接填在表格里再报送。`;
				return [{ code: 'object_unread', severity: 'warning', message, place }];
			})
		);
	});
}

/** Fewer characters are a title and a date. */
const LEAST_TEXT = 200;

/** A warning where a document without tables holds pictures and hardly any text: its pages were scanned. */
export function scannedPages(blocks: SourceDocument['blocks'], { pictures }: TextRemarks): Issue[] {
	let length = 0;
	for (const block of blocks) {
		if (block.kind === 'table') return [];
		length += block.text.length;
	}
	const message =
		'文档除标题等少量文字外只有图片（多半是扫描件），图片的内容没有读取；请报送可编辑的 Word 文件。';
	return pictures > 0 && length < LEAST_TEXT ? [warning('pictures_unread', message)] : [];
}

/** A warning of the whole file. */
export function warning(code: string, message: string): Issue {
	return { code, severity: 'warning', message, place: null };
}
