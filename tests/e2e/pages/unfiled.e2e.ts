/** A year in which departments have to file and none has: nothing is said of it that would take a report. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ask } from '../ask.ts';
import { serveCopy } from '../own-server.ts';

const server = serveCopy(async ({ folder, ledger }) => {
	const list = join(folder, 'expected.csv');
	writeFileSync(
		list,
		'jurisdiction,department_code,fiscal_year,due_on\n999900,101,2024,2099-03-31\n'
	);
	const importer = join(PROJECT_ROOT, 'scripts/import.ts');
	expect(spawnSync(process.execPath, [importer, list, '--db', ledger]).status).toBe(0);
});

async function mainOf(path: string): Promise<string> {
	const { status, body } = await ask(server.url, `${path}?area=999900&year=2024`);
	expect(status).toBe(200);
	const main = /<main[^]*<\/main>/.exec(body)?.[0] ?? '';
	return main.replace(/<[^>]*>/g, ' ');
}

const NOT_YET = '2024年尚未收到报告';

test('the overview says who has to file, and neither that nothing stands out nor that one has filed', async () => {
	const text = await mainOf('/');
	expect(text).toContain('应报1家，实报0家');
	expect(text).toContain(NOT_YET);
	for (const untrue of ['只有1家部门报送', '没有不符和提示事项', '缺少计算所需数据', '重点关注'])
		expect(text).not.toContain(untrue);
});

test.each(['/outliers', '/changes', '/departments', '/corrections', '/questions'])(
	'%s says it once',
	async (path) => {
		expect((await mainOf(path)).split(NOT_YET)).toHaveLength(2);
	}
);

test.each(['/departments/101', '/departments/101/round'])(
	'%s says once that the department has not filed',
	async (path) => {
		expect((await mainOf(path)).match(/(?:尚未|没有)收到/g)).toHaveLength(1);
	}
);
