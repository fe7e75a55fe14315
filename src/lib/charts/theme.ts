/**
 * The look of every chart. Colours are named by what they mean; no builder names a colour of its own.
 * Fills differ in lightness as well as in hue, so that they can be told apart in grey and by the colour-blind, and
 * areas that touch also carry patterns.
 */

/** Fonts that Chinese desktops have; nothing is downloaded. */
export const FONT_STACK =
	"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC',system-ui,sans-serif";

export const INK = {
	text: '#17222a',
	soft: '#4b5860',
	faint: '#647078',
	line: '#c3ccd0',
	hairline: '#e6ebec',
	paper: '#ffffff'
} as const;

export const COLOURS = {
	/** The department or value that the reader asked for. */
	highlighted: '#0d5665',
	/** The departments it is compared with. */
	peers: '#a9b8be',
	peersSoft: '#dfe6e8',
	/** No value given. */
	missing: '#eceff0',
	/** More, or less, than last year or than a line: no verdict, so neither red nor green. */
	above: '#b4622a',
	below: '#3b74a6',
	/** Behind the row under the pointer. */
	pointed: '#e7f0f2',
	/** A threshold. */
	line: '#96480b',
	/** Last year, beside this year. */
	previous: '#8fa3ab',
	personnel: '#124e5e',
	operating: '#6aa7b0',
	project: '#dcc48a',
	income: '#6aa7b0',
	spending: '#dcc48a',
	carried: '#124e5e',
	reception: '#124e5e',
	vehicleRunning: '#6aa7b0',
	vehiclePurchase: '#dcc48a',
	abroad: '#a5678e'
} as const;

/** Light fills are too faint for thin lines and for words: the same hue, darker. */
export const LINE_COLOURS = {
	operating: '#3a848f',
	vehicleRunning: '#3a848f',
	income: '#3a848f',
	spending: '#94752a',
	project: '#94752a',
	vehiclePurchase: '#94752a',
	abroad: '#8a4f73',
	peers: '#647078',
	previous: '#647078'
} as const satisfies Partial<Record<keyof typeof COLOURS, string>>;

/** The colour of a line or of words that mean the same as an area. */
export function lineColour(name: keyof typeof COLOURS): string {
	const darker: Partial<Record<keyof typeof COLOURS, string>> = LINE_COLOURS;
	return darker[name] ?? COLOURS[name];
}

/**
 * Lines of a trend that have no meaning of their own, and pinned departments, in order; more than these cannot be told
 * apart, and of these the two most alike are the first and the last. None is `above` or `below`, so that a department
 * never looks like a rise or a fall.
 */
export const SERIES_COLOURS = [
	'#124e5e',
	'#b0387c',
	'#8b6f2a',
	'#6a4fa3',
	'#4f7a28',
	'#3f8f9b'
] as const;
/** The shapes of `●■▲◆▬▼`, since a pinned department has one of these signs beside its name. */
export const SERIES_SYMBOLS = [
	'circle',
	'rect',
	'triangle',
	'diamond',
	'path://M0 0H14V6H0Z',
	'path://M0 0H14L7 13Z'
] as const;

/** Steps of lost share in a heat map, light to dark. */
export const HEAT = ['#f4f7f7', '#d9e6e3', '#abcfcd', '#6aa7b0', '#2f7685', '#0b3f4b'] as const;

export const FONT_SIZE = { label: 12, axis: 12, note: 11 } as const;

/** A pattern as ECharts takes it; sizes in CSS pixels. */
export type Pattern = {
	symbol: 'rect';
	color: string;
	symbolSize: number;
	dashArrayX: number[];
	dashArrayY: number[];
	rotation: number;
};

/** Patterns over fills, so that parts can be told apart on paper without colour. */
const PATTERNS: Record<PatternName, Pattern> = {
	stripes: {
		symbol: 'rect',
		color: 'rgba(255,255,255,0.55)',
		symbolSize: 1,
		dashArrayX: [1, 0],
		dashArrayY: [1.5, 5.5],
		rotation: -Math.PI / 4
	},
	lines: {
		symbol: 'rect',
		color: 'rgba(90,60,0,0.38)',
		symbolSize: 1,
		dashArrayX: [1, 0],
		dashArrayY: [1, 4],
		rotation: 0
	}
};
export type PatternName = 'stripes' | 'lines';

/** The pattern of each part of spending. */
export const PART_PATTERNS = {
	personnel: undefined,
	operating: 'stripes',
	project: 'lines'
} as const;

/** The look of an area: its colour and, where areas touch, a pattern. */
export function fill(color: string, pattern?: PatternName): { color: string; decal?: Pattern } {
	return pattern ? { color, decal: PATTERNS[pattern] } : { color };
}
