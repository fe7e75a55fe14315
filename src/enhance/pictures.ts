/**
 * Saves the drawing that is shown as a file, made from the very SVG of the page. The file is seen without the page, so it
 * carries the title, what it shows, unit, basis, years, source, and the mark of made-up data.
 */
import { INK } from '#lib/charts/theme.ts';

/** Pixels per CSS pixel: sharp on a projector and in print. */
const SCALE = 3;
const MARGIN = 16;
const SVG = 'http://www.w3.org/2000/svg';

export async function savePicture(figure: HTMLElement, format: 'svg' | 'png'): Promise<void> {
	const drawing = shownDrawing(figure);
	if (!drawing) return;
	const picture = withWords(drawing, figure);
	const svg = new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' });
	const { area } = sourceOfPage();
	const period = figure.querySelector('[data-period]')?.textContent ?? '';
	const name = [figure.dataset.title ?? '图', area, period].filter(Boolean).join('-');
	save(format === 'svg' ? svg : await toPng(picture), `${name}.${format}`);
}

/** The wide or the narrow drawing, whichever the page shows. */
function shownDrawing(figure: HTMLElement): SVGSVGElement | null {
	const drawings = [...figure.querySelectorAll<SVGSVGElement>('.still svg')];
	return drawings.find((one) => one.getClientRects().length > 0) ?? drawings[0] ?? null;
}

function textOf(figure: HTMLElement, selector: string): string {
	return figure.querySelector(selector)?.textContent.trim() ?? '';
}

/** Reads whose reports the page shows from the head that every page has. */
function sourceOfPage(): { area: string; demo: string } {
	const head = document.querySelector<HTMLElement>('[data-area]');
	return { area: head?.dataset.area ?? '', demo: head?.dataset.demo ?? '' };
}

interface PictureLine {
	text: string;
	size: number;
	weight: number;
	fill: string;
}

/** The drawing between its title and its caption, as one SVG. */
function withWords(drawing: SVGSVGElement, figure: HTMLElement): SVGSVGElement {
	const { width, height } = drawing.viewBox.baseVal;
	const { area, demo } = sourceOfPage();
	const partsOf = (selector: string) =>
		[...figure.querySelectorAll(selector)].map((part) => part.textContent).join('　');
	const facts = partsOf('.caption > span:not(.links)');
	const source = `来源：${area}各部门整体支出绩效自评报告，明账整理`;
	const above = [
		...wrapped(textOf(figure, '.title'), { size: 16, weight: 650, fill: INK.text }, width),
		...wrapped(partsOf('.subject > span'), { size: 12, weight: 400, fill: INK.soft }, width),
		...wrapped(textOf(figure, '.description'), { size: 13, weight: 400, fill: INK.soft }, width)
	];
	const small = { size: 12, weight: 400, fill: INK.soft };
	const below = [
		...wrapped(facts, small, width),
		...wrapped(source, small, width),
		...(demo ? wrapped(demo, { ...small, weight: 650 }, width) : [])
	];
	const top = MARGIN + heightOf(above);
	const whole = { width: width + 2 * MARGIN, height: top + height + heightOf(below) + MARGIN };
	const picture = element('svg', {
		xmlns: SVG,
		...whole,
		viewBox: `0 0 ${whole.width} ${whole.height}`
	});
	const inner = drawing.cloneNode(true) as SVGSVGElement;
	for (const [name, value] of Object.entries({ x: MARGIN, y: top, width, height }))
		inner.setAttribute(name, String(value));
	const font = getComputedStyle(document.body).fontFamily;
	picture.append(
		element('rect', { ...whole, fill: INK.paper }),
		...textElements(above, MARGIN, font),
		inner,
		...textElements(below, top + height, font)
	);
	return picture as SVGSVGElement;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
	const made = document.createElementNS(SVG, name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
	return made;
}

const lineHeight = ({ size }: Pick<PictureLine, 'size'>) => Math.round(size * 1.5);

function heightOf(lines: readonly PictureLine[]): number {
	return lines.reduce((sum, line) => sum + lineHeight(line), 0);
}

function textElements(lines: readonly PictureLine[], from: number, font: string): SVGElement[] {
	let y = from;
	return lines.map((line) => {
		y += lineHeight(line);
		const text = element('text', {
			x: MARGIN,
			y: y - line.size * 0.4,
			'font-family': font,
			'font-size': line.size,
			'font-weight': line.weight,
			fill: line.fill
		});
		text.textContent = line.text;
		return text;
	});
}

/** SVG text does not wrap by itself. Chinese may break between any two characters. */
function wrapped(text: string, look: Omit<PictureLine, 'text'>, width: number): PictureLine[] {
	const context = document.createElement('canvas').getContext('2d');
	if (!context || text === '') return [];
	context.font = `${look.weight} ${look.size}px ${getComputedStyle(document.body).fontFamily}`;
	const lines = [''];
	for (const { segment } of new Intl.Segmenter('zh').segment(text)) {
		const longer = `${lines.at(-1) ?? ''}${segment}`;
		if (context.measureText(longer).width > width) lines.push(segment);
		else lines[lines.length - 1] = longer;
	}
	return lines.map((line) => ({ ...look, text: line }));
}

async function toPng(drawing: SVGSVGElement): Promise<Blob> {
	const { width, height } = drawing.viewBox.baseVal;
	const text = new XMLSerializer().serializeToString(drawing);
	const image = new Image(width * SCALE, height * SCALE);
	// A data URL, since the page's policy allows pictures from itself and from data only.
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = width * SCALE;
	canvas.height = height * SCALE;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No canvas to draw the picture on');
	context.fillStyle = INK.paper;
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => {
			if (blob) resolve(blob);
			else reject(new Error('The picture could not be made'));
		}, 'image/png');
	});
}

function save(blob: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => {
		URL.revokeObjectURL(link.href);
	}, 10_000);
}
