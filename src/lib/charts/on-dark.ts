/** The colours of the theme on dark paper, and the style sheet that pages take both from. */
import type { LINE_COLOURS } from './theme.ts';
import { COLOURS, HEAT, INK, SERIES_COLOURS } from './theme.ts';

type ValueOf<T> = T[keyof T];
type ThemeColour =
	| ValueOf<typeof INK>
	| ValueOf<typeof COLOURS>
	| ValueOf<typeof LINE_COLOURS>
	| (typeof SERIES_COLOURS)[number]
	| (typeof HEAT)[number];

/** A colour of the theme that is missing here does not compile. */
const ON_DARK: Readonly<Record<ThemeColour, string>> = {
	'#17222a': '#e4eaec',
	'#4b5860': '#b3c0c6',
	'#647078': '#98a6ad',
	'#c3ccd0': '#4a585f',
	'#e6ebec': '#2b363c',
	'#ffffff': '#12191d',
	'#0d5665': '#7cc4d2',
	'#a9b8be': '#6d7d84',
	'#dfe6e8': '#2f3c42',
	'#eceff0': '#222c31',
	'#b4622a': '#e0935a',
	'#3b74a6': '#6fa8da',
	'#e7f0f2': '#1d3238',
	'#96480b': '#eda26a',
	'#8fa3ab': '#7d9099',
	'#124e5e': '#8fd0dd',
	'#6aa7b0': '#2f6b75',
	'#dcc48a': '#6b5a2a',
	'#a5678e': '#c98bb4',
	'#3a848f': '#5fb4c0',
	'#94752a': '#d6b25e',
	'#8a4f73': '#d79bc0',
	'#3f8f9b': '#58b0bd',
	'#8b6f2a': '#d0ad55',
	'#b0387c': '#e58cb8',
	'#6a4fa3': '#b39ae0',
	'#4f7a28': '#9cc46a',
	'#f4f7f7': '#182025',
	'#d9e6e3': '#2a434b',
	'#abcfcd': '#31535c',
	'#2f7685': '#55a3b2',
	'#0b3f4b': '#a5dfea'
};

/** Fills that stand out from light paper by less than 3:1. */
const PALE = [
	COLOURS.peersSoft,
	COLOURS.missing,
	COLOURS.peers,
	COLOURS.previous,
	COLOURS.operating,
	COLOURS.project,
	...HEAT.slice(0, 3)
];

/**
 * `theme.css` as `npm run docs` writes it: the colours of pinned departments as variables, and rules that give drawings,
 * which the server makes for light paper, their colours on dark paper: an attribute yields to any rule. Where the reader
 * asked for strong contrast, pale areas have an edge.
 */
export function themeStyles(): string {
	const pins = SERIES_COLOURS.map((light, at) => [`--pin-${at + 1}`, light] as const);
	const drawn = Object.entries(ON_DARK).flatMap(([light, dark]) =>
		['fill', 'stroke'].map((attribute) => drawnOnDark(attribute, light, dark))
	);
	return [
		'/* Written by `npm run docs` from `theme.ts` and `on-dark.ts`. */',
		`:root { ${pins.map(([name, light]) => `${name}: ${light};`).join(' ')} }`,
		'@supports (color: light-dark(#000, #fff)) { @media screen {',
		`:root { ${pins.map(([name, light]) => `${name}: ${onBoth(light, ON_DARK[light])};`).join(' ')} }`,
		...drawn,
		'} }',
		'@media (forced-colors: active) {',
		`svg :is(${PALE.map((colour) => `[fill='${colour}']`).join(', ')}) { stroke: var(--ink-soft); }`,
		'}'
	].join('\n');
}

const onBoth = (light: string, dark: string) => `light-dark(${light}, ${dark})`;

function drawnOnDark(attribute: string, light: string, dark: string): string {
	const spellings = light === INK.paper ? [light, '#fff'] : [light];
	const selectors = spellings.map((colour) => `svg [${attribute}='${colour}']`);
	return `${selectors.join(', ')} { ${attribute}: ${onBoth(light, dark)}; }`;
}
