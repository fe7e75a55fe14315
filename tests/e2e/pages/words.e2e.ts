/** Every page and file of the demonstration speaks in the words of docs/glossary.md, and names departments within the city. */
import { readFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { href } from '#lib/links.ts';
import { ask } from '../ask.ts';
import { DEMO, pathsOf } from './paths.ts';

const YEARS = ['2017', '2019', '2023'];

/** Words in the first column of the table of retired Chinese words; N stands for a number. */
const RETIRED = (() => {
	const [, table = ''] = readFileSync('docs/glossary.md', 'utf8').split('## Retired Chinese words');
	return [...table.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell = '']) =>
		[...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
	);
})();

/** As a reader sees it: without markup, scripts and the data of drawings. */
function readText(html: string): string {
	return html
		.replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<');
}

function retiredIn(text: string): string[] {
	return RETIRED.flatMap((word) => {
		const at = text.search(new RegExp(word.replace('+', '\\+').replace('N', '\\d')));
		return at < 0 ? [] : [text.slice(Math.max(0, at - 20), at + word.length + 20)];
	});
}

test('the list of retired words is read', () => {
	expect(RETIRED).toContain('依次是');
	expect(retiredIn('最高的依次是甲局，共70个部门')).toHaveLength(2);
});

const PATHS = YEARS.flatMap((year) => [
	...pathsOf({ ...DEMO, kind: null }).map((path) => `${path}&year=${year}`),
	href('/brief', { year, d: '701' }),
	href('/changes', { year, measure: 'three_public_total', by: 'component' }),
	href('/outliers', { year, threshold: '6' })
]);

/** Documents about one department bear its full name. */
const OF_ONE = /^\/(departments\/|brief\?.*d=)/;

describe('pages', () => {
	test.for(PATHS)('%s', async (path) => {
		const { body } = await ask(inject('baseUrl'), path);
		const text = readText(body);
		// The method is explained there, with the name that statistics give it.
		const isMethod = path.startsWith('/definitions');
		expect(retiredIn(isMethod ? text.replaceAll('修正z值', '') : text)).toEqual([]);
		if (OF_ONE.test(path)) return;
		const main = readText(/<main.*<\/main>/s.exec(body)?.[0] ?? '');
		const full = [
			...main.matchAll(
				/.{0,8}(?<!团)示例市[^\d年，。、：；（）\s]{0,8}(局|委员会|中学|学院|中心|办公室|馆)/g
			)
		];
		expect(full.map(([found]) => found)).toEqual([]);
	});
});

describe('files', () => {
	test.for(
		[
			'overview',
			'changes',
			'departments',
			'structure',
			'three-public',
			'balances',
			'scores'
		].concat(
			['outliers', 'compare', 'findings', 'filings', 'definitions', 'questions', 'brief'],
			['department/701']
		)
	)('%s.csv', async (what) => {
		const { body, status } = await ask(inject('baseUrl'), `/exports/${what}.csv?year=2019`);
		expect(status).toBe(200);
		expect(retiredIn(body)).toEqual([]);
	});
});
