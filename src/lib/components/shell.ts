/** Data of the frame of every page; made by `routes/+layout.server.ts`. */
import type { Appearance } from '#lib/catalogue/appearance.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { href } from '#lib/links.ts';

export interface ShellArea {
	code: string;
	name: string;
	is_demo: boolean;
}

export interface ShellData {
	/** The departments that the reader may read: see `access.ts`. A reader of `own` departments alone has no other pages to go to. */
	sight: 'single' | 'all' | 'own' | 'none';
	/** The person at the machine hands in without an account, so that every page leads there. */
	hands_in: boolean;
	/** Leads 绩效科, and the person at the machine, from what is shown to the forms that are theirs alone. */
	decides: boolean;
	/** Years with filings in the jurisdiction. */
	years: readonly number[];
	/** Those too for which it is known who must file. */
	round_years: readonly number[];
	/** Light or dark, as this browser keeps it. */
	appearance: Appearance;
	/** Kinds of departments in the jurisdiction. */
	kinds: readonly string[];
	/** The jurisdiction shown; null while the ledger is empty. */
	area: ShellArea | null;
	/** All jurisdictions with filings and their years, for the switch. */
	areas: readonly (ShellArea & { years: readonly number[] })[];
	/** Departments of the jurisdiction from A to Z, with the first letters of their pinyin. */
	directory: readonly { code: string; short: string; initials: string }[];
	pins: readonly Pin[];
	/** Sentences about departments that could not be pinned. */
	pin_notices: readonly string[];
	data_version: number;
	/** ISO 8601 UTC; null while the ledger is empty. */
	as_of: string | null;
	/** Sentence on the figures of the jurisdiction that were corrected by hand; null or left out where there are none. */
	corrected?: string | null;
	/** Version of the reconciliation rules that made the findings. */
	rule_version?: string;
	/** 复核码 of the page; null or left out where it shows no figures. */
	code?: string | null;
	/** The address asks for a former data version. */
	is_former?: boolean;
}

export interface PageLink {
	path: string;
	name: string;
	/** The page shows one year. */
	yearly: boolean;
	/** The page shows the departments of the chosen kind alone. */
	byKind: boolean;
	/** The page compares with a year that the reader may choose. */
	hasBase?: boolean;
}

const OVERVIEW: PageLink = { path: '/', name: '总览', yearly: true, byKind: false, hasBase: true };

/** Every page that can be reached from every page, in reading order. */
export const PAGES: readonly PageLink[] = [
	OVERVIEW,
	{ path: '/changes', name: '变化', yearly: true, byKind: true, hasBase: true },
	{ path: '/departments', name: '部门', yearly: true, byKind: true, hasBase: true },
	{ path: '/structure', name: '支出结构', yearly: true, byKind: true, hasBase: true },
	{ path: '/three-public', name: '三公经费', yearly: true, byKind: true, hasBase: true },
	{ path: '/balances', name: '结转结余', yearly: true, byKind: true, hasBase: true },
	{ path: '/scores', name: '绩效得分', yearly: true, byKind: true, hasBase: true },
	{ path: '/reassessments', name: '复评', yearly: true, byKind: true },
	{ path: '/outliers', name: '异常', yearly: true, byKind: true },
	{ path: '/compare', name: '对比', yearly: true, byKind: false },
	{ path: '/findings', name: '核对', yearly: true, byKind: true },
	{ path: '/filings', name: '报送', yearly: true, byKind: true },
	{ path: '/corrections', name: '人工更正', yearly: true, byKind: true },
	{ path: '/definitions', name: '口径', yearly: false, byKind: false },
	{ path: '/questions', name: '常问', yearly: true, byKind: false },
	{ path: '/brief', name: '领导一页纸', yearly: true, byKind: false },
	{ path: '/compendium', name: '全部门汇编', yearly: true, byKind: true }
];

/** True where `pathname` is the page or below it. */
export function isCurrent(page: PageLink, pathname: string): boolean {
	return page.path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${page.path}/`);
}

/**
 * The choices of the reader for all pages, as parameters that every link keeps: area, year, base year, kind and pinned
 * departments. Malformed values are not handed on; the jurisdiction shown is written where it is not the default.
 */
export function choiceIn(
	{
		area,
		areas,
		years,
		kinds,
		pins,
		data_version,
		is_former
	}: Pick<ShellData, 'area' | 'areas' | 'years' | 'kinds' | 'pins' | 'data_version' | 'is_former'>,
	search: URLSearchParams
): [name: string, value: string][] {
	const isDefault = area === null || area.code === areas[0]?.code;
	const isChosen = area !== null && search.get('area') === area.code;
	const among = (name: string, values: readonly (string | number)[]) =>
		values.map(String).filter((value) => search.get(name) === value);
	const shown = years.find((one) => search.get('year') === String(one)) ?? years.at(-1) ?? 0;
	const choice = {
		area: isChosen || !isDefault ? [area.code] : [],
		year: among('year', years),
		base: among(
			'base',
			years.filter((one) => one < shown)
		),
		kind: among('kind', kinds),
		pin: pins.map(({ code }) => code),
		as_of: is_former ? [String(data_version)] : []
	};
	return Object.entries(choice).flatMap(([name, values]) =>
		values.map((value): [string, string] => [name, value])
	);
}

/** The page that an address shows; null for one that no list names, e.g. a filed document. */
export function pageAt(pathname: string): PageLink | null {
	return PAGES.find((page) => isCurrent(page, pathname)) ?? null;
}

/** Tells whether the page at `pathname` shows the departments of the chosen kind alone; that of one department does not. */
export function isNarrowed(pathname: string): boolean {
	const page = pageAt(pathname);
	return page?.path === pathname && page.byKind;
}

/** The page of one department takes changes apart; what was done with its report, and whom it names, does not. */
const OF_A_DEPARTMENT = /^\/departments\/[^/]+$/;

/** Tells whether the page at `pathname` compares with the base year. */
export function comparesYears(pathname: string): boolean {
	const page = PAGES.find(({ path }) => path === pathname);
	return (page?.hasBase ?? false) || OF_A_DEPARTMENT.test(pathname);
}

/**
 * The page shown, of another jurisdiction: the year stays where that has it, kinds and departments are each
 * jurisdiction's own. A page of one department or document leads to the list that it belongs to.
 */
export function otherAreaHref(
	area: ShellData['areas'][number],
	pathname: string,
	search: URLSearchParams
): string {
	const year = area.years.find((one) => search.get('year') === String(one));
	return href((pageAt(pathname) ?? OVERVIEW).path, { area: area.code, year });
}

/** The same address with another list of pinned departments. */
export function withPins(url: URL, codes: readonly string[]): string {
	const search = new URLSearchParams(url.searchParams);
	search.delete('pin');
	for (const code of codes) search.append('pin', code);
	return [url.pathname, search.toString()].filter(Boolean).join('?');
}
