import { RULE_VERSION } from '#lib/catalogue/rules.ts';
import { ledger } from '#lib/server/web/reader.ts';
import { areaOfFiling, chooseArea } from '#lib/server/web/page-request.ts';
import { listAreas, listYears } from '#lib/server/questions/areas.ts';
import { listKinds } from '#lib/server/questions/departments.ts';
import { dataVersion } from '#lib/server/questions/version.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url, params }) => {
	const db = ledger();
	const areas = await listAreas(db);
	// A filed document belongs to one jurisdiction, whatever the address says.
	const filed = params.filing === undefined ? null : await areaOfFiling(db, params.filing);
	const area = filed ?? chooseArea(areas, url.searchParams.get('area')).area;
	const { version, changed_at } = await dataVersion(db);
	return {
		area,
		areas,
		years: area ? await listYears(db, area.code) : [],
		kinds: area ? await listKinds(db, area.code) : [],
		data_version: version,
		// The row of a fresh ledger holds a date on which nothing was filed.
		as_of: version === 0 ? null : changed_at,
		rule_version: RULE_VERSION
	};
};
