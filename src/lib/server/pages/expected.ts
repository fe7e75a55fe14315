import type { Kysely } from 'kysely';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { href } from '#lib/links.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { bureauArea } from '../questions/bureau-area.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { registered } from '../round/expected.ts';

/** 应报清单: who must file for a year and until when; also for a year, or a jurisdiction, of which nothing was filed yet. */
export async function expectedPage(db: Kysely<Database>, { searchParams }: URL) {
	const seen = await lastSeen(db);
	const asked = searchParams.get('year') ?? '';
	const lastYear = Number(timeInChina(new Date().toISOString()).slice(0, 4)) - 1;
	const year = /^(?:199|20\d)\d$/.test(asked) ? Number(asked) : lastYear;
	const { area, areas } = await bureauArea(db, searchParams.get('area'));
	const departments = area ? await registered(db, area.code, year) : [];
	const filings = area ? await listFilings(db, area.code, year) : [];
	const filed = new Set(
		filings.filter(({ filing_id }) => filing_id !== null).map(({ department }) => department.id)
	);
	return {
		year,
		seen,
		area,
		areas,
		to: new URLSearchParams({ area: area?.code ?? '', year: String(year) }).toString(),
		filings_href: href('/filings', { area: area?.code, year }),
		departments: departments.map(({ id, code, name, due_on, listed }) => ({
			code,
			due_on,
			name: nameWithin(area?.name ?? '', name),
			listed: listed !== null,
			filed: filed.has(id)
		})),
		listed: departments.filter(({ listed }) => listed !== null).length
	};
}
