/**
 * A long table is one stop of the tab key: arrow keys go on within it from link to link, so that whoever works by
 * keyboard reaches what stands below. Without script every link is a stop.
 */

/** Links of a table from which on it is one stop. */
const LONG = 12;

export function makeTablesOneStop(): void {
	for (const body of document.querySelectorAll<HTMLTableSectionElement>('main table > tbody')) {
		const links = linksIn(body);
		if (links.length < LONG) continue;
		const current = links.find((link) => link === document.activeElement) ?? links[0];
		const stopAt = (stop: HTMLAnchorElement | undefined) => {
			for (const link of links) link.tabIndex = link === stop ? 0 : -1;
		};
		stopAt(current);
		body.addEventListener('focusin', ({ target }) => {
			if (target instanceof HTMLAnchorElement) stopAt(target);
		});
		body.addEventListener('keydown', go);
	}
}

const linksIn = (part: Element) => [...part.querySelectorAll('a')];

function go(event: KeyboardEvent): void {
	const { target } = event;
	const from = target instanceof Element ? target.closest('a') : null;
	const to = from && neighbour(from, event.key);
	if (!to) return;
	event.preventDefault();
	to.focus();
}

/** The link that a key leads to: beside it in the row, or in the same column of the next row that has one there. */
function neighbour(from: HTMLAnchorElement, key: string): HTMLAnchorElement | undefined {
	const cell = from.closest<HTMLTableCellElement>('td, th');
	const row = cell?.closest('tr');
	if (!cell || !row) return undefined;
	const beside = linksIn(row);
	const at = beside.indexOf(from);
	if (key === 'ArrowRight') return beside[at + 1];
	if (key === 'ArrowLeft') return beside[at - 1];
	const rows = [...(row.parentElement?.querySelectorAll<HTMLTableRowElement>('tr') ?? [])];
	const index = rows.indexOf(row);
	if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
	const further = key === 'ArrowDown' ? rows.slice(index + 1) : rows.slice(0, index).toReversed();
	const cells = further.map(({ cells: own }) => own[cell.cellIndex]);
	return cells.flatMap((one) => (one ? linksIn(one) : []))[0];
}
