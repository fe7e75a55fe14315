/** A thousand made-up addresses: each is answered, refused or repaired, without endless work, and never with more than a page. */
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { LIST_IDS, MOST_ITEMS } from '#lib/server/api/list.ts';
import { VIEW_IDS } from '#lib/comparison/views.ts';
import { PAGES } from '#lib/components/shell.ts';
import { cpuTime } from '#lib/server/import/parser/cpu-time.ts';
import { ask } from '../ask.ts';

const REQUESTS = 1_000;

/** Milliseconds of the server's processor, many times what an answer takes; asked again, as it answers others meanwhile. */
const ENDLESS = 5_000;
const ASKED_AGAIN = 4;

/** More than the longest page of the whole made-up city. Bytes. */
const LARGEST_PAGE = 1_500_000;

const NAMES = [
	'area',
	'year',
	'kind',
	'q',
	'sort',
	'unit',
	'limit',
	'offset',
	'measure',
	'rule',
	'state',
	'peers',
	'threshold',
	'line',
	'reason',
	'status',
	'division',
	'd',
	'at',
	'part',
	'indicator',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	''
];

const value = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom(
			'999900',
			'430600',
			'2023',
			'2017',
			'-1',
			'0',
			'50',
			'10000',
			'99999999999',
			'1e308',
			'NaN',
			'0x10',
			'２０２３',
			'學校',
			'学校',
			'-carry_over_rate',
			'spending_total',
			'--',
			'-',
			'income_parts',
			'fail',
			'kind',
			'all',
			'3.5',
			'101',
			'cell-1-2-3',
			'cell-999999999-1-1',
			"' OR 1=1 --",
			'%',
			'_',
			'\\',
			'"',
			'<script>',
			'../../etc/passwd',
			'\0',
			'\ud83d',
			'\u202e',
			'万元',
			'亿元',
			'__proto__',
			'constructor',
			'a'.repeat(3_000)
		)
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
	{ weight: 1, arbitrary: fc.integer().map(String) }
);

const query = fc
	.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 6 })
	.map((pairs) => new URLSearchParams(pairs.map(([name, text]) => [name, text])).toString());

const segment = fc.oneof(
	fc.constantFrom(
		'101',
		'702',
		'auto-port-office',
		'1',
		'483',
		'..',
		'%00',
		'-1',
		'1e3',
		'999999999'
	),
	fc
		.string({ unit: 'binary', minLength: 1, maxLength: 20 })
		.map((text) => encodeURIComponent(text.toWellFormed()))
);

const route = fc.oneof(
	{ weight: 8, arbitrary: fc.constantFrom(...PAGES.map(({ path }) => path), '/welcome') },
	{ weight: 2, arbitrary: segment.map((text) => `/departments/${text}`) },
	{ weight: 2, arbitrary: segment.map((text) => `/sources/${text}`) },
	{ weight: 8, arbitrary: fc.constantFrom(...LIST_IDS).map((id) => `/api/v1/${id}`) },
	{
		weight: 2,
		arbitrary: fc
			.tuple(
				fc.constantFrom(
					...VIEW_IDS,
					'outliers',
					'findings',
					'filings',
					'compare',
					'department/101'
				),
				fc.constantFrom('csv', 'xlsx')
			)
			.map(([what, ending]) => `/exports/${what}.${ending}`)
	}
);

const address = fc.tuple(route, query).map(([path, search]) => `${path}?${search}`);

interface Timed {
	status: number;
	body: string;
	milliseconds: number;
}

async function timed(path: string): Promise<Timed> {
	const before = cpuTime(inject('serverPid'));
	const { status, body } = await ask(inject('baseUrl'), path);
	const after = cpuTime(inject('serverPid'));
	return { status, body, milliseconds: before === null || after === null ? 0 : after - before };
}

/** Lists the faults of the answer; empty where there is none. */
function faultsOf(path: string, { status, body }: Timed): string[] {
	const faults: string[] = [];
	if (![200, 307, 308, 400, 404].includes(status)) faults.push(`${status} ${path}`);
	if (path.startsWith('/api/') && status === 200) {
		const { items } = JSON.parse(body) as { items: unknown[] };
		if (items.length > MOST_ITEMS) faults.push(`${items.length} items: ${path}`);
	} else if (
		!path.startsWith('/exports/') &&
		!path.startsWith('/api/') &&
		body.length > LARGEST_PAGE
	) {
		faults.push(`${body.length} bytes: ${path}`);
	}
	return faults;
}

async function isEndless(path: string, first: number): Promise<boolean> {
	let best = first;
	for (let again = 0; again < ASKED_AGAIN && best > ENDLESS; again += 1) {
		best = Math.min(best, (await timed(path)).milliseconds);
	}
	return best > ENDLESS;
}

test(`${REQUESTS} addresses: 200, 307, 308, 400 or 404, soon`, async () => {
	const seed = 20_240_603;
	const addresses = fc.sample(address, { numRuns: REQUESTS, seed });
	const seen = new Map<number, number>();
	const faults: string[] = [];
	for (const path of addresses) {
		const answer = await timed(path);
		seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
		faults.push(...faultsOf(path, answer));
		if (await isEndless(path, answer.milliseconds)) faults.push(`endless: ${path}`);
	}
	expect(faults).toEqual([]);
	// The addresses are of every kind, not all refused.
	expect(seen.get(200)).toBeGreaterThan(REQUESTS / 4);
	expect(seen.get(400)).toBeGreaterThan(REQUESTS / 20);
	expect(seen.get(404)).toBeGreaterThan(REQUESTS / 50);
});
