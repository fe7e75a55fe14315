/** Sheets as an Excel workbook with a cover; the only writer of .xlsx. */
import { writeXlsx } from 'hucre/xlsx';
import { beginningOf, holdable, type CellFormat, type Cover, type Sheet } from './sheet.ts';

const NUMBER_FORMATS: Partial<Record<CellFormat, string>> = {
	count: '#,##0',
	year: '0',
	number: '#,##0.00##',
	money: '#,##0.00',
	money_per_head: '#,##0.00',
	ratio: '0.0%',
	difference: '+0.0;-0.0;0.0',
	points: '0.00'
};

const WIDTHS: Record<CellFormat, number> = {
	text: 24,
	count: 10,
	year: 8,
	number: 18,
	money: 18,
	money_per_head: 16,
	ratio: 12,
	difference: 12,
	points: 10
};

/** Excel opens no workbook with a longer text in a cell unrepaired. */
const LONGEST_TEXT = 32_767;
const CUT = `……（Excel 的一格至多 ${LONGEST_TEXT} 个字，后文从略）`;

/**
 * Text as a cell shows it: in a workbook `_x0041_` stands for `A`, and what looks like the code of an error, as `#REF!`,
 * would be written as that error.
 */
function cellText(text: string): string {
	const whole =
		text.length > LONGEST_TEXT ? beginningOf(text, LONGEST_TEXT - CUT.length) + CUT : text;
	return holdable(whole)
		.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
		.replace(/^#(?=[A-Z])/, '_x0023_');
}

/** Text is stored as text, never as a formula, so it needs no guard here. */
export async function writeWorkbook(sheets: readonly Sheet[], cover: Cover): Promise<Uint8Array> {
	const bytes = await writeXlsx({
		sheets: [coverSheet(cover), ...sheets.map(dataSheet)]
	});
	return bytes;
}

function coverSheet(cover: Cover) {
	return {
		name: '说明',
		columns: [
			{ header: cellText(cover.title), key: 'name', width: 18 },
			{ header: '', key: 'value', width: 70 }
		],
		data: cover.lines.map(([name, value]) => ({ name: cellText(name), value: cellText(value) }))
	};
}

function dataSheet(sheet: Sheet) {
	return {
		name: sheet.name.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '),
		columns: sheet.columns.map(({ name, unit, format }, index) => {
			const numFmt = NUMBER_FORMATS[format];
			return {
				header: cellText(unit ? `${name}（${unit}）` : name),
				key: `c${index}`,
				width: WIDTHS[format],
				...(numFmt ? { numFmt } : {})
			};
		}),
		data: sheet.rows.map((row) =>
			Object.fromEntries(
				row.map((cell, index) => [`c${index}`, typeof cell === 'string' ? cellText(cell) : cell])
			)
		),
		freezePane: { rows: 1, columns: 1 }
	};
}
