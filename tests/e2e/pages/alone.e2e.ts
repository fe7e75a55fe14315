/** One report, one department, no year before: what cannot be compared is said, and no count of nobody is read. */
import { expect, inject, test } from 'vitest';
import { ask } from '../ask.ts';
import { pathsOf, REAL } from './paths.ts';

/** The text of the page without its drawings, as a reader meets it. */
async function textOf(path: string): Promise<string> {
	const { status, body } = await ask(inject('baseUrl'), path);
	expect(status).toBe(200);
	const [main = ''] = /<main[^]*<\/main>/.exec(body) ?? [];
	return main
		.replaceAll(/<svg[^]*?<\/svg>|<option[^]*?<\/option>/g, '')
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/\s+/g, ' ');
}

test.for(pathsOf(REAL))('%s counts nobody and compares with nobody', async (path) => {
	const text = await textOf(path);
	expect(text).not.toMatch(/(?<!\d)0家/);
	// 口径 explains the words; no other page uses them where there is nothing to compare with.
	if (!path.startsWith('/definitions')) expect(text).not.toMatch(/同口径|两年均计入/);
});

test.for([
	['/', '无上年数据'],
	['/', '没有应报清单'],
	['/balances', '各部门都没有上年报告，尚无法与上年比较'],
	['/scores', '1家部门自评得分94分；自评表与评分表得分不一致'],
	['/compare', '2021年只有人民政府口岸管理办公室报送，没有可与之对比的部门。'],
	['/compare', '不可比'],
	['/departments/auto-port-office', '本年没有其他部门报送，位次不可比。'],
	['/departments/auto-port-office', '没有可比较的部门和上年数据，不可比。'],
	['/', '只有1家部门报送，没有可比较的部门，不可比。']
] as const)('%s says “%s”', async ([path, words]) => {
	expect(await textOf(`${path}?area=${REAL.code}`)).toContain(words);
});
