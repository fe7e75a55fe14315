/**
 * One address for one answer. What no page reads must neither make a page anew nor take room in the cache: visitors
 * come with parameters of mail programs and of other sites.
 */

/** Every parameter that some page reads. */
const READ = new Set([
	'area',
	'at',
	'd',
	'division',
	'kind',
	'line',
	'measure',
	'offset',
	'part',
	'peers',
	'q',
	'reason',
	'rule',
	'sort',
	'state',
	'status',
	'threshold',
	'unit',
	'year'
]);

/** Asked for more than once; of the others the first counts. */
const REPEATED = 'd';

/** The API refuses what it does not know, and exports are not kept: both see the address as it was asked for. */
const LEFT_ALONE = /^\/(?:api|exports)\//;

/** The path and query that a page is kept under: parameters that are read and hold something, in one order. */
export function canonicalAddress(address: string): string {
	const at = address.indexOf('?');
	if (at < 0 || LEFT_ALONE.test(address)) return address;
	const kept = new URLSearchParams();
	for (const [name, value] of new URLSearchParams(address.slice(at + 1))) {
		if (value === '' || !READ.has(name)) continue;
		if (name === REPEATED || !kept.has(name)) kept.append(name, value);
	}
	kept.sort();
	const query = kept.toString();
	const path = address.slice(0, at);
	return query ? `${path}?${query}` : path;
}
