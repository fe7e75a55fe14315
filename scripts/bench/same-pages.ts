/**
 * Compares the pages, exports and API answers of two running servers, e.g. of two builds on the same bundled data.
 * usage: node scripts/bench/same-pages.ts URL_BEFORE URL_AFTER
 * Follows links from the overview. Prints every address whose answers differ, with the first difference.
 */
import { argv } from 'node:process';

const [before = '', after = ''] = argv.slice(2);
/** A city with its departments, years and filters has more addresses than are worth comparing. */
const MOST = 600;
/** Replaces parts that differ between two imports of the same data: times, and names of built files, which hold a hash. */
const VARYING =
	/\d{4}-\d\d-\d\dT[\d:.]+Z|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d{4}年\d{1,2}月\d{1,2}日(?: \d\d:\d\d)?|[\w.-]+\.[\w-]{8}\.(?:js|css)|svelte-[a-z0-9]+|s-[\w-]{12}/g;

async function textOf(site: string, path: string): Promise<string> {
	const response = await fetch(site + path, { redirect: 'manual' });
	return `${response.status}\n${(await response.text()).replaceAll(site, '').replace(VARYING, '·')}`;
}

function linksOf(html: string): string[] {
	return [...html.matchAll(/href="(\/[^"#]*)"/g)]
		.map(([, link = '']) => link.replaceAll('&amp;', '&'))
		.filter((link) => !link.startsWith('/_app/') && !/\.(xlsx|docx)(\?|$)/.test(link));
}

function firstDifference(a: string, b: string): string {
	const at = [...a].findIndex((character, index) => character !== b[index]);
	const from = Math.max(0, at - 60);
	return `\n  before: ${a.slice(from, at + 100)}\n  after:  ${b.slice(from, at + 100)}`;
}

const queue = ['/'];
const seen = new Set(queue);
let differing = 0;
for (let index = 0; index < queue.length && index < MOST; index++) {
	const path = queue[index] ?? '';
	const [a, b] = await Promise.all([textOf(before, path), textOf(after, path)]);
	if (a !== b) {
		differing += 1;
		console.log(`${path}: ${firstDifference(a, b)}`);
	}
	for (const link of linksOf(a)) {
		if (seen.has(link)) continue;
		seen.add(link);
		queue.push(link);
	}
}
console.log(`${Math.min(queue.length, MOST)} addresses compared, ${differing} differ`);
if (differing > 0) process.exitCode = 1;
