/** The objects of an OFD page, of its templates and of what they are made up of → what a person sees of them. */
import { isUnseen, PAPER, type Colour } from '../appearance.ts';
import type { Matrix } from '../page/matrix.ts';
import { boundsOf } from '../page/shown.ts';
import type { PathBounds, RulingLine, TextPiece } from '../page/shown.ts';
import { inside, readXml } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { toPoints } from './coordinates.ts';
import { colourOf, PageObjects, type DrawnObject } from './page-objects.ts';
import type { OfdPage } from './structure.ts';

/** Objects made up of others that are made up of others. */
const MAX_DEPTH = 4;

export interface DrawnPage {
	pieces: TextPiece[];
	rules: RulingLine[];
	/** Number of texts that nobody sees: of the colour of their ground, covered, off the paper, or hidden. */
	hidden: number;
	/** Slanted texts and those of annotations, which are left out. */
	slanted: string[];
	notes: string[];
}

export function drawPage(archive: ZipArchive, page: OfdPage, number: number): DrawnPage {
	const params = paramsOf(archive, page);
	const read = (part: string): PageObjects => {
		const objects = new PageObjects(number, params);
		readXml(archive.read(part), part, objects);
		return objects;
	};
	const own = read(page.part);
	const layers: PageObjects[] = [own];
	for (const { id, isAbove } of own.templates) {
		const part = page.templates.get(id);
		if (part !== undefined)
			layers.splice(isAbove ? layers.length : layers.indexOf(own), 0, read(part));
	}
	const unpack = (objects: PageObjects, depth: number): PageObjects[] => [
		objects,
		...objects.drawn.flatMap((drawn) =>
			drawn.kind === 'composite' && depth < MAX_DEPTH
				? unpack(
						readUnit(archive, page, drawn, new PageObjects(number, params, drawn.matrix)),
						depth + 1
					)
				: []
		)
	];
	const all = layers.flatMap((layer) => unpack(layer, 1));
	const { pieces, hidden } = seenPieces(
		all.flatMap(({ drawn }) => drawn),
		own.box ?? page.box
	);
	return {
		pieces,
		hidden,
		rules: all.flatMap(({ rules }) => rules),
		slanted: all.flatMap(({ slanted }) => slanted),
		notes: page.annotations.flatMap((part) => textsOf(read(part)))
	};
}

function textsOf({ drawn, slanted }: PageObjects): string[] {
	const texts = drawn.flatMap((each) =>
		each.kind === 'text' && !each.isHidden ? [each.piece.text] : []
	);
	return [...texts, ...slanted].filter((text) => text.trim() !== '');
}

/** Reads the objects that one is made up of, which are in a resource. */
function readUnit(
	archive: ZipArchive,
	{ resources }: OfdPage,
	{ id }: { id: string; matrix: Matrix },
	objects: PageObjects
): PageObjects {
	const isUnit: Parameters<typeof inside>[0] = (name, attribute) =>
		name === 'ofd:CompositeGraphicUnit' && attribute('ID') === id;
	for (const part of resources) readXml(archive.read(part), part, inside(isUnit, objects));
	return objects;
}

/** Colours of the drawing parameters, with those that they are based on. */
function paramsOf(archive: ZipArchive, { resources }: OfdPage): Map<string, Colour> {
	const colours = new Map<string, Colour>();
	for (const part of resources) {
		let id: string | null = null;
		readXml(archive.read(part), part, {
			open(name, attribute) {
				if (name === 'ofd:DrawParam') {
					id = attribute('ID') ?? '';
					const base = colours.get(attribute('Relative') ?? '');
					if (base !== undefined) colours.set(id, base);
				} else if (name === 'ofd:FillColor' && id !== null)
					colours.set(id, colourOf(attribute('Value')));
			},
			close(name) {
				if (name === 'ofd:DrawParam') id = null;
			},
			text() {}
		});
	}
	return colours;
}

interface Box extends PathBounds {
	colour: Colour;
}

/** Boxes looked at for the ground of one text: the last that were drawn. */
const MOST_BOXES = 5_000;

function seenPieces(
	drawn: readonly DrawnObject[],
	paper: readonly number[] | null
): { pieces: TextPiece[]; hidden: number } {
	const boxes: { box: Box; at: number }[] = [];
	drawn.forEach((each, at) => {
		if (each.kind === 'box' && boxes.length < MOST_BOXES)
			boxes.push({ box: { ...boundsOf(each.points), colour: each.colour }, at });
	});
	const pieces: TextPiece[] = [];
	let hidden = 0;
	drawn.forEach((each, at) => {
		if (each.kind !== 'text') return;
		const { piece, colour, isHidden } = each;
		const over = boxes.filter(({ box }) => isWithin(piece, box));
		const ground = over.findLast((other) => other.at < at)?.box.colour ?? PAPER;
		const isCovered = over.some((other) => other.at > at && other.box.colour >= 0);
		const isUnseenHere = isUnseen({ colour, points: piece.height }, ground);
		if (isHidden || isCovered || isUnseenHere || isOffPaper(piece, paper)) hidden++;
		else pieces.push(piece);
	});
	return { pieces, hidden };
}

function isWithin({ left, right, base, height }: TextPiece, box: Box): boolean {
	const [x, y] = [(left + right) / 2, base + height / 3];
	return x > box.left && x < box.right && y > box.low && y < box.high;
}

function isOffPaper({ left, right, base }: TextPiece, paper: readonly number[] | null): boolean {
	if (!paper) return false;
	const [x = 0, y = 0, width = 0, height = 0] = paper.map(toPoints);
	return right < x || left > x + width || -base < y || -base > y + height + 20;
}
