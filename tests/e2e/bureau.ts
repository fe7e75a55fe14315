/**
 * A bureau with an account of each role, served to the tests of the file that imports this; its ledger is filled and all
 * have signed in before the first of them.
 */
import { beforeAll, expect } from 'vitest';
import { addKey } from '#lib/server/accounts/api-keys.ts';
import { addUser, type NewUser } from '#lib/server/accounts/users.ts';
import { ROLES, type Role } from '#lib/catalogue/roles.ts';
import { dataVersion, type DataVersion } from '#lib/server/ledger/data-version.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { codeOf } from '#lib/server/request/printed.ts';
import { ask, sendForm, type Answer } from './ask.ts';
import { serveCopy } from './own-server.ts';

/** The department has a report of its own; the others of its jurisdiction are made for this test. */
export const AREA = '430600';
export const OWN = 'auto-port-office';
const DIVISION = '经济建设科';
export const CONTACT = '联络人甲乙丙';

export const passwords = new Map<string, string>();
export const keys = new Map<string, string>();
export const cookies = new Map<string, string>();
/** Names of every department but the own one. */
export let otherNames: string[];
export let ownSource: number;
export let sharedName: string;
export let sharedSource: number;
let data: DataVersion;

const ACCOUNTS: Record<Role, Pick<NewUser, 'own'>> = {
	leader: { own: null },
	performance: { own: null },
	administrator: { own: null },
	division: { own: { jurisdiction_code: AREA, division: DIVISION } },
	department: { own: { jurisdiction_code: AREA, department: OWN } }
};

export const server = serveCopy(({ ledger }) => fill(ledger));
beforeAll(async () => {
	for (const role of ROLES) {
		await enter(role, passwords.get(role) ?? '');
		await changePassword(role);
	}
});

async function fill(path: string): Promise<void> {
	const db = openExisting(path);
	await db.updateTable('department').set({ division: DIVISION }).where('code', '=', OWN).execute();
	const filings = await db
		.selectFrom('filing as f')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['f.id', 'd.code', 'd.name', 'd.jurisdiction_code'])
		.execute();
	const own = filings.find(({ code }) => code === OWN);
	const shared = filings.find(({ code }) => code === '101');
	if (!own || !shared) throw new Error('the bundled data have changed');
	[ownSource, sharedSource] = [own.id, shared.id];
	sharedName = shared.name;
	otherNames = [...new Set(filings.map(({ name }) => name))].filter((name) => name !== own.name);
	await db
		.insertInto('contact')
		.values({ filing_id: own.id, position: 0, role: 'contact', text: CONTACT, place: '{}' })
		.execute();
	for (const role of ROLES) {
		const user = { username: role, name: role, role, ...ACCOUNTS[role] };
		passwords.set(role, await addUser(db, user));
		keys.set(role, await addKey(db, { name: role, username: role }, 'admin'));
	}
	const namesake = { jurisdiction_code: AREA, code: '101', name: '同码部门' };
	const unknown = { kind: null, division: null, successor_id: null, succeeded_from: null };
	await db
		.insertInto('department')
		.values({ ...namesake, ...unknown })
		.execute();
	// The other like the own one in all but the jurisdiction, the twin like the other.
	for (const [username, jurisdiction_code] of Object.entries({ other: '999900', twin: AREA })) {
		const own = { jurisdiction_code, department: '101' };
		passwords.set(
			username,
			await addUser(db, { username, name: username, role: 'department', own })
		);
	}
	data = await dataVersion(db);
	await db.destroy();
}

export const form = (
	path: string,
	fields: Record<string, string>,
	who: string,
	origin = server.url
) => sendForm(server.url, path, fields, { origin, cookie: cookies.get(who) ?? '' });

export async function enter(who: string, password: string, next = '/'): Promise<Answer> {
	const answer = await form('/login', { username: who, password, next }, who);
	const sent = answer.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ');
	if (sent !== undefined) cookies.set(who, sent);
	return answer;
}

export async function changePassword(who: string): Promise<void> {
	const wanted = `new-password-${who}`;
	const fields = { current: passwords.get(who) ?? '', wanted, again: wanted };
	const answer = await form('/account?/password', fields, who);
	expect(answer.status).toBe(303);
	cookies.set(
		who,
		answer.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ') ?? ''
	);
	passwords.set(who, wanted);
}

export const get = (path: string, who: string, headers: Record<string, string> = {}) =>
	ask(server.url, path, { headers: { cookie: cookies.get(who) ?? '', ...headers } });

export const named = (path: string) =>
	path
		.replace('CODE_OWN', codeOfPath(`/departments/${OWN}`, AREA))
		.replace('CODE_BRIEF', codeOfPath(`/brief?d=${OWN}`, AREA))
		.replace('CODE_OTHER', codeOfPath('/departments/101', '999900'))
		.replace('CODE_ALL', codeOfPath('/structure', AREA))
		.replace('OWN', String(ownSource))
		.replace('SHARED', String(sharedSource));

const codeOfPath = (path: string, area: string) =>
	codeOf(new URL(path, server.url), { area, year: 2021 }, data) ?? '';
