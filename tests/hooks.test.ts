import { expect, test } from 'vitest';
import { SvgMarkup } from '#lib/charts/chart.ts';
import { markUnsent } from '#lib/unsent-data.ts';
import { transport } from '../src/hooks.ts';

const encoders = Object.values(transport).map(({ encode }) => encode);
const isEncoded = (value: unknown) => encoders.some((encode) => Boolean(encode(value)));

test('drawings are not sent twice, and hydrate to something that keeps the markup', () => {
	expect(isEncoded(new SvgMarkup('<svg>1</svg>'))).toBe(true);
	expect(transport.SvgMarkup?.decode(1)).toMatchObject({
		text: expect.stringMatching(/./) as string
	});
});

test('data of a page that does not hydrate is not sent; the original, which others share, is', () => {
	const rows = [1];
	const marked = markUnsent({ rows, unit: '万元', kind: null });
	expect(marked).toEqual({ rows, unit: '万元', kind: null });
	expect([isEncoded(marked.rows), isEncoded(rows), isEncoded('万元')]).toEqual([
		true,
		false,
		false
	]);
});
