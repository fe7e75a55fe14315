import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, sentFiles } from '#lib/server/hand-in/multipart.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Buffer, boundary: string, size = 7): Promise<[string, string][]> {
	const found: [string, string][] = [];
	for await (const { filename, read } of sentFiles(inPieces(bytes, size), boundary)) {
		const pieces: Buffer[] = [];
		for (let piece = await read(); piece !== null; piece = await read()) pieces.push(piece);
		found.push([filename, Buffer.concat(pieces).toString('latin1')]);
	}
	return found;
}

/** As a browser writes the form; Node's own is the reference. */
async function formOf(files: readonly (readonly [string, Uint8Array])[]) {
	const form = new FormData();
	form.append('note', 'a field');
	for (const [name, bytes] of files) form.append('files', new Blob([bytes as never]), name);
	const request = new Request('http://x/', { method: 'POST', body: form });
	const boundary = boundaryOf(request.headers.get('content-type')) ?? '';
	return { boundary, bytes: Buffer.from(await request.arrayBuffer()) };
}

test('every file of a form is read as it was sent, however it arrives', async () => {
	const name = fc
		.string({ minLength: 1, unit: 'grapheme' })
		.map((text) => `${text.replace(/[\r\n\0]/g, '')}.docx`);
	const content = fc.oneof(
		fc.uint8Array({ maxLength: 300 }),
		fc.constantFrom('\r\n--', '--', '\r\n\r\n', '').map((text) => Buffer.from(text))
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(name, content), { maxLength: 5 }),
			fc.integer({ min: 1, max: 200 }),
			async (files, size) => {
				const { boundary, bytes } = await formOf(files);
				const expected = files.map(([file, of]) => [file, Buffer.from(of).toString('latin1')]);
				expect(await readAll(bytes, boundary, size)).toEqual(expected);
			}
		)
	);
});

describe('a form', () => {
	test('of which a file is not wanted goes on behind it', async () => {
		const files = ['a', 'b', 'c'].map((name) => [name, Buffer.alloc(1000, name)] as const);
		const { boundary, bytes } = await formOf(files);
		const names: string[] = [];
		for await (const { filename, read } of sentFiles(inPieces(bytes, 64), boundary)) {
			names.push(filename);
			if (filename === 'b') await read();
		}
		expect(names).toEqual(['a', 'b', 'c']);
	});

	test('that is cut off anywhere is an error', async () => {
		const { boundary, bytes } = await formOf([['a', Buffer.alloc(50, 'x')]]);
		for (let length = 0; length < bytes.length - 4; length += 5)
			await expect(readAll(bytes.subarray(0, length), boundary)).rejects.toThrow('cut off');
	});

	test('whose part has no end of its head is an error', async () => {
		const bytes = Buffer.from(`--b\r\n${'x'.repeat(20_000)}`);
		await expect(readAll(bytes, 'b', 4096)).rejects.toThrow('too long');
	});

	test.each([
		[null, null],
		['text/plain', null],
		['application/x-www-form-urlencoded', null],
		['multipart/form-data', null],
		['multipart/form-data; boundary=abc', 'abc'],
		['Multipart/Form-Data; charset=utf-8; boundary="a b"', 'a b']
	])('of type %s has the boundary %s', (type, boundary) => {
		expect(boundaryOf(type)).toBe(boundary);
	});
});
