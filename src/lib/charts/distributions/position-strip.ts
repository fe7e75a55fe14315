/** Draws one value among its peers' on a line without an axis: a tick for each peer, a dot for its own. */
import { decorativeSvg } from '../parts/svg.ts';
import type { OwnMarkup } from '../own-markup.ts';
import { COLOURS, INK } from '../theme.ts';

export interface StripSize {
	width: number;
	height: number;
}

/** From this multiple of the median for the largest value on, the scale is logarithmic, so that the rest shows as well. */
const SKEWED = 20;

/** The words for it stand beside it. Nothing is drawn without an own value or without peers. */
export function positionStrip(
	own: number | null,
	peers: readonly number[],
	{ width, height }: StripSize
): OwnMarkup | null {
	if (own === null || peers.length === 0) return null;
	const middle = height / 2;
	/** Half the height of a tick, and the radius of the dot, which lies whole in the drawing at either end. */
	const half = height / 4;
	const place = placing([own, ...peers], half, width - half);
	const ticks = [...new Set(peers.map(place))]
		.map((x) => `M${x} ${middle - half}v${2 * half}`)
		.join('');
	return decorativeSvg(
		`<path d="M${half} ${middle}H${width - half}" stroke="${INK.hairline}"/>` +
			`<path d="${ticks}" stroke="${COLOURS.previous}"/>` +
			`<circle cx="${place(own)}" cy="${middle}" r="${half}" fill="${COLOURS.highlighted}"/>`,
		width,
		height
	);
}

/** From the least to the greatest, by powers of ten where one of them flattens the rest. */
function placing(values: readonly number[], from: number, to: number): (value: number) => number {
	const sorted = values.toSorted((a, b) => a - b);
	const [least = 0, median = 0, most = 0] = [
		sorted[0],
		sorted[Math.floor(sorted.length / 2)],
		sorted.at(-1)
	];
	const isLog = least > 0 && most > SKEWED * median;
	const at = (value: number) => (isLog ? Math.log(value) : value);
	const length = at(most) - at(least);
	return (value) => {
		const share = length === 0 ? 0.5 : (at(value) - at(least)) / length;
		return Math.round((from + share * (to - from)) * 10) / 10;
	};
}
