import { expect, test } from 'vitest';
import { OwnMarkup } from '#lib/charts/own-markup.ts';
import { markServerOnly } from '#lib/server-only-data.ts';
import { transport } from '../src/hooks.ts';

const encoders = Object.values(transport).map(({ encode }) => encode);
const isEncoded = (value: unknown) => encoders.some((encode) => Boolean(encode(value)));

test.each(['<svg>1</svg>', ''])('a drawing %j that is sent as data comes as a drawing', (text) => {
	const encoded: unknown = transport.OwnMarkup?.encode(new OwnMarkup(text));
	expect(encoded).toBeTruthy();
	expect(transport.OwnMarkup?.decode(encoded)).toEqual(new OwnMarkup(text));
	expect(transport.OwnMarkup?.encode({ text: '<svg>1</svg>' })).toBe(false);
});

test('data of a page that does not hydrate is not sent; the original, which others share, is', () => {
	const rows = [1];
	const marked = markServerOnly({ rows, unit: '万元', kind: null });
	expect(marked).toEqual({ rows, unit: '万元', kind: null });
	expect([isEncoded(marked.rows), isEncoded(rows), isEncoded('万元')]).toEqual([
		true,
		false,
		false
	]);
});
