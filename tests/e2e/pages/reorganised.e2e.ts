/** A department without a report of the year is no dead end, whether another has taken it over or it has not filed yet. */
import { expect, inject, test } from 'vitest';
import { ask } from '../ask.ts';

const YEAR = 'year=2023';

test.each([
	[
		'one that was taken over',
		'/departments/311',
		[
			'2023年由商务粮食局报送，本部门的数据已并入。',
			'商务粮食局历年数据',
			'2017、2018年含原单位商务局、粮食局。'
		],
		['/departments/312', '/departments/311?year=2018']
	],
	[
		'one that has not filed',
		'/departments/403',
		['2023年没有收到这个部门的报告。', '民政局历年数据'],
		['/departments/403?year=2022']
	],
	[
		'the one that took over',
		'/departments/312',
		['承接了', '2017、2018年含原单位商务局、粮食局。'],
		['/departments/310', '/departments/311']
	]
])('%s', async (_, path, said, links) => {
	const { status, body } = await ask(inject('baseUrl'), `${path}?${YEAR}`);
	expect(status).toBe(200);
	const text = body.replaceAll(/<[^>]+>/g, '');
	for (const words of said) expect(text).toContain(words);
	const hrefs = [...body.matchAll(/href="([^"]+)"/g)].map(([, href = '']) =>
		href.replaceAll('&amp;', '&')
	);
	for (const link of links) {
		const [at = '', query = ''] = link.split('?');
		expect(hrefs.some((href) => href.split('?')[0] === at && href.includes(query))).toBe(true);
	}
});
