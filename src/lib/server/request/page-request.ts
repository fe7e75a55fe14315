/**
 * Every page loader begins with these: the jurisdiction, the year and the page's own parameters, read from the URL and
 * repaired where they are not allowed.
 */
import { redirect } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { ledger } from './ledger.ts';
import { listAreas, listRoundAreas, type Area } from '../questions/areas.ts';
import { cached } from '../cache.ts';
import { notFiledYet } from '#lib/catalogue/years.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { href, type Chosen } from '#lib/links.ts';
import { pinnedOf } from '../questions/departments/pins.ts';
import { CHOICE, QUESTIONS, type Asked, type QuestionId, type Scope } from '../questions/asked.ts';
import { scopeOf } from '../questions/scope.ts';
import {
	cut,
	describeProblem,
	readParameters,
	type ParameterProblem
} from '../questions/parameters.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** A question about a jurisdiction and a year. */
export type PageQuestionId = Exclude<QuestionId, 'source'>;

/** A question as a page or an export reads it from its address. */
export interface PageRequest<Q extends PageQuestionId = PageQuestionId> extends Scope {
	db: Kysely<Database>;
	url: URL;
	area: Area;
	year: number;
	values: Asked<Q>;
	/** The year compared with, earlier than {@link year}; the one before unless the reader chose another. */
	base: number;
	pins: readonly Pin[];
	/** Sentences about parameters of the address that were repaired. */
	notices: string[];
	/** The reader's choice in the URL; null where the defaults serve. Links carry it. */
	chosen: Chosen;
}

/**
 * Reads the request of a page. Where nothing is filed it leads on: to who must file, of a jurisdiction that has a list of
 * those, else to the page that says how to begin.
 */
export async function readPage<Q extends PageQuestionId>(
	question: Q,
	url: URL
): Promise<PageRequest<Q>> {
	const db = ledger();
	const asked = url.searchParams.get('area');
	const areas = question === 'filings' ? await listRoundAreas(db, asked) : await listAreas(db);
	if (question !== 'filings' && asked !== null && !areas.some(({ code }) => code === asked)) {
		const listed = (await listRoundAreas(db, asked)).some(({ code }) => code === asked);
		if (listed && !url.pathname.startsWith('/exports/'))
			redirect(307, href('/filings', { area: asked }));
	}
	const { area, problem } = chooseArea(areas, asked);
	if (!area) redirect(307, '/welcome');
	const scope = await scopeOf(db, area.code);
	const { values, problems } = readParameters(url.searchParams, QUESTIONS[question](scope));
	const year = (values as { year: number | null }).year;
	if (year === null) redirect(307, '/welcome');
	// A year is compared with an earlier one: the years to choose from are those before it.
	const earlier = { ...scope, years: scope.years.filter((one) => one < year) };
	const choice = readParameters(url.searchParams, CHOICE(earlier));
	const { pins } = await pinnedOf(db, area.code, choice.values.pin);
	const repaired = [
		...problems.filter(({ parameter }) => parameter !== 'base'),
		...choice.problems
	];
	const yearChosen = url.searchParams.get('year') === String(year) ? year : null;
	const areaChosen = url.searchParams.get('area') === area.code ? area.code : null;
	// Only where the page's own figures are of this kind: a figure of all kinds must not lead to rows of one.
	const kindChosen = (values as { kind?: string | null }).kind ?? null;
	return {
		...scope,
		db,
		url,
		area,
		year,
		values: values as Asked<Q>,
		base: choice.values.base ?? year - 1,
		pins,
		notices: [
			...(problem ? [problem, ...repaired] : repaired).map(describeProblem),
			...(SAY_WHO_FILED.has(question) || scope.years.includes(year) ? [] : [notFiledYet(year)])
		],
		chosen: { area: areaChosen, year: yearChosen, kind: kindChosen }
	};
}

/** Questions whose pages say themselves who has filed in the year. */
const SAY_WHO_FILED: ReadonlySet<QuestionId> = new Set(['filings', 'department']);

/** Parameters that choose among the rows of a page's table, or how they are written; its charts and sentences are the same. */
const OF_TABLE = ['offset', 'unit'];

/** Charts and sentences of the page, made once per data version for each choice that they depend on, and each `variant`. */
export function cachedParts<T>(
	{ db, url }: Pick<PageRequest, 'db' | 'url'>,
	make: () => T | Promise<T>,
	variant = ''
): Promise<T> {
	const search = new URLSearchParams(url.searchParams);
	for (const name of OF_TABLE) search.delete(name);
	search.sort();
	const key = `parts ${variant} ${url.pathname}?${search.toString()}`;
	return cached(db, key, async () => make(), 'parts');
}

/**
 * The jurisdiction asked for, else the one with the most filings; null where there is none. A made-up one in which
 * nothing is filed, as the registry of the demo brings it, is shown to those alone who ask for it.
 */
export function chooseArea(
	areas: readonly Area[],
	asked: string | null
): { area: Area | null; problem: ParameterProblem | null } {
	const found = areas.find((area) => area.code === asked);
	const area = found ?? areas.find(({ filings, is_demo }) => filings > 0 || !is_demo) ?? null;
	if (asked === null || asked === '' || found || !area) return { area, problem: null };
	const allowed = areas.map((candidate) => `${candidate.code}（${candidate.name}）`).join('、');
	return { area, problem: { parameter: 'area', read: cut(asked), allowed } };
}

/** For a page that shows no year: sentences about what of the address was repaired. */
export async function areaNotices(url: URL): Promise<string[]> {
	const { problem } = chooseArea(await listAreas(ledger()), url.searchParams.get('area'));
	return problem ? [describeProblem(problem)] : [];
}
