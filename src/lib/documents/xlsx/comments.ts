/** Comments on the cells of an .xlsx sheet. Those that are threads are written here too, for older programs. */
import type { SheetBuilder } from '../sheet/builder.ts';
import { readXml } from '../xml.ts';
import { unescapeText } from './rich-text.ts';

/** @param bytes of the part that a sheet refers to for its comments */
export function readComments(bytes: Uint8Array, part: string, sheet: SheetBuilder): void {
	const authors: string[] = [];
	let comment = { cell: '', author: '' };
	let text = '';
	let isText = false;
	readXml(bytes, part, {
		open(name, attribute) {
			if (name === 's:rPh') return 'skip';
			isText = name === 's:t' || name === 's:author';
			if (name === 's:comment') {
				const author = authors[Number(attribute('authorId'))] ?? '';
				comment = { cell: attribute('ref') ?? '', author };
			}
			if (name === 's:comment' || name === 's:author') text = '';
			return undefined;
		},
		close(name) {
			isText = false;
			if (name === 's:author') authors.push(text);
			if (name === 's:comment') sheet.addComment(comment.cell, unescapeText(text), comment.author);
		},
		text(written) {
			if (isText) text += written;
		}
	});
}
