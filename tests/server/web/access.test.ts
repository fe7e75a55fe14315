import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RIGHTS, ROLES, type Role } from '#lib/catalogue/roles.ts';
import { ANONYMOUS, AT_HOME, SINGLE, type Reader } from '#lib/server/accounts/reader.ts';
import { decide, ROUTE_RULES, type Shown } from '#lib/server/web/access.ts';

const OWN = { id: 7, jurisdiction_code: '430600', division: '农业科' };
const BESIDE = { id: 8, jurisdiction_code: '430600', division: '农业科' };
const ELSEWHERE = { id: 9, jurisdiction_code: '430600', division: '社保科' };
/** A division of the same name in another jurisdiction. */
const NAMESAKE = { id: 10, jurisdiction_code: '999900', division: '农业科' };
const UNASSIGNED = { id: 11, jurisdiction_code: '430600', division: null };

function reader(role: Role): Reader {
	const { reads, ...rights } = RIGHTS[role];
	const limits = {
		division: { jurisdiction_code: '430600', division: '农业科', department_id: null },
		department: { jurisdiction_code: null, division: null, department_id: 7 }
	};
	const own = role === 'division' || role === 'department' ? { role, ...limits[role] } : null;
	const user = { id: role, username: role, name: role, role };
	return { sight: reads, user, ...rights, own, mustChangePassword: false };
}

const READERS = {
	single: SINGLE,
	at_home: AT_HOME,
	anonymous: ANONYMOUS,
	...(Object.fromEntries(ROLES.map((role) => [role, reader(role)])) as Record<Role, Reader>)
};
type Who = keyof typeof READERS;

const ALL_ROLES: Who[] = [...ROLES];
const READ_ALL: Who[] = ['single', 'at_home', 'leader', 'performance', 'administrator'];
const EVERYBODY = Object.keys(READERS) as Who[];

/** Roles that may open each route at an address of the department 7. A route that is missing here fails the test. */
const MAY_OPEN: Record<string, Who[]> = {
	'/': READ_ALL,
	'/welcome': READ_ALL,
	'/tasks': [...READ_ALL, 'division', 'department'],
	'/departments': READ_ALL,
	'/departments/[code]': [...READ_ALL, 'division', 'department'],
	'/departments/[code]/contacts': ['performance', 'division'],
	'/departments/[code]/round': [...READ_ALL, 'division', 'department'],
	'/sources/[filing]': [...READ_ALL, 'division', 'department'],
	'/structure': READ_ALL,
	'/three-public': READ_ALL,
	'/balances': READ_ALL,
	'/scores': READ_ALL,
	'/outliers': READ_ALL,
	'/compare': READ_ALL,
	'/findings': READ_ALL,
	'/filings': READ_ALL,
	'/filings/expected': ['at_home', 'performance'],
	'/reassessments': READ_ALL,
	'/reassessments/edit': ['at_home', 'performance'],
	'/corrections': READ_ALL,
	'/corrections/edit': ['at_home', 'performance'],
	'/questions': READ_ALL,
	'/brief': [...READ_ALL, 'division', 'department'],
	'/meeting': READ_ALL,
	'/compendium': READ_ALL,
	'/changes': READ_ALL,
	'/recheck': [...READ_ALL, 'division', 'department'],
	'/definitions': READ_ALL,
	'/find': READ_ALL,
	'/guides/[[name]]': EVERYBODY,
	'/appearance': EVERYBODY,
	'/api/v1/[list]': [...READ_ALL, 'division', 'department'],
	'/api/v1/openapi.json': READ_ALL,
	'/exports/[...file]': [...READ_ALL, 'division', 'department'],
	'/login': EVERYBODY,
	'/account': ALL_ROLES,
	'/users': ['administrator'],
	'/users/departments': ['administrator'],
	'/hand-in': ['at_home', 'performance', 'department', 'administrator'],
	'/hand-in/[id]': ['at_home', 'performance', 'department', 'administrator'],
	'/audit': ['at_home', 'performance', 'administrator']
};

const ROUTES = [
	...new Set(
		globSync('src/routes/**/+{page.svelte,page.server.ts,page.ts,server.ts}').map(
			(file) => dirname(file).slice('src/routes'.length) || '/'
		)
	)
];

test('every route has its rule, and no rule is without a route', () => {
	expect(Object.keys(ROUTE_RULES).sort()).toEqual([...ROUTES].sort());
	expect(Object.keys(MAY_OPEN).sort()).toEqual([...ROUTES].sort());
});

describe.each(ROUTES)('%s', (route) => {
	test.each(EVERYBODY)('for %s', (who) => {
		const verdict = decide(READERS[who], ROUTE_RULES[route], [OWN], 'GET');
		expect(verdict === 'allowed').toBe(MAY_OPEN[route]?.includes(who));
	});

	test('is sent nothing where it has no form', () => {
		const hasForm = ROUTE_RULES[route]?.hasForm === true;
		const verdict = decide(READERS.administrator, ROUTE_RULES[route], [OWN], 'POST');
		expect(verdict === 'no_form').toBe(!hasForm);
		expect(hasForm).toBe(takesForms(`src/routes${route === '/' ? '' : route}`));
	});
});

