/** Data of the frame of every page: jurisdictions, years, kinds, departments to choose from, and those pinned. */
import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import { listAreas, listYears } from '../questions/areas.ts';
import { listKinds } from '../questions/departments.ts';
import { directoryOf } from '../questions/directory.ts';
import { pinnedOf } from '../questions/pins.ts';
import { dataVersion } from '../questions/version.ts';
import type { Reader } from '../web/access.ts';
import { areaOfFiling, chooseArea } from '../web/page-request.ts';
import { ledger } from '../web/reader.ts';

/** Names of departments and what can be chosen among them: nothing for those who are told of their own alone. */
const NO_OTHERS = { areas: [], kinds: [], directory: [], pins: [], pin_notices: [] };

/** For whoever is not signed in. */
const NOTHING = { ...NO_OTHERS, area: null, years: [], data_version: 0, as_of: null };

/** The frame for a reader who may look as far as `sight`. */
export async function shellFor(
	sight: Reader['sight'],
	search: URLSearchParams,
	filing: string | undefined
) {
	if (sight === 'none') return { ...NOTHING, sight };
	const shell = await shellOf(search, filing);
	return sight === 'own' ? { ...shell, ...NO_OTHERS, sight } : { ...shell, sight };
}

/** `filing` is the number of the filed document shown, which belongs to one jurisdiction whatever the address says. */
async function shellOf(search: URLSearchParams, filing: string | undefined) {
	const db = ledger();
	const areas = await listAreas(db);
	const filed = filing === undefined ? null : await areaOfFiling(db, filing);
	const area = filed ?? chooseArea(areas, search.get('area')).area;
	const { version, changed_at } = await dataVersion(db);
	const pinned = await pinnedOf(db, area?.code ?? '', search.getAll('pin'));
	return {
		area,
		areas: await Promise.all(
			areas.map(async (one) => ({ ...one, years: await listYears(db, one.code) }))
		),
		years: area ? await listYears(db, area.code) : [],
		kinds: area ? await listKinds(db, area.code) : [],
		directory: area ? await directoryOf(db, area.code) : [],
		pins: pinned.pins,
		pin_notices: pinned.notices,
		data_version: version,
		// The row of a fresh ledger holds a date on which nothing was filed.
		as_of: version === 0 ? null : changed_at,
		rule_version: RULE_VERSION
	};
}
