/**
 * The live form of a chart, in the browser: ECharts draws the same option over the drawing from the server, in the
 * same place and size, and answers pointer and keyboard with the words of the table. All text goes in as text.
 */
import { CHART_WIDTHS, type ChartTable, type LiveOption } from './chart.ts';
import { init, type ECharts } from './echarts.ts';
import { fitNames } from './fit-names.ts';
import { readTable } from './read-table.ts';
import { placeOf, readTip, stopsOf, tipOf, type Stop, type Tip } from './tips.ts';

export interface LiveChart {
	/** Goes to the next (1) or former (-1) thing drawn and says what it is. */
	move: (step: number) => void;
	/** Follows the link of the thing last shown, where it has one. */
	open: () => void;
	/** Takes the words away. */
	leave: () => void;
}

/**
 * Puts the live chart over the drawings in `host`, an element of `Chart.svelte`; they stay in place and keep the size.
 * @throws where the page holds no option or table for it
 */
export function makeLive(host: HTMLElement): LiveChart {
	const figure = host.closest('figure');
	const table = figure?.querySelector('table');
	if (!figure || !table) throw new Error('The chart has no table');
	const chart = JSON.parse(optionIn(host)) as LiveOption;
	const layer = document.createElement('div');
	layer.className = 'live-layer';
	host.append(layer);
	host.classList.add('live');
	const state: State = {
		chart,
		table: readTable(table),
		layer,
		said: figure.querySelector('.said'),
		stops: stopsOf(chart.option),
		at: -1,
		tip: null
	};
	let drawn = draw(host, state);
	let width = host.clientWidth;
	const observer = new ResizeObserver(() => {
		if (host.clientWidth === width) return;
		width = host.clientWidth;
		drawn.dispose();
		drawn = draw(host, state);
	});
	observer.observe(host);
	const click = (event: MouseEvent) => {
		// A finger's first touch shows the words; only a mouse has shown them before it clicks.
		if (event instanceof PointerEvent && event.pointerType === 'mouse') open(state);
	};
	layer.addEventListener('click', click);
	return {
		move: (step) => move(drawn, state, step),
		open: () => open(state),
		leave: () => {
			state.at = -1;
			state.tip = null;
			drawn.dispatchAction({ type: 'hideTip' });
		}
	};
}

/** The option is in a template: as an attribute it would be half as long again, for its quotes. */
function optionIn(host: HTMLElement): string {
	return host.querySelector('template')?.content.textContent ?? '';
}

interface State {
	chart: LiveOption;
	table: ChartTable;
	layer: HTMLElement;
	/** Words for those who listen are put here. */
	said: Element | null;
	stops: Stop[];
	/** Index in `stops` of where the arrow keys are; -1 before the first. */
	at: number;
	tip: Tip | null;
}

/** Draws at the natural size of the drawing that is shown, and scales with it, so that nothing moves. */
function draw(host: HTMLElement, state: State): ECharts {
	const { chart, layer } = state;
	const narrow = host.querySelector('.narrow');
	const isNarrow = narrow !== null && narrow.getClientRects().length > 0;
	const width = isNarrow ? CHART_WIDTHS.narrow : CHART_WIDTHS[chart.span];
	const height = isNarrow ? chart.height.narrow : chart.height.wide;
	layer.style.width = `${width}px`;
	layer.style.height = `${height}px`;
	layer.style.transform = `scale(${host.clientWidth / width})`;
	const drawn = init(layer, null, { renderer: 'svg', width, height });
	const option = structuredClone(chart.option);
	drawn.setOption({ ...option, series: keepColours(option.series), tooltip: tooltip(state) });
	fitNames(drawn);
	return drawn;
}

/** A mark under the pointer keeps its colour: the lighter one of ECharts is not in the theme, so dark paper has none for it. */
function keepColours(series: LiveOption['option']['series'] = []) {
	return [series].flat().map((one) => ({ ...(one as object), emphasis: { disabled: true } }));
}

function tooltip(state: State) {
	const asked = state.chart.option.tooltip;
	return {
		...(typeof asked === 'object' && !Array.isArray(asked) ? asked : {}),
		renderMode: 'html',
		confine: true,
		transitionDuration: 0,
		// The page's own names, so that the words are on the paper that they are written for.
		backgroundColor: 'var(--paper)',
		borderColor: 'var(--hairline-strong)',
		padding: [6, 10],
		extraCssText: 'max-width:22rem;white-space:normal;border-radius:2px',
		formatter: (parameters: unknown) => {
			state.tip = tipUnder(state, parameters);
			state.layer.classList.toggle('linked', Boolean(state.tip?.href));
			return state.tip ? tipElement(state.tip) : '';
		}
	};
}

/** ECharts hands over one thing, or all things at one place of an axis. */
function tipUnder({ table }: State, parameters: unknown): Tip | null {
	const things: unknown[] = Array.isArray(parameters) ? parameters : [parameters];
	for (const thing of things) {
		const data = typeof thing === 'object' && thing !== null && 'data' in thing ? thing.data : null;
		const place = placeOf(data);
		if (place) return tipOf(table, place.row, place.column);
	}
	return null;
}

function tipElement({ title, lines }: Tip): HTMLElement {
	const box = document.createElement('div');
	box.className = 'chart-tip';
	const head = document.createElement('strong');
	head.textContent = title;
	const list = document.createElement('dl');
	for (const { name, text } of lines) {
		const term = document.createElement('dt');
		term.textContent = name;
		const words = document.createElement('dd');
		words.textContent = text;
		list.append(term, words);
	}
	box.append(head, list);
	return box;
}

function move(drawn: ECharts, state: State, step: number) {
	const count = state.stops.length;
	if (count === 0) return;
	state.at = state.at < 0 ? (step > 0 ? 0 : count - 1) : (state.at + step + count) % count;
	const stop = state.stops[state.at];
	if (!stop) return;
	drawn.dispatchAction({ type: 'showTip', seriesIndex: stop.series, dataIndex: stop.index });
	state.tip = tipOf(state.table, stop.row, stop.column);
	if (state.said && state.tip) state.said.textContent = readTip(state.tip);
}

function open({ tip }: State) {
	if (tip?.href) location.assign(tip.href);
}