function takesForms(folder: string): boolean {
	const takes = (file: string, what: string) =>
		existsSync(`${folder}/${file}`) && readFileSync(`${folder}/${file}`, 'utf8').includes(what);
	return (
		takes('+page.server.ts', 'export const actions') || takes('+server.ts', 'export const POST')
	);
}

test.each([
	['POST', 'default'],
	['POST', 'constructor'],
	['POST', '__proto__'],
	['POST', 'toString'],
	['PUT', ''],
	['PATCH', 'add'],
	['DELETE', '']
])('a %s to the action “%s” is no form', (method, action) => {
	for (const route of ROUTES)
		expect(decide(AT_HOME, ROUTE_RULES[route], [OWN], method, action)).toBe('no_form');
});

test.each<[string, Who[]]>([
	['return', ['at_home', 'performance']],
	['confirm', ['at_home', 'performance']],
	['reopen_filing', ['at_home', 'performance']],
	['ask', ['at_home', 'performance', 'division']],
	['accept', ['at_home', 'performance', 'division']],
	['reopen', ['at_home', 'performance', 'division']],
	['answer', ['at_home', 'department']],
	['', []],
	['constructor', []]
])('who may %s on the round of the department 7, and on that of another', (action, may) => {
	const rule = ROUTE_RULES['/departments/[code]/round'];
	const who = (of: Shown) =>
		EVERYBODY.filter((one) => decide(READERS[one], rule, of, 'POST', action) === 'allowed');
	expect(who([OWN])).toEqual(EVERYBODY.filter((one) => may.includes(one)));
	const limited: Who[] = ['division', 'department'];
	expect(who([ELSEWHERE])).toEqual(who([OWN]).filter((one) => !limited.includes(one)));
});

test.each<[string, Who[]]>([
	['confirm', ['at_home', 'performance', 'department', 'administrator']],
	['correct', ['at_home', 'performance']],
	['leave_unread', ['at_home', 'performance']],
	['', []]
])('who may %s a hand-in', (action, may) => {
	const rule = ROUTE_RULES['/hand-in/[id]'];
	const mayAct = (who: Who) => decide(READERS[who], rule, [], 'POST', action) === 'allowed';
	expect(EVERYBODY.filter(mayAct)).toEqual(may);
});

test.each<[string, Shown, boolean, boolean]>([
	['its own department', [OWN], true, true],
	['another of the division', [BESIDE], true, false],
	['its own and another of the division', [OWN, BESIDE], true, false],
	['one of another division', [ELSEWHERE], false, false],
	['its own and one of another division', [OWN, ELSEWHERE], false, false],
	['one of the namesake elsewhere', [NAMESAKE], false, false],
	['one of no division', [UNASSIGNED], false, false],
	['none', [], false, false],
	['all', 'all', false, false]
])('what tells of %s: division %s, department %s', (_name, shown, division, department) => {
	const may = (who: Who) =>
		decide(READERS[who], { need: 'department' }, shown, 'GET') === 'allowed';
	expect([may('division'), may('department')]).toEqual([division, department]);
	expect(READ_ALL.every(may)).toBe(true);
});

test.each<[string, Shown, Who[]]>([
	['a department of the division', [OWN], ['performance', 'division']],
	['a department of another division', [ELSEWHERE], ['performance']],
	['both', [OWN, ELSEWHERE], ['performance']],
	['all', 'all', ['performance']]
])('who sees whom the reports of %s name as contacts', (_name, shown, may) => {
	const sees = (who: Who) => decide(READERS[who], { need: 'contacts' }, shown, 'GET') === 'allowed';
	expect(EVERYBODY.filter(sees)).toEqual(may);
});

test('an account whose department is gone reads nothing', () => {
	for (const role of ['department', 'division'] as const) {
		const own = { role, jurisdiction_code: '430600', division: null, department_id: null };
		const left = { ...READERS[role], own };
		for (const shown of [OWN, UNASSIGNED]) {
			expect(decide(left, { need: 'department' }, [shown], 'GET')).toBe('refused');
		}
	}
});

test('a route without a rule is open to nobody', () => {
	for (const who of EVERYBODY) {
		expect(decide(READERS[who], undefined, 'all', 'GET'), who).not.toBe('allowed');
	}
});

test.each(ROUTES)('with a password that was handed out, %s waits', (route) => {
	const rule = ROUTE_RULES[route];
	for (const role of ROLES) {
		const verdict = decide({ ...READERS[role], mustChangePassword: true }, rule, [OWN], 'GET');
		const isFree = rule?.need === 'nothing' || rule?.need === 'account';
		expect(verdict).toBe(isFree ? 'allowed' : 'change_password');
	}
});
