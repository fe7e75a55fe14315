/** Finds the page that a search for a department leads to. */
import { listAreas } from '../questions/areas.ts';
import { directoryOf, entryNamed } from '../questions/departments/directory.ts';
import { chooseArea } from '../request/page-request.ts';
import { ledger } from '../request/ledger.ts';

/** The page of the one department that `q` means, else the list of those that it may mean; all else stays as chosen. */
export async function whereNamed(url: URL): Promise<string> {
	const db = ledger();
	const search = new URLSearchParams(url.searchParams);
	const { area } = chooseArea(await listAreas(db), search.get('area'));
	const words = (search.get('q') ?? '').trim().slice(0, 100);
	const entry = area && words !== '' ? entryNamed(await directoryOf(db, area.code), words) : null;
	// Those that words may mean are listed whatever their kind.
	search.delete(entry ? 'q' : 'kind');
	const path = entry ? `/departments/${encodeURIComponent(entry.code)}` : '/departments';
	return [path, search.toString()].filter(Boolean).join('?');
}
