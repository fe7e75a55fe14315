/** What the frame of every page shows; made by `routes/+layout.server.ts`. */
import { href, type Chosen } from '#lib/links.ts';

export interface ShellArea {
	code: string;
	name: string;
	is_demo: boolean;
}

export interface ShellData {
	/** Years with filings in the jurisdiction. */
	years: readonly number[];
	/** Kinds of departments in the jurisdiction. */
	kinds: readonly string[];
	/** The jurisdiction shown; null while the ledger is empty. */
	area: ShellArea | null;
	/** All jurisdictions with filings, for the switch. */
	areas: readonly ShellArea[];
	data_version: number;
	/** ISO 8601 UTC; null while the ledger is empty. */
	as_of: string | null;
	/** Version of the reconciliation rules that made the findings. */
	rule_version?: string;
}

export interface PageLink {
	path: string;
	name: string;
	/** The page shows one year, so a chosen year travels along. */
	yearly: boolean;
}

const OVERVIEW: PageLink = { path: '/', name: '总览', yearly: true };

/** Every page that can be reached from every page, in reading order. */
export const PAGES: readonly PageLink[] = [
	OVERVIEW,
	{ path: '/departments', name: '部门', yearly: true },
	{ path: '/structure', name: '支出结构', yearly: true },
	{ path: '/three-public', name: '三公经费', yearly: true },
	{ path: '/balances', name: '结转结余', yearly: true },
	{ path: '/scores', name: '绩效得分', yearly: true },
	{ path: '/outliers', name: '异常', yearly: true },
	{ path: '/compare', name: '对比', yearly: true },
	{ path: '/findings', name: '核对', yearly: true },
	{ path: '/filings', name: '报送', yearly: true },
	{ path: '/definitions', name: '口径', yearly: false },
	{ path: '/questions', name: '常问', yearly: true },
	{ path: '/brief', name: '领导一页纸', yearly: true },
	{ path: '/compendium', name: '全部门汇编', yearly: true }
];

/** True where `pathname` is the page or below it. */
export function isCurrent(page: PageLink, pathname: string): boolean {
	return page.path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${page.path}/`);
}

/**
 * What of the reader's choice every link of the shell keeps: a year that holds filings, a kind of departments, and the
 * jurisdiction shown where it is chosen or is not the default. Malformed values are not handed on.
 */
export function chosenIn(
	{ area, areas, years, kinds }: Pick<ShellData, 'area' | 'areas' | 'years' | 'kinds'>,
	search: URLSearchParams
): Chosen {
	const isDefault = area === null || area.code === areas[0]?.code;
	const isChosen = area !== null && search.get('area') === area.code;
	return {
		area: isChosen || !isDefault ? area.code : null,
		year: years.find((year) => search.get('year') === String(year)) ?? null,
		kind: kinds.find((kind) => search.get('kind') === kind) ?? null
	};
}

/** Address of a page with what the reader has chosen; defaults are never written. */
export function pageHref({ path, yearly }: PageLink, { area, year, kind }: Chosen): string {
	return href(path, yearly ? { area, year, kind } : { area });
}

/**
 * The page shown, of another jurisdiction: the year stays, kinds are each jurisdiction's own. A page of one department
 * or document leads to the list that it belongs to.
 */
export function otherAreaHref(area: string, pathname: string, { year }: Chosen): string {
	const shown = PAGES.find((page) => isCurrent(page, pathname));
	return pageHref(shown ?? OVERVIEW, { area, year });
}
