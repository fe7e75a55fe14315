import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copiedRows } from '#lib/answers/findings/copied.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { listCopiedTexts } from '#lib/server/questions/findings/copied-texts.ts';
import { FIXTURES, Workspace } from '../import/workspace.ts';

let workspace: Workspace;
beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

test('a report under another department’s name is found, with both places', async () => {
	const report = readFileSync(`${FIXTURES}/port-office-2021.txt`, 'utf8');
	workspace.write('a.txt', report);
	workspace.write('b.txt', report.replaceAll('口岸', '商贸').replaceAll('1206.04', '1206.05'));
	const { summary } = await workspace.import([workspace.path('')]);
	expect(summary).toMatchObject({ stored: 2, failed: 0 });
	const db = openReader(workspace.database);
	const { pairs } = await listCopiedTexts(db, '995350', 2021);
	await db.destroy();
	expect(pairs.map(({ a }) => a.kind)).toEqual(expect.arrayContaining(['problems', 'measures']));
	for (const { a, b, share } of pairs) {
		expect(share).toBeGreaterThan(0.75);
		expect(a.owner).not.toBe(b.owner);
		expect([a.place, b.place]).not.toContain(null);
	}
	const [row] = copiedRows(pairs);
	expect(row?.a.href).toMatch(/^\/sources\/\d+\?at=(?:text|cell)-/);
	expect(row?.b.href).not.toBe(row?.a.href);
});

test('reports of text alone, without known parts, are compared as a whole', async () => {
	const own = [
		'年内承办大型活动九场，接待来宾四千余人次，场馆设施全年无重大故障，消防演练按季度开展并留存影像资料。',
		'会展季结束后组织供应商座谈，调整了安保与保洁的外包比例，节约的费用用于更换老旧照明与无障碍通道改造。',
		'年末对照目标逐条自查，个别活动档期因天气顺延，相应尾款跨年支付，拟于次年一季度前结清并完成归档。'
	].join('\n');
	const report = (name: string, words: string) =>
		`示例市${name}2022年度部门整体支出绩效自评报告\n一、部门概况\n（一）人员情况。中心核定编制89名，年末实有在职85人。\n二、支出情况\n2022年基本支出330.01万元，其中：人员经费280.43万元，公用经费49.58万元。${words}\n`;
	workspace.write('a.txt', report('金融中心', own));
	workspace.write('b.txt', report('会展中心', own));
	workspace.write('c.txt', report('档案馆', '项目支出353.31万元。'));
	const { summary } = await workspace.import([workspace.path('')]);
	expect(summary).toMatchObject({ stored: 3, failed: 0 });
	const db = openReader(workspace.database);
	const { code } = await db
		.selectFrom('jurisdiction')
		.select('code')
		.where('name', '=', '示例市')
		.executeTakeFirstOrThrow();
	const { pairs, departments } = await listCopiedTexts(db, code, 2022);
	await db.destroy();
	expect(departments).toBe(3);
	expect(pairs.map(({ a, b }) => [a.kind, a.name, b.name].join(' '))).toHaveLength(1);
	expect(new Set([pairs[0]?.a.name, pairs[0]?.b.name])).toEqual(
		new Set(['示例市金融中心', '示例市会展中心'])
	);
});
