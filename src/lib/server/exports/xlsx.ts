/** Sheets as an Excel workbook with a cover; the only writer of .xlsx. */
import { writeXlsx } from 'hucre/xlsx';
import { holdable, type CellFormat, type Cover, type Sheet } from './sheet.ts';

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
			{ header: holdable(cover.title), key: 'name', width: 18 },
			{ header: '', key: 'value', width: 70 }
		],
		data: cover.lines.map(([name, value]) => ({ name: holdable(name), value: holdable(value) }))
	};
}

function dataSheet(sheet: Sheet) {
	return {
		name: sheet.name.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '),
		columns: sheet.columns.map(({ name, unit, format }, index) => {
			const numFmt = NUMBER_FORMATS[format];
			return {
				header: holdable(unit ? `${name}（${unit}）` : name),
				key: `c${index}`,
				width: WIDTHS[format],
				...(numFmt ? { numFmt } : {})
			};
		}),
		data: sheet.rows.map((row) =>
			Object.fromEntries(
				row.map((cell, index) => [`c${index}`, typeof cell === 'string' ? holdable(cell) : cell])
			)
		),
		freezePane: { rows: 1, columns: 1 }
	};
}
