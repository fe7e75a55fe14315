/** Finds by which rule an address is answered, and of which departments it tells. */
import { addressOf, OF_ONE, printedPage } from '../request/printed.ts';
import type { Reader } from '../accounts/reader.ts';
import { ROUTE_RULES } from './access.ts';
import type { AnswerSubject } from './cached-pages.ts';
import { ledger } from '../request/ledger.ts';
import { shownBy, type Address } from './shown.ts';

/** To recheck a page takes what reading it takes. */
export async function subjectOf(reader: Reader, asked: Address): Promise<AnswerSubject> {
	const address = asked.route === '/recheck' ? printedAddress(asked) : asked;
	const rule = address.route === null ? undefined : ROUTE_RULES[address.route];
	// For those who read all it makes no difference, and theirs are answers of their own.
	const isAsked = rule && reader.own !== null;
	return { rule, shown: isAsked ? await shownBy(ledger(), address) : 'all' };
}

/** The address that the code of a recheck stands for; where it stands for none, there is nothing but the form. */
function printedAddress(asked: Address): Address {
	const page = printedPage(asked.url.searchParams);
	if (page === null) return asked;
	const url = new URL(addressOf(page), asked.url);
	const [, room, named] = OF_ONE.exec(page.path) ?? [];
	if (room === 'departments')
		return { url, route: '/departments/[code]', params: { code: named ?? '' } };
	if (room === 'sources')
		return { url, route: '/sources/[filing]', params: { filing: named ?? '' } };
	if (Object.hasOwn(ROUTE_RULES, page.path)) return { url, route: page.path, params: {} };
	// The code of a file that is no page's own, as a return slip.
	return { url, route: '/exports/[...file]', params: { file: `${page.path.slice(1)}.xlsx` } };
}
