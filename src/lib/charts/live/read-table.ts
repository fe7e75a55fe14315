/** The table as it is in the page, read back for the live chart: it is not sent a second time. */
import type { ChartCell, ChartTable } from '../chart.ts';

export function readTable(table: HTMLTableElement): ChartTable {
	const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
	const rows = [...(table.tBodies[0]?.rows ?? [])];
	return {
		caption: table.caption?.textContent ?? '',
		columns: heads.map((head) => ({
			name: head.dataset.name ?? '',
			unit: head.dataset.unit
		})),
		rows: rows.map((row) => [...row.cells].map(readCell))
	};
}

function readCell(cell: HTMLTableCellElement): ChartCell {
	const note = cell.querySelector('.note')?.textContent;
	const text = cell.textContent;
	return {
		text: text.slice(0, text.length - (note ?? '').length).trim(),
		note,
		href: cell.querySelector('a')?.href,
		missing: cell.classList.contains('missing')
	};
}
