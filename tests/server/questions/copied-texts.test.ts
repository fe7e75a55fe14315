import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { copiedRows } from '#lib/answers/findings/copied.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { listCopiedTexts } from '#lib/server/questions/copied-texts.ts';
import { FIXTURES, Workspace } from '../import/workspace.ts';

vi.setConfig({ testTimeout: 60_000 });

const workspace = new Workspace();
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
	const pairs = await listCopiedTexts(db, '990001', 2021);
	await db.destroy();
	expect(pairs.map(({ a }) => a.kind)).toEqual(expect.arrayContaining(['problems', 'measures']));
	for (const { a, b, share } of pairs) {
		expect(share).toBeGreaterThan(0.75);
		expect(a.owner).not.toBe(b.owner);
		expect([a.place, b.place]).not.toContain(null);
	}
	const [row] = copiedRows(pairs, { area: '990001', year: 2021 });
	expect(row?.a_text.href).toMatch(/^\/sources\/\d+\?at=(?:text|cell)-/);
	expect(row?.b_text.href).not.toBe(row?.a_text.href);
});
