/** Numbers of OFD: lengths are millimetres, `y` downwards from the top of the page; here they become points upwards. */
import { IDENTITY, type Matrix } from '../page/matrix.ts';
import type { Point } from '../page/shown.ts';

const POINTS_PER_MM = 72 / 25.4;

export function numbersIn(text: string | undefined): number[] {
	return (text ?? '').split(/[\s,]+/).flatMap((part) => {
		const value = Number(part);
		return part !== '' && Number.isFinite(value) ? [value] : [];
	});
}

export function matrixOf(text: string | undefined): Matrix {
	const values = numbersIn(text);
	return values.length === 6 ? (values as Matrix) : IDENTITY;
}

/** A place on the page, as points of a page whose `y` goes upwards; the page's height does not matter. */
export function onPage([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
	return [(a * x + c * y + e) * POINTS_PER_MM, -(b * x + d * y + f) * POINTS_PER_MM];
}

export function toPoints(mm: number): number {
	return mm * POINTS_PER_MM;
}

/** `6.3 g 3 4.2`: how far each character is from the one before; `g` repeats a distance. */
export function distancesIn(text: string | undefined, most: number): number[] {
	const distances: number[] = [];
	const parts = (text ?? '').split(/\s+/).filter(Boolean);
	for (let at = 0; at < parts.length && distances.length < most; at++) {
		const isGroup = parts[at] === 'g';
		const times = isGroup ? Math.min(Number(parts[at + 1]), most) : 1;
		const distance = Number(parts[isGroup ? at + 2 : at]);
		if (isGroup) at += 2;
		if (!Number.isFinite(times) || !Number.isFinite(distance)) return distances;
		for (let n = 0; n < times; n++) distances.push(distance);
	}
	return distances;
}

/** Numbers behind a step of a path, of which the last two are the point it ends at. */
const STEP_LENGTHS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/** `M 0 0 L 10 0`: the subpaths as the points that straight steps join; curves begin another one. */
export function subpathsIn(data: string, matrix: Matrix): Point[][] {
	const paths: Point[][] = [];
	const parts = data.trim().split(/[\s,]+/);
	for (let at = 0; at < parts.length;) {
		const step = parts[at] ?? '';
		const length = STEP_LENGTHS[step];
		if (length === undefined) return paths;
		const current = paths.at(-1);
		if (step === 'C' && current?.[0]) current.push(current[0]);
		else if (length > 0) {
			const point = onPage(matrix, Number(parts[at + length - 1]), Number(parts[at + length]));
			if (step === 'L' && current) current.push(point);
			else paths.push([point]);
		}
		at += length + 1;
	}
	return paths;
}
