/** Lists the pages, for the made-up city and for the real report. */
import { PAGES } from '#lib/components/shell.ts';
import { href } from '#lib/links.ts';

export interface Jurisdiction {
	code: string;
	name: string;
	isDemo: boolean;
	/** Code of a department that has filed. */
	department: string;
	/** A kind of few departments: their rows say as much of a page as those of all. Null: there are few anyway. */
	kind: string | null;
}

export const DEMO: Jurisdiction = {
	code: '999900',
	name: '示例市',
	isDemo: true,
	department: '101',
	kind: '学校'
};

export const REAL: Jurisdiction = {
	code: '430600',
	name: '岳阳市',
	isDemo: false,
	department: 'auto-port-office',
	kind: null
};

/** Every kind of page but a filed document, whose number is not known beforehand. */
export function pathsOf({ code, department, kind }: Jurisdiction): string[] {
	return [...PAGES.map(({ path }) => path), `/departments/${department}`].map((path) =>
		href(path, { area: code, kind })
	);
}

/** Pages that only links of other pages lead to, of the person at the machine. */
export const OTHER_PAGES = [
	'/meeting',
	'/recheck',
	'/hand-in',
	'/audit',
	'/reassessments/edit',
	'/filings/expected',
	'/corrections/edit',
	'/tasks',
	'/guides',
	'/guides/officers',
	'/departments/101/round'
];
