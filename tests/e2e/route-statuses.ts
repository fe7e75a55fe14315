import { LIST_IDS } from '#lib/server/api/list.ts';
import { BOOK_NAMES } from '#lib/server/exports/books.ts';

/** Statuses that a department's own and others' addresses are answered with, by role. */
const OPEN = [200, 200, 200, 200, 200];
/** In the order of the roles: 局领导, 绩效科, 归口科室, 部门, 管理员; then whoever is not signed in. */
export function statusesOf(own: {
	area: string;
	department: string;
}): [path: string, byRole: number[], anonymous: number][] {
	const [AREA, OWN] = [own.area, own.department];
	return [
		['/', [200, 200, 303, 303, 200], 303],
		...[
			'/departments',
			'/structure',
			'/three-public',
			'/balances',
			'/scores',
			'/outliers',
			'/compare',
			'/findings'
		].map((path): [string, number[], number] => [path, [200, 200, 403, 403, 200], 303]),
		...[
			'/filings',
			'/questions',
			'/brief',
			'/compendium',
			'/changes',
			'/definitions',
			'/welcome',
			'/meeting',
			'/reassessments',
			'/corrections',
			...BOOK_NAMES.map((name) => `/exports/${name}.xlsx`),
			'/exports/return-slips.xlsx',
			'/brief?d=101'
		].map((path): [string, number[], number] => [path, [200, 200, 403, 403, 200], 303]),
		[`/departments/${OWN}?area=${AREA}`, OPEN, 303],
		[`/departments/${OWN}?area=${AREA}&pin=101&kind=x`, OPEN, 303],
		[`/departments/${OWN}/__data.json?area=${AREA}`, OPEN, 200],
		['/departments/101?area=999900', [200, 200, 403, 403, 200], 303],
		['/departments/101', [200, 200, 403, 403, 200], 303],
		['/departments/%31%30%31?area=999900', [200, 200, 403, 403, 200], 303],
		[`/departments/101?area=999900&area=${AREA}`, [200, 200, 403, 403, 200], 303],
		[`/departments/${OWN}/contacts?area=${AREA}`, [403, 200, 200, 403, 403], 303],
		['/departments/101/contacts?area=999900', [403, 200, 403, 403, 403], 303],
		['/sources/OWN', OPEN, 303],
		['/sources/SHARED', [200, 200, 403, 403, 200], 303],
		[`/brief?d=${OWN}&area=${AREA}`, OPEN, 303],
		[`/brief?d=&d=${OWN}&area=${AREA}`, OPEN, 303],
		[`/brief?d=101&d=${OWN}&area=${AREA}`, [404, 404, 403, 403, 404], 303],
		[`/brief?area=${AREA}`, [200, 200, 403, 403, 200], 303],
		[`/exports/brief.xlsx?d=${OWN}&area=${AREA}`, [200, 200, 403, 403, 200], 303],
		...['figures', 'findings', 'filings', 'corrections', 'inquiries'].flatMap(
			(list): [string, number[], number][] => [
				[`/api/v1/${list}?d=${OWN}&area=${AREA}`, OPEN, 401],
				[`/api/v1/${list}?d=&d=${OWN}&area=${AREA}`, OPEN, 401],
				[`/api/v1/${list}?d=101&area=999900`, [200, 200, 403, 403, 200], 401],
				[`/api/v1/${list}?d=101&d=${OWN}&area=${AREA}`, [200, 200, 403, 403, 200], 401],
				[`/api/v1/${list}?area=${AREA}`, [200, 200, 403, 403, 200], 401]
			]
		),
		[`/api/v1/scores?d=${OWN}&area=${AREA}`, [400, 400, 403, 403, 400], 401],
		['/sources/99999', [404, 404, 403, 403, 404], 303],
		[`/exports/department/${OWN}.xlsx?area=${AREA}`, OPEN, 303],
		[`/exports/department/${OWN}.csv?area=${AREA}`, OPEN, 303],
		['/exports/department/101.csv?area=999900', [200, 200, 403, 403, 200], 303],
		['/exports/compendium.docx', [200, 200, 403, 403, 200], 303],
		['/exports/compendium.xlsx', [200, 200, 403, 403, 200], 303],
		['/exports/tasks.xlsx', [200, 200, 403, 403, 200], 303],
		['/exports/filings.csv', [200, 200, 403, 403, 200], 303],
		['/exports/reminders.csv', [200, 200, 403, 403, 200], 303],
		['/exports/reminders.docx', [200, 200, 403, 403, 200], 303],
		['/reassessments/edit', [403, 200, 403, 403, 403], 303],
		['/tasks', OPEN, 303],
		['/tasks?area=999900', OPEN, 303],
		['/tasks/__data.json', OPEN, 200],
		[`/exports/return-slip/${OWN}.docx?area=${AREA}`, OPEN, 303],
		[`/exports/return-slip/${OWN}.xlsx?area=${AREA}`, OPEN, 303],
		['/exports/return-slip/101.docx?area=999900', [200, 200, 403, 403, 200], 303],
		['/filings/expected', [403, 200, 403, 403, 403], 303],
		['/filings/expected?year=2026', [403, 200, 403, 403, 403], 303],
		[`/departments/${OWN}/round?area=${AREA}`, OPEN, 303],
		['/departments/101/round?area=999900', [200, 200, 403, 403, 200], 303],
		['/departments/101/round/__data.json?area=999900', [200, 200, 403, 403, 200], 200],
		['/reassessments/edit?d=101&area=999900', [403, 200, 403, 403, 403], 303],
		['/corrections/edit', [403, 200, 403, 403, 403], 303],
		['/corrections/edit?d=101&area=999900', [403, 200, 403, 403, 403], 303],
		...LIST_IDS.map((list): [string, number[], number] => [
			`/api/v1/${list}`,
			[200, 200, 403, 403, 200],
			401
		]),
		['/recheck', OPEN, 303],
		['/recheck?code=0000-0000-0000', OPEN, 303],
		['/recheck?code=CODE_OWN', OPEN, 303],
		['/recheck?code=CODE_BRIEF', OPEN, 303],
		['/recheck?code=CODE_OTHER', [200, 200, 403, 403, 200], 303],
		['/recheck?code=CODE_ALL', [200, 200, 403, 403, 200], 303],
		['/structure?as_of=9', [200, 200, 403, 403, 200], 303],
		['/structure?as_of=0', [400, 400, 403, 403, 400], 303],
		[`/departments/${OWN}?area=${AREA}&as_of=16`, OPEN, 303],
		['/find?q=101', [303, 303, 403, 403, 303], 303],
		['/api/v1/openapi.json', [200, 200, 403, 403, 200], 401],
		// A page's data tell where to go by their content.
		['/__data.json', OPEN, 200],
		['/login', OPEN, 200],
		['/appearance', [405, 405, 405, 405, 405], 405],
		['/guides', OPEN, 200],
		['/guides/officers', OPEN, 200],
		['/guides/nobody', [404, 404, 404, 404, 404], 404],
		['/account', OPEN, 303],
		['/users', [403, 403, 403, 403, 200], 303],
		['/users/departments', [403, 403, 403, 403, 200], 303],
		['/audit', [403, 200, 403, 403, 200], 303],
		['/hand-in', [403, 200, 403, 200, 200], 303],
		['/hand-in/__data.json', [403, 200, 403, 200, 200], 200],
		[`/hand-in/${'0'.repeat(32)}`, [403, 404, 403, 404, 404], 303],
		['/hand-in/..%2f..%2fledger.db', [403, 404, 403, 404, 404], 303],
		['/audit/__data.json', [403, 200, 403, 403, 200], 200],
		['/no-such-page', [404, 404, 404, 404, 404], 303],
		['/healthz', OPEN, 200]
	];
}
