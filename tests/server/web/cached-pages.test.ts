import { afterEach, expect, test, vi } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { ANONYMOUS, SINGLE, type Reader } from '#lib/server/accounts/reader.ts';
import { FIXED_HEADERS } from '#lib/server/web/headers.ts';
import { type CachingRequest, withCachedPages } from '#lib/server/web/cached-pages.ts';
import { HeldVersion } from '#lib/server/web/held-version.ts';
import { storeAnswer } from '#lib/server/web/stored-answer.ts';
import { type Handler, listen, type Listening } from '#lib/server/web/serve.ts';

const open: Listening[] = [];

const OWN = { id: 7, jurisdiction_code: '430600', division: '农业科' };
const limited = (own: Partial<NonNullable<Reader['own']>>): Reader => ({
	...ANONYMOUS,
	sight: 'own',
	user: { id: 'u', username: 'u', name: 'u', role: 'department' },
	own: { role: 'department', jurisdiction_code: null, division: null, department_id: null, ...own }
});
const READERS: Record<string, Reader> = {
	single: SINGLE,
	all: { ...SINGLE, sight: 'all' },
	own: limited({ department_id: 7 }),
	other: limited({ department_id: 8 }),
	division: limited({ role: 'division', jurisdiction_code: '430600', division: '农业科' })
};

afterEach(async () => {
	await Promise.all(open.splice(0).map(({ close }) => close()));
});

interface Site {
	ask: (path: string, init?: RequestInit) => Promise<Response>;
	/** Addresses that the pages were made for. */
	made: string[];
}

/** Pages that hand back what they answer, as the hook does: 200 is kept, anything else is not. */
async function serve(version: () => Promise<number>, isStoring = async () => false): Promise<Site> {
	const made: string[] = [];
	const pages: Handler = async (request: CachingRequest, response) => {
		const path = request.url ?? '';
		made.push(`${request.method ?? ''} ${path}`);
		const text = `made for ${path}`;
		const status = path.startsWith('/missing') ? 404 : 200;
		const type = { 'content-type': 'text/html' };
		if (status === 200) {
			const subject = { rule: { need: 'department' as const }, shown: [OWN] };
			request.store?.(
				await storeAnswer(new Headers(type), new TextEncoder().encode(text)),
				subject
			);
		}
		response.writeHead(status, type).end(text);
	};
	const cached = withCachedPages(pages, new HeldVersion(version, isStoring));
	const asked: Handler = (request: CachingRequest, response, next) => {
		request.reader = READERS[String(request.headers['x-reader'] ?? 'single')] ?? ANONYMOUS;
		return cached(request, response, next);
	};
	const listening = await listen(asked, readConfig({ PORT: '0' }));
	open.push(listening);
	return { ask: (path, init) => fetch(listening.url + path, init), made };
}

test('a page is made once for each address, path and query', async () => {
	const { ask, made } = await serve(async () => 1);
	for (const path of ['/', '/', '/?year=2022', '/', '/?year=2022']) {
		expect(await (await ask(path)).text()).toBe(`made for ${path}`);
	}
	expect(made).toEqual(['GET /', 'GET /?year=2022']);
});

test('a kept page carries the headers of every answer', async () => {
	const { ask } = await serve(async () => 1);
	await ask('/');
	const { headers } = await ask('/');
	expect(Object.fromEntries(headers)).toMatchObject(FIXED_HEADERS);
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(headers.get('content-encoding')).toBe('gzip');
});

test('a reader that has the page gets no body', async () => {
	const { ask } = await serve(async () => 1);
	await ask('/');
	const etag = (await ask('/')).headers.get('etag') ?? '';
	const again = await ask('/', { headers: { 'if-none-match': etag } });
	expect([again.status, await again.text()]).toEqual([304, '']);
});

test('a kept page is sent to those alone who may read it, and look as far as the first', async () => {
	const { ask, made } = await serve(async () => 1);
	const askAs = (reader: string) => ask('/', { headers: { 'x-reader': reader } });
	const before = async (reader: string) => {
		const count = made.length;
		await askAs(reader);
		return made.length === count ? 'kept' : 'made';
	};
	const readers = ['own', 'division', 'own', 'other', 'nobody', 'all', 'all', 'single'];
	const answers = [];
	for (const reader of readers) answers.push(`${reader} ${await before(reader)}`);
	expect(answers).toEqual([
		'own made',
		'division kept',
		'own kept',
		'other made',
		'nobody made',
		'all made',
		'all kept',
		'single made'
	]);
});

test('a kept page is sent to those alone who chose light or dark alike', async () => {
	const { ask, made } = await serve(async () => 1);
	for (const cookie of ['', 'appearance=dark', 'appearance=light', 'appearance=dark', ''])
		await ask('/', { headers: { cookie } });
	expect(made).toHaveLength(3);
});

test('pages are made anew after an import', async () => {
	let version = 1;
	const { ask, made } = await serve(async () => version);
	await ask('/');
	version = 2;
	await ask('/');
	expect(made).toHaveLength(2);
});

test.each([
	['what is not there', '/missing', 'GET'],
	['what is sent', '/', 'POST'],
	['a question for the head', '/', 'HEAD']
])('%s is never kept', async (_name, path, method) => {
	const { ask, made } = await serve(async () => 1);
	await ask(path, { method });
	await ask(path, { method });
	expect(made).toEqual([`${method} ${path}`, `${method} ${path}`]);
});

test('where the data version cannot be read, the page says why', async () => {
	const { ask, made } = await serve(() => Promise.reject(new Error('database is gone')));
	await ask('/');
	expect((await ask('/')).status).toBe(200);
	expect(made).toHaveLength(2);
});

test('while a hand-in is stored a page is kept over versions, until it is whole or anybody acts', async () => {
	let [version, isStoring] = [1, false];
	const { ask, made } = await serve(
		async () => version,
		async () => isStoring
	);
	const makes = async () => {
		const before = made.length;
		await (await ask('/')).text();
		return made.length > before;
	};
	expect(await makes()).toBe(true);
	isStoring = true;
	for (version of [2, 3]) expect(await makes()).toBe(false);
	for (const path of ['/hand-in/0a?/confirm', '/login'])
		await (await ask(path, { method: 'POST' })).text();
	await ask('/missing', { method: 'HEAD' });
	expect(await makes()).toBe(false);
	await (await ask('/missing', { method: 'POST' })).text();
	expect(await makes()).toBe(true);
	version = 4;
	expect(await makes()).toBe(false);
	isStoring = false;
	expect(await makes()).toBe(true);
});

test('a data version is held no longer than it may be', async () => {
	vi.useFakeTimers({ toFake: ['performance'] });
	let version = 1;
	const held = new HeldVersion(
		async () => version,
		async () => true,
		40
	);
	expect(await held.now()).toBe(1);
	version = 2;
	expect(await held.now()).toBe(1);
	vi.advanceTimersByTime(60);
	expect(await held.now()).toBe(2);
	version = 3;
	expect(await held.now(), 'the next change is held anew').toBe(2);
});
