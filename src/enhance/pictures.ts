/** Saves the drawing that is shown as a file, made from the very SVG of the page. */

/** Pixels a CSS pixel: sharp on a projector and in print. */
const SCALE = 3;

export async function savePicture(figure: HTMLElement, format: 'svg' | 'png'): Promise<void> {
	const drawing = shownDrawing(figure);
	if (!drawing) return;
	const svg = new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' });
	const title = figure.querySelector('.title')?.textContent.trim() ?? '图';
	save(format === 'svg' ? svg : await toPng(drawing), `${title}.${format}`);
}

/** The wide or the narrow drawing, whichever the page shows. */
function shownDrawing(figure: HTMLElement): SVGSVGElement | null {
	const drawings = [...figure.querySelectorAll<SVGSVGElement>('.still svg')];
	return drawings.find((one) => one.getClientRects().length > 0) ?? drawings[0] ?? null;
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
	context.fillStyle = '#fff';
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
