/**
 * The live form of a chart, in the browser: ECharts draws the same option over the drawing from the server, in the
 * same place and size, and answers pointer and keyboard with the words of the table. All text goes in as text.
 */
import { CHART_WIDTHS, type ChartTable, type LiveOption } from '../chart.ts';
import { brushable, type Zoom } from './brush.ts';
import { drawableOption } from '../drawable.ts';
import { init, type ECharts } from '../echarts.ts';
import { fitNames } from '../parts/fit-names.ts';
import { placeLabels } from '../parts/place-labels.ts';
import { readTable } from './read-table.ts';
import { tooltipFor, tooltipText, stopsOf, type Stop, type Tooltip } from '../parts/tooltips.ts';

export interface LiveChart {
	/** Goes to the next (1) or former (-1) thing drawn and says what it is. */
	move: (step: number) => void;
	/** Follows the link of the thing last shown, where it has one. */
	open: () => void;
	/** Takes the words away, and shows all of the chart again. */
	leave: () => void;
	/** Shows what is around the thing last shown, where the chart has many. */
	closer: () => void;
	/** Hides or shows the series at this place of the key, counted from 1, and says so. */
	toggle: (place: number) => void;
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
	const state: LiveState = {
		chart,
		table: readTable(table),
		layer,
		said: figure.querySelector('.said'),
		stops: stopsOf(chart.option),
		zoom: null,
		at: -1,
		tooltip: null
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
	layer.addEventListener('dblclick', () => state.zoom?.reset());
	return {
		move: (step) => move(drawn, state, step),
		open: () => open(state),
		leave: () => {
			state.at = -1;
			state.tooltip = null;
			drawn.dispatchAction({ type: 'hideTip' });
			state.zoom?.reset();
		},
		closer: () => {
			const stop = state.stops[state.at];
			const at = stop && pixelOf(drawn, stop);
			if (at) state.zoom?.closer(at);
		},
		toggle: (place) => {
			toggle(drawn, state, place);
		}
	};
}

/** Where a thing is drawn, in CSS pixels of the drawing. */
function pixelOf(drawn: ECharts, { series, index }: Stop): [number, number] | null {
	const { data = [] } = ([drawn.getOption().series].flat()[series] ?? {}) as { data?: unknown[] };
	const item = data[index];
	const value = typeof item === 'object' && item !== null && 'value' in item ? item.value : null;
	if (!Array.isArray(value)) return null;
	const [x, y] = drawn.convertToPixel({ seriesIndex: series }, value as number[]);
	return x === undefined || y === undefined ? null : [x, y];
}

function toggle(drawn: ECharts, state: LiveState, place: number) {
	const legend = state.chart.option.legend as { show?: boolean; data?: unknown[] } | undefined;
	const name = legend?.show === false ? undefined : nameInKey(legend?.data?.[place - 1]);
	if (name === undefined) return;
	drawn.dispatchAction({ type: 'legendToggleSelect', name });
	const [{ selected = {} } = {}] = [drawn.getOption().legend].flat() as {
		selected?: Record<string, boolean>;
	}[];
	if (state.said)
		state.said.textContent = `${selected[name] === false ? '已隐藏' : '已显示'}${name}`;
}

/** An item of a key is a name, or one with its look. */
function nameInKey(item: unknown): string | undefined {
	if (typeof item === 'string') return item;
	return isObject(item) && 'name' in item ? String(item.name) : undefined;
}

/** The option is in a template: as an attribute it would be half as long again, for its quotes. */
function optionIn(host: HTMLElement): string {
	return host.querySelector('template')?.content.textContent ?? '';
}

interface LiveState {
	chart: LiveOption;
	table: ChartTable;
	layer: HTMLElement;
	/** Words for those who listen are put here. */
	said: Element | null;
	stops: Stop[];
	zoom: Zoom | null;
	/** Index in `stops` of where the arrow keys are; -1 before the first. */
	at: number;
	tooltip: Tooltip | null;
}

/** Draws at the natural size of the drawing that is shown, and scales with it, so that nothing moves. */
function draw(host: HTMLElement, state: LiveState): ECharts {
	const { chart, layer } = state;
	const narrow = host.querySelector('.narrow');
	const isNarrow = narrow !== null && narrow.getClientRects().length > 0;
	const width = isNarrow ? CHART_WIDTHS.narrow : CHART_WIDTHS[chart.span];
	const height = isNarrow ? chart.height.narrow : chart.height.wide;
	layer.style.width = `${width}px`;
	layer.style.height = `${height}px`;
	layer.style.transform = `scale(${host.clientWidth / width})`;
	const drawn = init(layer, null, { renderer: 'svg', width, height });
	// A click beside everything drawn, e.g. on the key, opens nothing.
	drawn.on('hideTip', () => {
		state.tooltip = null;
		layer.classList.remove('linked');
	});
	const option = drawableOption(chart.option);
	drawn.setOption({
		...option,
		series: withEmphasis(option.series),
		...(isObject(option.legend) ? { legend: { ...option.legend, selectedMode: true } } : {}),
		tooltip: tooltip(state)
	});
	fitNames(drawn);
	placeLabels(drawn);
	const note = noteIn(host);
	note.textContent = '';
	state.zoom = brushable(drawn, layer, chart.option, (words) => {
		note.textContent = words;
	});
	layer.classList.toggle('brushable', state.zoom !== null);
	return drawn;
}

/** Words over the drawing that those who see and those who listen get alike. */
function noteIn(host: HTMLElement): Element {
	const known = host.querySelector('.zoomed');
	if (known) return known;
	const note = document.createElement('p');
	note.className = 'zoomed';
	note.setAttribute('aria-live', 'polite');
	host.append(note);
	return note;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The line under the pointer stands out by the others' fading. A mark keeps its colour: the lighter one of ECharts is not in the
 * theme, so dark paper has none for it.
 */
function withEmphasis(series: LiveOption['option']['series'] = []) {
	return [series].flat().map((one) => ({ ...(one as object), ...emphasisOf(one) }));
}

function emphasisOf(one: unknown) {
	const { type, lineStyle, itemStyle } = (one ?? {}) as Record<string, unknown>;
	if (type !== 'line') return { emphasis: { disabled: true } };
	return {
		triggerLineEvent: true,
		emphasis: { focus: 'series', scale: false, lineStyle, itemStyle },
		blur: FADED
	};
}

const FADED = {
	lineStyle: { opacity: 0.25 },
	itemStyle: { opacity: 0.25 },
	label: { opacity: 0.4 },
	endLabel: { opacity: 0.4 }
};

function tooltip(state: LiveState) {
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
			state.tooltip = tooltipUnder(state, parameters);
			state.layer.classList.toggle('linked', Boolean(state.tooltip?.href));
			return state.tooltip ? tooltipElement(state.tooltip) : '';
		}
	};
}

