export interface LiveChart {
	move: (step: number) => string;
	open: () => void;
	leave: () => void;
	dispose: () => void;
}
import type { DrawnChart } from './chart.ts';
export function makeLive(_host: HTMLElement, _chart: DrawnChart): LiveChart {
	return { move: () => '', open: () => {}, leave: () => {}, dispose: () => {} };
}
