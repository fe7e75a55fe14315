import type { DisplayUnit } from '#lib/catalogue/format.ts';
import type { ExportLink } from '#lib/links.ts';
import type { MeasureTableData } from './measure-table.ts';

/** A page with a table of departments shows this besides its own charts and sentence. */
export interface ViewPageData {
	title: string;
	year: number;
	years: readonly number[];
	kinds: readonly string[];
	/** 类别 that the reader chose; null for all. */
	kind: string | null;
	/** Words that the reader searches for in names of departments. */
	words: string;
	/** Unit that the reader chose for amounts; null where each column takes its own. */
	unit: DisplayUnit | null;
	/** Key of the column that orders the table, behind `-` where descending. */
	sort: string;
	/** Sentences about parameters of the address that were repaired. */
	notices: string[];
	exports: ExportLink[];
	table: MeasureTableData;
}

/** The name by which sentences refer to the table at the end of such a page. */
export const DEPARTMENT_TABLE = '页末部门表';
