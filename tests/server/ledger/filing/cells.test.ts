import { expect, test } from 'vitest';
import type { Place } from '#lib/documents/place.ts';
import { placeFromText, placeToText } from '#lib/server/ledger/filing/cells.ts';
import { cellPlace } from '../samples.ts';

function field(column_label: string | null): Place {
	return { kind: 'field', line: 200_001, column: 28, column_label };
}

const TEXTS: [Place, string][] = [
	[field('收入合计（万元）'), '200001:28:收入合计（万元）'],
	[field(null), '200001:28'],
	[field(''), '200001:28:'],
	[field('a:1\n"{'), '200001:28:a:1\n"{'],
	[cellPlace(2, 3), JSON.stringify(cellPlace(2, 3))],
	[
		{ kind: 'sheet', sheet: '1:2', cell: 'B2', column_label: null },
		'{"kind":"sheet","sheet":"1:2","cell":"B2","column_label":null}'
	],
	[
		{ kind: 'text', paragraph: 1, start: 0, end: 4 },
		'{"kind":"text","paragraph":1,"start":0,"end":4}'
	]
];

test.each(TEXTS)('%j is kept as %s', (place, text) => {
	expect(placeToText(place)).toBe(text);
	expect(placeFromText(text)).toEqual(place);
});
