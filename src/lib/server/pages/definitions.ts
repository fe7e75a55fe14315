import { exportLinks } from '#lib/links.ts';
import { changesWithin } from '#lib/answers/changes/within.ts';
import { flagsWithin } from '#lib/comparison/flags/flags.ts';
import { DEFINITIONS } from '#lib/answers/definitions.ts';
import { changeExample, flagExample } from '#lib/answers/definitions-example.ts';
import { listAreas, listYears } from '../questions/areas.ts';
import { changesOf } from '../questions/figures/changes.ts';
import { leadingFlags } from '../questions/figures/outliers.ts';
import { areaNotices, chooseArea } from '../request/page-request.ts';
import { ledger } from '../request/ledger.ts';

/** 口径: every definition of the catalogue, with the methods worked through on the latest year. */
export async function definitionsPage(url: URL) {
	return {
		notices: await areaNotices(url),
		examples: await workedExamples(url),
		exports: exportLinks('definitions', url.searchParams),
		...DEFINITIONS
	};
}

/** The methods on the jurisdiction's latest year; null where there is nothing to work through. */
async function workedExamples(url: URL): Promise<{ change: string | null; flag: string | null }> {
	const db = ledger();
	const { area } = chooseArea(await listAreas(db), url.searchParams.get('area'));
	const years = area ? await listYears(db, area.code) : [];
	const [base, year] = years.slice(-2);
	if (!area || base === undefined || year === undefined) return { change: null, flag: null };
	const change = await changesOf(db, {
		area: area.code,
		year,
		base,
		measure: 'spending_total',
		by: 'department'
	});
	return {
		change: changeExample(changesWithin(area.name, change), { year, base }),
		flag: flagExample(flagsWithin(area.name, await leadingFlags(db, area.code, year)))
	};
}
