/** Every page and file of the demonstration speaks in the words of docs/glossary.md, and names departments within the city. */
import { describe, expect, inject, test } from 'vitest';
import { href } from '#lib/links.ts';
import { openZip } from '#lib/documents/archive/zip.ts';
import { openXlsx } from '../../server/exports/opened.ts';
import { ask } from '../ask.ts';
import { readText, RETIRED, retiredIn } from '../words.ts';
import { DEMO, pathsOf } from './paths.ts';

const YEARS = ['2017', '2019', '2023'];

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

const FILES = [
	'overview',
	'changes',
	'departments',
	'structure',
	'three-public',
	'balances',
	'scores',
	'outliers',
	'compare',
	'findings',
	'filings',
	'definitions',
	'questions',
	'brief',
	'reassessments',
	'corrections',
	'department/701'
];

/** The bytes of a file whose name says what it is, as a reader saves it. */
async function fetchFile(path: string): Promise<Uint8Array> {
	const answer = await fetch(new URL(path, inject('baseUrl')));
	expect(answer.status).toBe(200);
	expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toMatch(
		/示例市.*\.(csv|xlsx|docx)$/
	);
	return new Uint8Array(await answer.arrayBuffer());
}

describe('files', () => {
	test.for(FILES)('%s.csv', async (what) => {
		const body = new TextDecoder().decode(await fetchFile(`/exports/${what}.csv?year=2019`));
		expect(retiredIn(body)).toEqual([]);
		expect(body).toContain('演示数据');
	});

	test.for(FILES)('%s.xlsx', async (what) => {
		const sheets = await openXlsx(await fetchFile(`/exports/${what}.xlsx?year=2019`));
		const texts = [...sheets].flatMap(([name, rows]) => [name, ...rows.flat().map(String)]);
		// The method is explained there, with the name that statistics give it.
		const isMethod = what === 'definitions';
		expect(
			texts.flatMap((text) => (isMethod && text.includes('修正z值') ? [] : retiredIn(text)))
		).toEqual([]);
		expect(texts[1]).toMatch(/（演示数据）$/);
		for (const rows of sheets.values()) expect(rows.length).toBeGreaterThan(0);
	});

	test.for([
		`compendium.docx?year=2019&kind=${encodeURIComponent('学校')}`,
		'return-slip/701.docx?year=2019'
	])('%s', async (what) => {
		const file = openZip(await fetchFile(`/exports/${what}`));
		const text = readText(new TextDecoder().decode(file.read('word/document.xml')));
		expect(retiredIn(text)).toEqual([]);
		expect(text).toContain('演示数据');
	});
});

describe('messages of the API', () => {
	test.for([
		'changes?year=0',
		'changes?measure=x',
		'outliers?threshold=1',
		'departments?limit=-1',
		'nothing',
		'departments?area=1',
		'structure?sort=x',
		'findings?rule=x',
		'filings?status=x',
		'figures?basis=x',
		'scores?kind=x',
		'overview?base=x'
	])('%s', async (path) => {
		const { body, status } = await ask(inject('baseUrl'), `/api/v1/${path}`);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body).toMatch(/[\u4e00-\u9fff]/);
		expect(retiredIn(body)).toEqual([]);
	});
});
