/** The document with a chapter for every department, read again by the product's own reader of Word files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { exportFile } from '#lib/server/exports/file.ts';
import { importDemo, type DemoLedger } from '../api/demo-ledger.ts';

let ledger: DemoLedger;

beforeAll(async () => {
	ledger = await importDemo();
	process.env.DATABASE_URL = `file:${ledger.path}`;
});

afterAll(async () => {
	await ledger.close();
});

async function compendium(query: string) {
	const url = new URL(`http://ledger.example/exports/compendium.docx${query}`);
	const file = await exportFile('compendium.docx', url);
	if (!file || typeof file.body === 'string') throw new Error('no document');
	return { name: file.name, ...(await readDocument(file.body, file.name)) };
}

test('has a chapter for every department of the kind, with its figures and years', async () => {
	const { name, blocks } = await compendium('?year=2022&kind=学校');
	expect(name).toBe('示例市2022年学校整体支出绩效自评情况汇编.docx');
	const text = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
	const tables = blocks.filter((block) => block.kind === 'table');
	expect(text[0]).toBe('示例市2022年学校整体支出绩效自评情况汇编（演示数据）');
	const schools = text.filter((line) => line.startsWith('第') && line.endsWith('中学'));
	expect(schools.length).toBeGreaterThan(2);
	expect(text.filter((line) => line === '历年数据')).toHaveLength(tables.length / 2);
	const first = tables[0]?.rows.flat().map((cell) => cell.text) ?? [];
	expect(first.slice(0, 5)).toEqual(['项目', '数额', '比上年', '来源', '支出合计']);
	expect(first[5]).toMatch(/^[\d,.]+(?:万|亿)元$/);
});

test('says on its cover that the data are made up, and the data version', async () => {
	const { blocks } = await compendium('?year=2022&kind=学校');
	const text = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
	expect(text).toContain('地区：示例市（演示数据）');
	expect(text.find((line) => line.startsWith('数据版本：'))).toMatch(/^数据版本：第\d+版/);
});
