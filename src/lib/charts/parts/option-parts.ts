/** Changes the parts of an option alike in the wide drawing and in what the narrow one changes. */
import type { ChartOption, Json } from '../chart.ts';

/** The option after `change`, which takes one layer of it: the option itself, then that of each of its media. */
export function everyLayer(
	{ media, ...option }: ChartOption,
	change: (layer: ChartOption) => ChartOption
): ChartOption {
	const changed = change(option);
	if (media === undefined) return changed;
	const narrow = ({ option: layer, ...rest }: ChartOption) =>
		isObject(layer) ? { ...rest, option: change(layer) } : rest;
	return { ...changed, media: each(media, narrow) };
}

/** Applies a change to one object, or to each of a list. */
export function each(given: Json, change: (one: ChartOption) => ChartOption): Json {
	if (Array.isArray(given)) return given.map((one) => each(one, change));
	return isObject(given) ? change(given) : given;
}

export function isObject(value: Json | undefined): value is ChartOption {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
