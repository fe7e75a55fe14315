/**
 * Names too long for their place. In an area: over several lines, else with an ellipsis, else none at all. Along an axis:
 * beginning and end.
 */
import type { ECharts } from '../echarts.ts';
import { fitText, inEvenLines } from './text-width.ts';

/** Less than this, in CSS pixels, leaves so few characters of a name that they stand for many. */
const LEAST_WIDTH = 48;

/** In an area narrower than this, in CSS pixels, a name would stand one character under another. */
const LEAST_TO_READ = 24;

/** A name that does not fit is written this small, in CSS pixels, before it is cut. */
const LEAST_SIZE = 10;

/** A label of a shape, as far as it is used here. */
interface Label {
	isTruncated: boolean;
	ignore: boolean;
	style: { text?: string; width?: number; fontSize?: number | string };
	setStyle: (style: {
		text?: string;
		fontSize?: number;
		overflow?: 'breakAll' | 'truncate' | 'none';
	}) => void;
}

/** Changes the labels of a chart that has been laid out; an amount below a name that is cut short goes first. */
export function fitNames(chart: ECharts): void {
	const { storage } = chart.getZr();
	const labels: Label[] = [];
	storage.getDisplayList(true);
	storage.traverse((shape) => {
		const label = shape.getTextContent() as Label | undefined;
		if (label && isTooNarrow(label)) label.ignore = true;
		else if (label?.isTruncated) labels.push(label);
		if (shape.type === 'text') shorten(shape as unknown as Label);
	});
	for (const label of labels) {
		label.setStyle({ text: label.style.text?.split('\n')[0] ?? '', overflow: 'breakAll' });
	}
	storage.getDisplayList(true);
	for (const label of labels.filter(({ isTruncated }) => isTruncated))
		label.setStyle({ fontSize: LEAST_SIZE });
	storage.getDisplayList(true);
	for (const label of labels.filter(({ isTruncated }) => isTruncated)) {
		if ((label.style.width ?? 0) < LEAST_WIDTH) label.ignore = true;
		else label.setStyle({ overflow: 'truncate' });
	}
	for (const label of labels.filter(({ isTruncated }) => !isTruncated)) breakEvenly(label);
}

/** A name that fits over several lines: none of them of a single character. */
function breakEvenly(label: Label): void {
	const { text = '', width = 0, fontSize } = label.style;
	label.setStyle({ text: inEvenLines(text, width / sizeOf(fontSize)).join('\n') });
}

function isTooNarrow({ style: { width } }: Label): boolean {
	return width !== undefined && width < LEAST_TO_READ;
}

function shorten(label: Label): void {
	const { text = '', width = 0, fontSize } = label.style;
	if (!label.isTruncated || text.includes('\n')) return;
	label.setStyle({
		text: fitText(text, width / sizeOf(fontSize)),
		overflow: 'none'
	});
}

/** A size of letters, no figure of a report: the library holds it as a number or as `12px`. */
function sizeOf(fontSize: Label['style']['fontSize']): number {
	return Number.parseFloat(String(fontSize));
}
