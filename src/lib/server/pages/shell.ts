/** Data of the frame of every page: jurisdictions, years, kinds, departments to choose from, and those pinned. */
import { inUseNote } from '#lib/answers/corrections.ts';
import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import {
	areaOfFiling,
	listAreas,
	listAreasWithYears,
	listRoundAreas,
	listRoundYears,
	listYears
} from '../questions/areas.ts';
import { listCorrections } from '../questions/reports/corrections.ts';
import { listKinds } from '../questions/departments/list.ts';
import { directoryOf } from '../questions/departments/directory.ts';
import { pinnedOf } from '../questions/departments/pins.ts';
import { codeOf } from '../request/printed.ts';
import { dataVersion } from '../ledger/data-version.ts';
import type { Reader } from '../accounts/reader.ts';
import { chooseArea } from '../request/page-request.ts';
import { ledger } from '../request/ledger.ts';

/** Names of departments and what can be chosen among them: nothing for those who are told of their own alone. */
const NO_OTHERS = {
	areas: [],
	kinds: [],
	directory: [],
	pins: [],
	pin_notices: [],
	corrected: null
};

/** For whoever is not signed in. */
const NOTHING = {
	...NO_OTHERS,
	area: null,
	years: [],
	round_years: [],
	data_version: 0,
	as_of: null
};

/** The frame for a reader who may look as far as `sight`. */
export async function shellFor(sight: Reader['sight'], url: URL, filing: string | undefined) {
	if (sight === 'none') return { ...NOTHING, sight };
	const shell = await shellOf(url, filing);
	return sight === 'own' ? { ...shell, ...NO_OTHERS, sight } : { ...shell, sight };
}

/** `filing` is the number of the filed document shown, which belongs to one jurisdiction whatever the address says. */
async function shellOf(url: URL, filing: string | undefined) {
	const db = ledger();
	const search = url.searchParams;
	// The one page that shows something of a jurisdiction in which nothing is filed yet.
	const areas = await (url.pathname === '/filings'
		? listRoundAreas(db, search.get('area'))
		: listAreas(db));
	const filed = filing === undefined ? null : await areaOfFiling(db, filing);
	const area = filed ?? chooseArea(areas, search.get('area')).area;
	const data = await dataVersion(db);
	const { version, changed_at } = data;
	const years = area ? await listYears(db, area.code) : [];
	const roundYears = area ? await listRoundYears(db, area.code) : [];
	const asked = roundYears.find((one) => search.get('year') === String(one));
	const year = asked ?? years.at(-1) ?? null;
	const pinned = await pinnedOf(db, area?.code ?? '', search.getAll('pin'));
	return {
		area,
		areas: await listAreasWithYears(db),
		years,
		round_years: roundYears,
		kinds: area ? await listKinds(db, area.code) : [],
		directory: area ? await directoryOf(db, area.code) : [],
		pins: pinned.pins,
		pin_notices: pinned.notices,
		data_version: version,
		// The row of a fresh ledger holds a date on which nothing was filed.
		as_of: version === 0 ? null : changed_at,
		corrected: area && inUseNote(await listCorrections(db, area.code), area.name),
		rule_version: RULE_VERSION,
		// A filed document is of no year that the reader chooses.
		code: area && codeOf(url, { area: area.code, year: filed ? null : year }, data),
		is_former: search.get('as_of') === String(version)
	};
}