/** ECharts hands over one thing, or all things at one place of an axis. */
function tooltipUnder({ table }: LiveState, parameters: unknown): Tooltip | null {
	const things: unknown[] = Array.isArray(parameters) ? parameters : [parameters];
	for (const thing of things) {
		const data = typeof thing === 'object' && thing !== null && 'data' in thing ? thing.data : null;
		const words = tooltipFor(table, data);
		if (words) return words;
	}
	return null;
}

function tooltipElement({ title, lines }: Tooltip): HTMLElement {
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

function move(drawn: ECharts, state: LiveState, step: number) {
	const count = state.stops.length;
	if (count === 0) return;
	const entry = step > 0 ? 0 : count - 1;
	state.at = state.at < 0 ? entry : (state.at + step + count) % count;
	const stop = state.stops[state.at];
	if (!stop) return;
	drawn.dispatchAction({ type: 'downplay' });
	drawn.dispatchAction({ type: 'highlight', seriesIndex: stop.series, dataIndex: stop.index });
	drawn.dispatchAction({ type: 'showTip', seriesIndex: stop.series, dataIndex: stop.index });
	state.tooltip = tooltipFor(state.table, stop.item);
	if (state.said && state.tooltip) state.said.textContent = tooltipText(state.tooltip);
}

function open({ tooltip }: LiveState) {
	if (tooltip?.href) location.assign(tooltip.href);
}
