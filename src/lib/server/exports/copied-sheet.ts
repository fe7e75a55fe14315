import type { CopiedPair } from '#lib/comparison/copied-text.ts';
import { describePlace } from '#lib/documents/place.ts';
import { COMPARED_PARTS } from '#lib/catalogue/copied-text.ts';
import type { PartText } from '../questions/findings/copied-texts.ts';
import type { Sheet } from './sheet.ts';
import { text, year as yearColumn } from './tables.ts';

/** Two departments with the same text in a row, both texts whole. */
export function copiedSheet(pairs: readonly CopiedPair<PartText>[], year: number): Sheet {
	return {
		name: '文字雷同',
		columns: [
			yearColumn(),
			text('部分'),
			{ name: '相同文字占比', unit: '', format: 'ratio' },
			...['部门编码', '部门', '位置', '原文'].map(text),
			...['另一部门编码', '另一部门', '另一位置', '另一原文'].map(text)
		],
		rows: pairs.map(({ a, b, share }) => [
			year,
			COMPARED_PARTS[a.kind],
			share,
			...sideOf(a),
			...sideOf(b)
		])
	};
}

function sideOf({ code, name, place, text: whole }: PartText): string[] {
	return [code, name, place ? describePlace(place) : '', whole];
}
