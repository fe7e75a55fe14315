/** A part of a chart of many dots is looked at closely: dragged over by pointer, or by keys around the dot last shown. */
import type { ChartOption, Json } from '../chart.ts';
import type { ECharts } from '../echarts.ts';

/** From so many dots on they lie close enough to be taken apart. */
const MANY = 20;
/** A drag shorter than this, in CSS pixels, is a click. */
const LEAST_DRAG = 8;
/** Keys narrow the axes to this share of their length. */
const CLOSER = 0.4;

export interface Zoom {
	/** Shows what is around the place, in CSS pixels of the drawing. */
	closer: (at: [x: number, y: number]) => void;
	/** Shows all again. */
	reset: () => void;
}

/** The ends of a part are no round numbers, and are not written. */
const ROUND_ONLY = { showMinLabel: false, showMaxLabel: false };
const EVERY = { showMinLabel: null, showMaxLabel: null };

type AxisName = 'xAxis' | 'yAxis';

/** The axes of numbers that a brush narrows; empty where the chart has few dots. */
function numberAxes(option: ChartOption): AxisName[] {
	const series = [option.series ?? []].flat() as { type?: Json; data?: Json[] }[];
	const dots = series.filter(({ type }) => type === 'scatter');
	if (!dots.some(({ data = [] }) => data.length >= MANY)) return [];
	return (['xAxis', 'yAxis'] as const).filter((name) => {
		const axis = option[name] as { type?: Json } | undefined;
		return axis?.type === 'value' || axis?.type === 'log';
	});
}

/** Dots with a place that lies beyond the ends of a narrowed axis; marks that no pointer finds, as of a median, are none. */
function countBeyond(option: ChartOption, ends: ReadonlyMap<AxisName, [number, number]>): number {
	const series = [option.series ?? []].flat() as { type?: Json; silent?: Json; data?: Json[] }[];
	const dots = series.flatMap(({ type, silent, data = [] }) =>
		type === 'scatter' && silent !== true ? data : []
	);
	return dots.filter((dot) => {
		const { value } = (dot ?? {}) as { value?: Json };
		if (!Array.isArray(value)) return false;
		return [...ends].some(([name, [least, most]]) => {
			const at = Number(value[name === 'xAxis' ? 0 : 1]);
			return at < least || at > most;
		});
	}).length;
}

/**
 * Lets a pointer drag over `layer`; null where there is nothing to narrow. `tell` is given the words to show beside a part,
 * and none once all is shown: who sees a part must know that it is one.
 */
export function brushable(
	chart: ECharts,
	layer: HTMLElement,
	option: ChartOption,
	tell: (words: string) => void
): Zoom | null {
	const axes = numberAxes(option);
	if (axes.length === 0) return null;
	const show = (from: number[], to: number[]) => {
		const corners = [from, to].map((place) => chart.convertFromPixel({ gridIndex: 0 }, place));
		const ends = new Map(
			axes.map((name): [AxisName, [number, number]] => {
				const at = name === 'xAxis' ? 0 : 1;
				const [a = 0, b = 0] = corners.map((corner) => corner[at] ?? 0);
				return [name, [Math.min(a, b), Math.max(a, b)]];
			})
		);
		const narrowed = [...ends].map(([name, [min, max]]) => [
			name,
			{ min, max, interval: null, axisLabel: ROUND_ONLY }
		]);
		chart.setOption(Object.fromEntries(narrowed) as ChartOption);
		tell(`只显示一部分，图外还有${countBeyond(option, ends)}个点；双击或按Esc显示全部。`);
	};
	const size = () => [chart.getWidth(), chart.getHeight()];
	onDrag(layer, show);
	return {
		closer: (at) => {
			const half = size().map((length) => (length * CLOSER) / 2);
			show(
				at.map((place, axis) => place - (half[axis] ?? 0)),
				at.map((place, axis) => place + (half[axis] ?? 0))
			);
		},
		reset: () => {
			const ends = axes.map((name) => {
				const { min = null, max = null, interval = null } = option[name] as Record<string, Json>;
				return [name, { min, max, interval, axisLabel: EVERY }];
			});
			chart.setOption(Object.fromEntries(ends) as ChartOption);
			tell('');
		}
	};
}

/** Calls `done` with both corners of each drag of a mouse, in pixels of the drawing, and shows the way there. */
function onDrag(layer: HTMLElement, done: (from: number[], to: number[]) => void): void {
	layer.addEventListener('pointerdown', (down) => {
		if (down.pointerType !== 'mouse' || down.button !== 0) return;
		const from = placeIn(layer, down);
		const frame = document.createElement('div');
		frame.className = 'brushed';
		const move = (event: PointerEvent) => {
			const to = placeIn(layer, event);
			if (isShort(from, to)) return;
			layer.append(frame);
			frame.style.left = `${Math.min(from[0], to[0])}px`;
			frame.style.top = `${Math.min(from[1], to[1])}px`;
			frame.style.width = `${Math.abs(to[0] - from[0])}px`;
			frame.style.height = `${Math.abs(to[1] - from[1])}px`;
		};
		const up = (event: PointerEvent) => {
			document.removeEventListener('pointermove', move);
			frame.remove();
			const to = placeIn(layer, event);
			if (isShort(from, to)) return;
			// The click that ends a drag follows no link.
			layer.addEventListener('click', swallow, { capture: true, once: true });
			setTimeout(() => {
				layer.removeEventListener('click', swallow, { capture: true });
			});
			done(from, to);
		};
		document.addEventListener('pointermove', move);
		document.addEventListener('pointerup', up, { once: true });
	});
}

function swallow(event: Event): void {
	event.stopImmediatePropagation();
}

function isShort(from: readonly number[], to: readonly number[]): boolean {
	return Math.hypot((to[0] ?? 0) - (from[0] ?? 0), (to[1] ?? 0) - (from[1] ?? 0)) < LEAST_DRAG;
}

/** The place of the pointer in the drawing, whose size on the page differs. */
function placeIn(layer: HTMLElement, { clientX, clientY }: PointerEvent): [number, number] {
	const { left, top, width } = layer.getBoundingClientRect();
	const scale = width / layer.offsetWidth;
	return [(clientX - left) / scale, (clientY - top) / scale];
}
