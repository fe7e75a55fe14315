import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBytes } from '#lib/server/import/read-file.ts';
import { findFiles } from '#lib/server/import/files.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

function write(name: string): string {
	const path = join(folder, name);
	mkdirSync(join(path, '..'), { recursive: true });
	writeFileSync(path, 'content');
	return path;
}

function found(...paths: string[]) {
	return findFiles(paths).map(({ path, issue }) => [relative(folder, path), issue?.code ?? null]);
}

test('finds files in the order of their paths, each once', () => {
	for (const name of ['b.docx', 'a/2021/x.docx', 'a/2020/x.docx', 'c.csv']) write(name);
	expect(found(folder, join(folder, 'b.docx'))).toEqual([
		['a/2020/x.docx', null],
		['a/2021/x.docx', null],
		['b.docx', null],
		['c.csv', null]
	]);
	expect(findFiles([join(folder, 'a')])[0]?.folder_names).toEqual(['a', '2020']);
});

test('passes over what is no report, with one line each', () => {
	for (const name of ['~$a.docx', '.DS_Store', 'Thumbs.db', 'notes.md', 'a.docx']) write(name);
	symlinkSync('/etc/hostname', join(folder, 'link.docx'));
	symlinkSync('/etc', join(folder, 'outside'));
	execFileSync('mkfifo', [join(folder, 'pipe.docx')]);
	expect(found(folder)).toEqual([
		['.DS_Store', 'system_file'],
		['Thumbs.db', 'system_file'],
		['a.docx', null],
		['link.docx', 'symbolic_link'],
		['notes.md', 'not_a_report'],
		['outside', 'symbolic_link'],
		['pipe.docx', 'not_a_file'],
		['~$a.docx', 'owner_file']
	]);
});

test('a named path that is not there is a failure, a named device is passed over', () => {
	const [missing, device] = findFiles([join(folder, 'none.docx'), '/dev/null']);
	expect(missing?.issue).toMatchObject({
		severity: 'error',
		message: `找不到“${join(folder, 'none.docx')}”；请检查路径是否写对。`
	});
	expect(device?.issue).toMatchObject({ code: 'not_a_file', severity: 'warning' });
});

test('a file with a name of 255 bytes and twins in NFC and NFD are files', () => {
	write(`${'长'.repeat(83)}.docx`);
	write('e\u0301.docx');
	write('\u00e9.docx');
	expect(found(folder).every(([, issue]) => issue === null)).toBe(true);
});

test('a file above the limit is refused unread', () => {
	const path = write('large.csv');
	truncateSync(path, 1024 ** 3);
	expect(() => readBytes(path)).toThrow(
		'文件有 1024 MB，上限是 64 MB，未读取；请删去图片等无关内容，或按年度拆开后再导入。'
	);
});

test('a file that is gone when its turn comes is said in a sentence', () => {
	expect(() => readBytes(join(folder, 'gone.docx'))).toThrow(
		'文件不能读取（ENOENT）；请检查权限后再导入。'
	);
});
