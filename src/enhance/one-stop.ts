/**
 * A long table or list is one stop of the tab key: arrow keys go on within it from link to link, so that whoever works by
 * keyboard reaches what stands below. Without script every link is a stop.
 */

const GROUP = 'main :is(tbody, ol, ul, [data-one-stop])';
const ROW = 'tr, li';

/** Links of a group from which on it is one stop. */
const LONG = 12;

export function makeOneStops(): void {
	for (const group of document.querySelectorAll(GROUP)) {
		if (!group.parentElement?.closest(GROUP)) makeOneStop(group);
	}
}

function makeOneStop(group: Element): void {
	const links = linksIn(group);
	if (links.length < LONG) return;
	let stop = links.find((link) => link === document.activeElement) ?? links[0];
	for (const link of links) if (link !== stop) link.tabIndex = -1;
	group.addEventListener('focusin', ({ target }) => {
		if (!(target instanceof HTMLAnchorElement)) return;
		if (stop) stop.tabIndex = -1;
		target.tabIndex = 0;
		stop = target;
	});
	group.addEventListener('keydown', (event) => {
		if (event instanceof KeyboardEvent) go(group, event);
	});
}

const linksIn = (part: Element) => [...part.querySelectorAll('a')];

function go(group: Element, event: KeyboardEvent): void {
	const { target } = event;
	const from = target instanceof Element ? target.closest('a') : null;
	const to = from && neighbour(group, from, event.key);
	if (!to) return;
	event.preventDefault();
	to.focus();
}

/** The link that a key leads to: beside it in the row, or below and above. */
function neighbour(
	group: Element,
	from: HTMLAnchorElement,
	key: string
): HTMLAnchorElement | undefined {
	const row = from.closest(ROW);
	const beside = linksIn(row ?? group);
	const at = beside.indexOf(from);
	if (key === 'ArrowRight') return beside[at + 1];
	if (key === 'ArrowLeft') return beside[at - 1];
	if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
	const goesDown = key === 'ArrowDown';
	return inColumn(from, goesDown) ?? inOtherRow(group, from, goesDown);
}

/** In the same column of the next row that has a link there. */
function inColumn(from: HTMLAnchorElement, goesDown: boolean): HTMLAnchorElement | undefined {
	const cell = from.closest<HTMLTableCellElement>('td, th');
	const row = cell?.closest('tr');
	if (!cell || !row) return undefined;
	const rows = [...(row.parentElement?.querySelectorAll<HTMLTableRowElement>('tr') ?? [])];
	const cells = beyond(rows, row, goesDown).map(({ cells: own }) => own[cell.cellIndex]);
	return cells.flatMap((one) => (one ? linksIn(one) : []))[0];
}

/** The first of the next row or item of the group that has a link at all. */
function inOtherRow(
	group: Element,
	from: HTMLAnchorElement,
	goesDown: boolean
): HTMLAnchorElement | undefined {
	const row = from.closest(ROW);
	const other = beyond(linksIn(group), from, goesDown).find((link) => !row?.contains(link));
	return other && (linksIn(other.closest(ROW) ?? other)[0] ?? other);
}

function beyond<T>(all: readonly T[], one: T, goesDown: boolean): T[] {
	const at = all.indexOf(one);
	return goesDown ? all.slice(at + 1) : all.slice(0, at).toReversed();
}
