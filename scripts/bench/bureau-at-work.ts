/**
 * Measures pages while a bureau is at work: readers open pages, others hand in Word reports and confirm them. Beside each
 * page a bare server is asked, which shows what the machine itself takes. Needs `npm run build` first:
 * `node scripts/bench/bureau-at-work.ts [READERS] [SENDERS] [FILES] [cold]`, by default 20, 5 and 100 files a sender;
 * with `cold` no page was opened before.
 */
import { readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { allFilings } from '../demo/filing/filings.ts';
import { reportBytes } from '../demo/documents/word-report.ts';
import { PROFILES } from '../demo/documents/department-texts.ts';
import { quantile, round, sayMachine, scratchFolder } from './measure.ts';
import { DEMO_AREA, DEMO_PATHS, DEMO_YEARS } from './page-list.ts';
import { bundledDatabase, type MeasuredServer, startMeasured, startPlain } from './server.ts';

const [readers = 20, senders = 5, files = 100] = process.argv.slice(2).map(Number);
const BOUNDARY = 'mingzhang';

sayMachine();
const server = await startMeasured(await bundledDatabase(scratchFolder()));
const plain = await startPlain(4_000);
const pages: number[] = [];
const floor: number[] = [];
const errors: string[] = [];
let memory = 0;
let over = false;
await measure();
await Promise.all([server.stop(), plain.stop()]);

async function measure(): Promise<void> {
	const forms = Array.from({ length: senders }, (_, at) => formOf(at));
	// The server has been running since the morning: every page was opened before.
	const opened = process.argv[5] === 'cold' ? [] : DEMO_YEARS;
	for (const year of opened) for (const path of DEMO_PATHS) await ask(addressOf(path, year), null);
	const begin = performance.now();
	const reading = Array.from({ length: readers }, (_, at) => read(at));
	await Promise.all(forms.map(send));
	const seconds = (performance.now() - begin) / 1000;
	over = true;
	await Promise.all(reading);
	sayMachine();
	const line = (times: readonly number[]) => ({
		requests: times.length,
		p50_ms: round(quantile(times, 0.5)),
		p95_ms: round(quantile(times, 0.95)),
		p99_ms: round(quantile(times, 0.99))
	});
	console.table({ pages: line(pages), 'bare server': line(floor) });
	console.log(
		`${senders} × ${files} files stored in ${round(seconds)} s by ${round(server.cpu())} s of the server`
	);
	console.log(
		`server at most ${round(memory, 0)} MB, ${errors.length} errors`,
		...errors.slice(0, 5)
	);
	if (errors.length > 0) process.exitCode = 1;
}

function addressOf(path: string, year: number): string {
	return `${server.url}${path}?area=${DEMO_AREA}&year=${year}`;
}

/** Looks at one page after another, with a pause of 200 to 800 ms between them. */
async function read(first: number): Promise<void> {
	for (let at = first; !over; at += 7) {
		const address = addressOf(
			DEMO_PATHS[at % DEMO_PATHS.length] ?? '/',
			DEMO_YEARS[at % DEMO_YEARS.length] ?? 0
		);
		await timed(plain.url, floor);
		const status = await timed(address, pages);
		if (status !== 200) errors.push(`${status} ${address}`);
		memory = Math.max(memory, residentMb(server));
		await sleep(200 + Math.random() * 600);
	}
}

interface Answer {
	status: number | undefined;
	headers: IncomingHttpHeaders;
	text: string;
}

/** By a connection of its own: one that is kept may be closed by the server at the moment at which it is used again. */
function ask(url: string, sent: { type: string; body: Buffer | string } | null): Promise<Answer> {
	const method = sent ? 'POST' : 'GET';
	const type = sent ? { origin: server.url, 'content-type': sent.type } : {};
	const headers = { accept: 'text/html', 'accept-encoding': 'identity', ...type };
	return new Promise((resolve, reject) => {
		const asked = request(url, { method, headers, agent: false }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('end', () => {
				const text = Buffer.concat(pieces).toString('utf8');
				resolve({ status: response.statusCode, headers: response.headers, text });
			});
		});
		asked.on('error', reject).end(sent?.body);
	});
}

/** Adds the milliseconds to the last byte; returns the status. */
async function timed(url: string, times: number[]): Promise<number | undefined> {
	const begin = performance.now();
	const { status } = await ask(url, null);
	times.push(performance.now() - begin);
	return status;
}

function residentMb({ pid }: MeasuredServer): number {
	const told = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(told) / 1024;
}

/** Reports of made-up departments for years that nobody has filed, as a browser sends them. */
function formOf(sender: number): Buffer {
	const [wording] = Object.values(PROFILES);
	const known = allFilings().filter(({ year }) => year === 2022);
	const parts = Array.from({ length: files }, (_, at) => {
		const filing = known[at % known.length];
		if (!filing || !wording) throw new Error('the demo has no filings');
		const year = 2000 + sender * 3 + Math.floor(at / known.length);
		const short = filing.department.name.replace(/^示例市/, '市');
		const { code } = filing.department;
		if (!PROFILES[code]) Object.assign(PROFILES, { [code]: { ...wording, short } });
		const bytes = reportBytes({ ...filing, year, filed_on: `${year + 1}-03-01`, oddities: [] });
		const name = `${filing.department.code}-${year}.docx`;
		const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${DEMO_AREA}/${year}/${name}"\r\n\r\n`;
		return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]);
	});
	return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

async function send(form: Buffer): Promise<void> {
	const sent = { type: `multipart/form-data; boundary=${BOUNDARY}`, body: form };
	const { headers, status } = await ask(`${server.url}/hand-in?/send`, sent);
	const address = server.url + (headers.location ?? '');
	if (status !== 303) errors.push(`sent: ${status}`);
	for (;;) {
		const mark = /name="mark" value="([0-9a-f]+)"/.exec(await settled(address))?.[1] ?? '';
		const confirm = { type: 'application/x-www-form-urlencoded', body: `mark=${mark}` };
		const confirmed = await ask(`${address}?/confirm`, confirm);
		// What it was compared with has changed meanwhile: it is read once more.
		if (confirmed.status === 409) continue;
		if (confirmed.status !== 303) errors.push(`confirmed: ${confirmed.status}`);
		break;
	}
	if (!(await settled(address)).includes('已入库')) errors.push(`not stored: ${address}`);
}

/** The page of a hand-in, once nothing is being done to it. */
async function settled(address: string): Promise<string> {
	for (;;) {
		const { headers, text } = await ask(address, null);
		if (headers.refresh === undefined) return text;
		await sleep(500);
	}
}
