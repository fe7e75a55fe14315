/** The departments that an address tells of, read from it as the page itself reads it. */
import type { Kysely } from 'kysely';
import { departmentOf, readExportName } from '../exports/names.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { listAreas } from '../questions/areas.ts';
import type { ShownDepartment } from '../accounts/reader.ts';
import type { Shown } from './access.ts';
import { DEPARTMENT } from '../questions/asked.ts';
import { codesNamed } from '../questions/departments/directory.ts';
import { readParameters } from '../questions/parameters.ts';
import { showsOwnRows } from '../questions/sources/own-rows.ts';
import { OF_ONE_LISTS } from '../api/list.ts';
import { chooseArea } from '../request/page-request.ts';

export interface Address {
	route: string | null;
	params: Partial<Record<string, string>>;
	url: URL;
}

export async function shownBy(db: Kysely<Database>, address: Address): Promise<Shown> {
	const { route, params, url } = address;
	if (route === '/sources/[filing]') {
		const filing = params.filing ?? '';
		return departmentsOfFiling(db, filing, await showsOwnRows(db, filing));
	}
	const code = codeIn(address);
	if (code === null) return 'all';
	const { area } = chooseArea(await listAreas(db), url.searchParams.get('area'));
	if (area && route === '/brief') {
		const [named = ''] = await codesNamed(db, area.code, [code]);
		return departmentCoded(db, area.code, named);
	}
	return area ? departmentCoded(db, area.code, code) : [];
}

function departmentCoded(db: Kysely<Database>, area: string, code: string) {
	return departments(db)
		.where('d.jurisdiction_code', '=', area)
		.where('d.code', '=', code)
		.execute();
}

function codeIn({ route, params, url }: Address): string | null {
	if (route?.startsWith('/departments/[code]')) return params.code ?? null;
	const isOfOne = route === '/api/v1/[list]' && OF_ONE_LISTS.has(params.list ?? '');
	if (route === '/brief' || isOfOne)
		return readParameters(url.searchParams, { d: DEPARTMENT }).values.d || null;
	const asked = route === '/exports/[...file]' ? readExportName(params.file ?? '') : null;
	return asked && departmentOf(asked.what);
}

/** A document of several departments is shown whole, so it tells of all of them. */
async function departmentsOfFiling(
	db: Kysely<Database>,
	filing: string,
	isApart: boolean
): Promise<ShownDepartment[]> {
	if (!/^\d{1,9}$/.test(filing)) return [];
	return departments(db)
		.innerJoin('filing as f', 'f.department_id', 'd.id')
		.where((e) =>
			e.or([
				e('f.id', '=', Number(filing)),
				...(isApart
					? []
					: [
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
			])
		)
		.distinct()
		.execute();
}

function departments(db: Kysely<Database>) {
	return db.selectFrom('department as d').select(['d.id', 'd.jurisdiction_code', 'd.division']);
}
