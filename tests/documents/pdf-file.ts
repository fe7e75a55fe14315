/** Writes PDF files of text and lines, in a Chinese font that the reader has to know by its name. */

export interface PdfPage {
	/** Texts at a place, 10 points high unless said; `y` upwards from the foot of the page. */
	texts: [x: number, y: number, text: string, height?: number][];
	lines?: [x1: number, y1: number, x2: number, y2: number][];
	/** Operators before all content, such as a turn of the page. */
	before?: string;
	/** Dictionaries of fields and notes over the page. */
	annotations?: string;
	/** Content of the stream for which one of the annotations says `APPEARANCE`. */
	appearance?: string;
}

/** An element of the structure tree: its role, its children or the number of its text on the first page, its spans. */
export type Tag = [role: string, content: Tag[] | number, spans?: string];

/**
 * @param tags of the first page, whose texts then bear their numbers from 0
 * @param layer whether the layer is shown that contents name as `/OC /L`
 */
export function writePdf(pages: PdfPage[], tags?: Tag, layer?: 'ON' | 'OFF'): Buffer {
	const first = 6 + 2 * pages.length;
	const kids = pages.map((_, n) => `${6 + 2 * n} 0 R`).join(' ');
	const objects = [
		`<< /Type /Catalog /Pages 2 0 R${tags ? ` /MarkInfo << /Marked true >> /StructTreeRoot ${first} 0 R` : ''} >>`,
		`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
		'<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>',
		'<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>',
		'<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
		...pages.flatMap((page, n) => {
			const content = contentOf(page, tags !== undefined && n === 0);
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents ${7 + 2 * n} 0 R${tags ? ' /StructParents 0' : ''}${page.annotations ? ` /Annots [${page.annotations}]` : ''} >>`,
				`<< /Length ${content.length} >>\nstream\n${content}\nendstream`
			];
		}),
		...(tags ? treeOf(tags, first) : [])
	];
	for (const { appearance } of pages) if (appearance) addAppearance(objects, appearance);
	if (layer) addLayer(objects, layer);
	let file = '%PDF-1.5\n';
	const offsets = objects.map((object, n) => {
		const offset = file.length;
		file += `${n + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	return Buffer.from(
		`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`
	);
}

/** Adds the stream in place of which one of the objects says `APPEARANCE`. */
function addAppearance(objects: string[], content: string): void {
	const owner = objects.findIndex((object) => object.includes('APPEARANCE'));
	objects[owner] = objects[owner]?.replace('APPEARANCE', `${objects.length + 1} 0 R`) ?? '';
	objects.push(
		`<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Length ${content.length} >>\nstream\n${content}\nendstream`
	);
}

function addLayer(objects: string[], state: 'ON' | 'OFF'): void {
	objects.push('<< /Type /OCG /Name (Draft) >>');
	const layer = `${objects.length} 0 R`;
	const settings = `/OCProperties << /OCGs [${layer}] /D << /${state} [${layer}] >> >>`;
	objects.forEach((object, index) => {
		objects[index] = object
			.replace('/Catalog', `/Catalog ${settings}`)
			.replace('/Resources <<', `/Resources << /Properties << /L ${layer} >>`);
	});
}

/** The file with a font that numbers its glyphs and says of none which character it is. */
export function withUnnamedGlyphs(file: Buffer): Buffer {
	const text = file.toString('latin1');
	return Buffer.from(
		text.replace('/UniGB-UTF16-H', '/Identity-H   ').replace('(GB1)', '(Own)'),
		'latin1'
	);
}

/** The objects of a structure tree, of which the root has the number `first`. */
function treeOf(tags: Tag, first: number): string[] {
	const objects = ['', ''];
	const owners: string[] = [];
	const add = ([role, content, spans = '']: Tag, parent: number): number => {
		const number = first + objects.length;
		objects.push('');
		const kids =
			typeof content === 'number'
				? content
				: content.map((tag) => `${add(tag, number)} 0 R`).join(' ');
		if (typeof content === 'number') owners[content] = `${number} 0 R`;
		const attributes = spans === '' ? '' : ` /A << /O /Table ${spans} >>`;
		objects[number - first] =
			`<< /Type /StructElem /S /${role} /P ${parent} 0 R /Pg 6 0 R /K [${kids}]${attributes} >>`;
		return number;
	};
	const top = add(tags, first);
	objects[0] = `<< /Type /StructTreeRoot /K [${top} 0 R] /ParentTree ${first + 1} 0 R >>`;
	objects[1] = `<< /Nums [0 [${owners.join(' ')}]] >>`;
	return objects;
}

function contentOf({ texts, lines = [], before = '' }: PdfPage, isMarked: boolean): string {
	const written = texts.map(([x, y, text, height = 10], index) => {
		const codes = [...Buffer.from(text, 'utf16le').swap16()];
		const hex = codes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
		const drawn = `BT /F ${height} Tf 1 0 0 1 ${x} ${y} Tm <${hex}> Tj ET`;
		return isMarked ? `/P << /MCID ${index} >> BDC ${drawn} EMC` : drawn;
	});
	const drawn = lines.map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S`);
	return [before, ...drawn, ...written].join('\n');
}

/** The lines of a table whose grid lines are given, without the parts between the cells that are merged. */
export function grid(xs: number[], ys: number[]): [number, number, number, number][] {
	const [left = 0, right = 0] = [xs[0], xs.at(-1)];
	const [top = 0, foot = 0] = [ys[0], ys.at(-1)];
	return [
		...xs.map((x): [number, number, number, number] => [x, top, x, foot]),
		...ys.map((y): [number, number, number, number] => [left, y, right, y])
	];
}
