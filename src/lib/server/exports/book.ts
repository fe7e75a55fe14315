import type { Cover, Sheet } from './sheet.ts';

/** A file behind a page's export link: a workbook, or its first sheet as CSV. */
export interface Book {
	sheets: Sheet[];
	cover: Cover;
	/** Base name of the file, without ending: page, jurisdiction, years. */
	name: string;
}
