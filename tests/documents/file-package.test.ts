import { expect, test } from 'vitest';
import { packedFiles } from '#lib/documents/archive/file-package.ts';
import { p, writeDocx } from './docx-file.ts';
import { refusalOf } from './refusal.ts';
import { writeZip } from './zip-file.ts';

test('lists the files of a package with their folders, in the order of their paths', () => {
	const files = packedFiles(
		writeZip([
			{ name: 'b.docx', data: 'B' },
			{ name: '2018/x/a.docx', data: 'A' },
			{ name: '2018/', data: '' },
			{ name: '__MACOSX/2018/._a.docx', data: '' }
		])
	);
	expect(
		files?.map((file) => [...file.folders, file.name, Buffer.from(file.read()).toString()])
	).toEqual([
		['2018', 'x', 'a.docx', 'A'],
		['b.docx', 'B']
	]);
});

test('goes through packages in a package, three deep, and leaves one that is damaged as a file', () => {
	const pack = (name: string, data: Uint8Array | string) => writeZip([{ name, data }]);
	const deep = pack('x/c.zip', pack('d.zip', pack('e.txt', 'E')));
	const files = packedFiles(
		writeZip([
			{ name: 'a.zip', data: deep },
			{ name: 'b.zip', data: 'no package' }
		])
	);
	expect(files?.map((file) => [...file.folders, file.name].join('/'))).toEqual([
		'a/x/c/d.zip',
		'b.zip'
	]);
});

test('a document is no package, and other bytes are none', () => {
	expect(packedFiles(writeDocx(p('a')))).toBeNull();
	expect(packedFiles(Buffer.from('name,value'))).toBeNull();
});

test.each(['../a.docx', '/etc/a.docx', 'C:/a.docx', 'x/..\\a.docx'])(
	'refuses the path %s',
	(name) => {
		const { code, message } = refusalOf(() => packedFiles(writeZip([{ name, data: '' }])));
		expect(code).toBe('zip_unsafe_path');
		expect(message).toContain('指向压缩包之外');
	}
);
