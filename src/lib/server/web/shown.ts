/** Of which departments an address tells, read from it as the page itself reads it. */
import type { Kysely } from 'kysely';
import { departmentOf, readExportName } from '../exports/books.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { listAreas } from '../questions/areas.ts';
import type { Shown, ShownDepartment } from './access.ts';
import { chooseArea } from './page-request.ts';

export interface Address {
	route: string | null;
	params: Partial<Record<string, string>>;
	url: URL;
}

export async function shownBy(db: Kysely<Database>, address: Address): Promise<Shown> {
	const { route, params, url } = address;
	if (route === '/sources/[filing]') return departmentsOfFiling(db, params.filing ?? '');
	const code = codeIn(address);
	if (code === null) return 'all';
	const { area } = chooseArea(await listAreas(db), url.searchParams.get('area'));
	return area
		? departments(db)
				.where('d.jurisdiction_code', '=', area.code)
				.where('d.code', '=', code)
				.execute()
		: [];
}

function codeIn({ route, params }: Address): string | null {
	if (route?.startsWith('/departments/[code]')) return params.code ?? null;
	const asked = route === '/exports/[...file]' ? readExportName(params.file ?? '') : null;
	return asked && departmentOf(asked.what);
}

/** A file may be a table of many departments: whoever reads one of its filings sees the whole. */
async function departmentsOfFiling(
	db: Kysely<Database>,
	filing: string
): Promise<ShownDepartment[]> {
	if (!/^\d{1,9}$/.test(filing)) return [];
	return departments(db)
		.innerJoin('filing as f', 'f.department_id', 'd.id')
		.where((e) =>
			e.or([
				e('f.id', '=', Number(filing)),
				e(
					'f.id',
					'in',
					e
						.selectFrom('filing_source as other')
						.innerJoin('filing_source as own', 'own.source_id', 'other.source_id')
						.select('other.filing_id')
						.where('own.filing_id', '=', Number(filing))
				)
			])
		)
		.distinct()
		.execute();
}

function departments(db: Kysely<Database>) {
	return db.selectFrom('department as d').select(['d.id', 'd.jurisdiction_code', 'd.division']);
}
