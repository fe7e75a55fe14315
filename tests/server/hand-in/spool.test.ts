import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { previewPath, readPreview } from '#lib/server/hand-in/preview.ts';
import { spooledFiles, spoolFile } from '#lib/server/hand-in/spool.ts';

let outer: string;
let folder: string;
beforeEach(() => {
	outer = mkdtempSync(join(tmpdir(), 'spool-'));
	folder = join(outer, 'db-hand-ins', 'id');
});
afterEach(() => {
	rmSync(outer, { recursive: true });
});

function sent(filename: string, ...pieces: Buffer[]) {
	return { filename, read: async () => pieces.shift() ?? null };
}

describe('names that a browser may send', () => {
	test.each([
		['a.docx', 'a.docx'],
		['2023/教育局/a.docx', '2023/教育局/a.docx'],
		['C:\\报送\\a.docx', 'C:/报送/a.docx'],
		['../../../etc/passwd', 'etc/passwd'],
		['/etc/cron.d/x', 'etc/cron.d/x'],
		['..\\..\\a.docx', 'a.docx'],
		['a\u0000.docx', 'a.docx'],
		['报告\u202excod.exe', '报告xcod.exe'],
		['报\u200b告\u2060.docx', '报告.docx'],
		['<img src=x onerror=alert(1)>.docx', '<img src=x onerror=alert(1)>.docx'],
		['=HYPERLINK("x").docx', '=HYPERLINK("x").docx'],
		['../', '未命名'],
		['CON', 'CON'],
		[`${'长'.repeat(500)}.docx`, `${'长'.repeat(180)}…${'长'.repeat(14)}.docx`]
	])('%s', async (filename, path) => {
		await spoolFile(folder, sent(filename, Buffer.from('x')));
		expect(spooledFiles(folder).map((file) => file.path)).toEqual([path]);
		// Nothing lies anywhere else, nor under a name of the sender's.
		expect(readdirSync(outer)).toEqual(['db-hand-ins']);
		for (const name of readdirSync(folder)) expect(name).toMatch(/^[0-9a-f]{64}(\.json)?$/);
	});
});

test('a file that is too large is refused in a sentence, and its bytes are not kept', async () => {
	const piece = Buffer.alloc(8 * 1024 * 1024, 'x');
	await spoolFile(folder, sent('大.docx', ...Array.from({ length: 12 }, () => piece)));
	const [file] = spooledFiles(folder);
	expect(file).toMatchObject({
		bytes: 0,
		refused: expect.stringMatching(/“大.docx”未接收.*64 MB/) as string
	});
});

test('a file that is sent again takes the place of the former', async () => {
	await spoolFile(folder, sent('a.docx', Buffer.from('first')));
	await spoolFile(folder, sent('a.docx', Buffer.from('second')));
	expect(spooledFiles(folder).map(({ bytes }) => bytes)).toEqual([6]);
});

test('files of one form with the same path are all kept, each after the first numbered', async () => {
	const together = new Set<string>();
	for (const text of ['first', 'second', 'third'])
		await spoolFile(folder, sent('局/a.docx', Buffer.from(text)), together);
	expect(spooledFiles(folder).map(({ path, bytes }) => [path, bytes])).toEqual([
		['局/a (2).docx', 6],
		['局/a (3).docx', 5],
		['局/a.docx', 5]
	]);
});

test('what breaks off leaves nothing', async () => {
	const broken = { filename: 'a', read: () => Promise.reject(new Error('broken')) };
	await expect(spoolFile(folder, broken)).rejects.toThrow('broken');
	expect(readdirSync(folder)).toEqual([]);
});

test('what a stopped server left is no file', async () => {
	await spoolFile(folder, sent('a.docx', Buffer.from('x')));
	writeFileSync(join(folder, 'b'.repeat(64)), 'bytes without a description');
	writeFileSync(join(folder, 'c.part'), 'half');
	expect(spooledFiles(folder).map(({ name }) => name)).toEqual(['a.docx']);
	expect(existsSync(spooledFiles(folder)[0]?.at ?? '')).toBe(true);
});

test('what another process removes between the listing and the reading is left out', async () => {
	await spoolFile(folder, sent('a.csv', Buffer.from('x')));
	// A link to nothing is listed and cannot be read, as a description that has just been removed.
	symlinkSync(join(folder, 'gone'), join(folder, `${'0'.repeat(64)}.json`));
	symlinkSync(join(folder, 'gone'), previewPath(folder));
	expect(spooledFiles(folder).map(({ path }) => path)).toEqual(['a.csv']);
	expect(readPreview(folder)).toBeNull();
	rmSync(folder, { recursive: true });
	expect(spooledFiles(folder)).toEqual([]);
});
