import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileErrorSentence } from '#lib/commands/file-errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-files-'));
const file = join(folder, 'a.txt');
writeFileSync(file, 'a');
afterAll(() => rmSync(folder, { recursive: true }));

const lost = join(folder, 'lost', 'b.txt');
const advice = '请检查路径、权限和磁盘后重试。';

test.for<[name: string, act: () => void, sentence: string]>([
	[
		'a folder that is missing',
		() => writeFileSync(lost, ''),
		`文件“${lost}”不能读写：没有这个文件或文件夹。`
	],
	[
		'a folder in place of a file',
		() => writeFileSync(folder, ''),
		`文件“${folder}”不能读写：这是文件夹，应为文件。`
	],
	['a file in place of a folder', () => mkdirSync(file), `文件“${file}”不能读写：已有同名的文件。`],
	[
		'both ends of a copy',
		() => copyFileSync(file, lost),
		`文件“${file}”、“${lost}”不能读写：没有这个文件或文件夹。`
	]
])('%s', ([, act, sentence]) => {
	expect(fileErrorSentence(errorOf(act))).toBe(sentence + advice);
});

test.for([new TypeError('x'), Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'x'])(
	'%s is no matter of files',
	(error) => {
		expect(fileErrorSentence(error)).toBeNull();
	}
);

function errorOf(act: () => void): unknown {
	try {
		act();
	} catch (error) {
		return error;
	}
	throw new Error('it must fail');
}
