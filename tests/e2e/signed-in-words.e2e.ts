/** Pages behind the sign-in speak in the words of docs/glossary.md too, to each role that may open them. */
import { describe, expect, test } from 'vitest';
import { ROLES } from '#lib/catalogue/roles.ts';
import { ROUTE_RULES } from '#lib/server/web/access.ts';
import { AREA, form, get, OWN } from './bureau.ts';
import { readText, retiredIn } from './words.ts';

/** Pages that are made for the reader; what all read alike is looked through page by page elsewhere. */
const PATHS = Object.entries(ROUTE_RULES)
	.filter(([, { isPersonal }]) => isPersonal)
	.map(([route]) => route.replace('[code]', OWN).replace('[id]', '1'))
	.map((path) => `${path}?area=${AREA}&year=2021`);

test('every page behind the sign-in is among them', () => {
	for (const page of ['/tasks', '/users', '/audit', '/hand-in', '/filings/expected'])
		expect(PATHS.map((path) => path.split('?')[0])).toContain(page);
});

describe.each(ROLES)('%s', (role) => {
	test.for(PATHS)('%s', async (path) => {
		const { status, body } = await get(path, role);
		expect(status).toBeLessThan(500);
		expect(retiredIn(readText(body))).toEqual([]);
	});
});

const FORMS: [path: string, fields: Record<string, string>, role: string][] = [
	['/users?/add', { username: '', name: '', role: 'nobody' }, 'administrator'],
	['/account?/password', { current: 'x', wanted: 'short', again: 'other' }, 'leader'],
	['/login', { username: 'nobody', password: 'x' }, 'nobody'],
	[`/departments/${OWN}/round?/return&area=${AREA}&year=2021`, {}, 'performance'],
	[`/departments/${OWN}/round?/ask&area=${AREA}&year=2021`, {}, 'performance'],
	[`/departments/${OWN}/round?/answer&area=${AREA}&year=2021`, {}, 'department'],
	[`/filings/expected?/add&area=${AREA}`, {}, 'performance'],
	[`/corrections/edit?/correct&area=${AREA}`, {}, 'performance'],
	[`/reassessments/edit?/draw&area=${AREA}`, {}, 'performance'],
	['/tasks?/confirm', {}, 'leader'],
	['/hand-in', {}, 'department']
];

test.each(FORMS)('what is said of a form that is refused: %s', async (path, fields, role) => {
	const { status, body } = await form(path, fields, role);
	expect(status).toBeGreaterThanOrEqual(300);
	expect(retiredIn(readText(body))).toEqual([]);
});
