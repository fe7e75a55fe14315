/** Writes OFD packages (GB/T 33190) of given page objects; lengths are millimetres, `y` downwards. */
import { writeZip } from './zip-file.ts';

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export interface OfdParts {
	/** The objects of each page. */
	pages: string[];
	/** The objects of a template below every page. */
	template?: string;
	/** Drawing parameters and units that objects are made up of. */
	resources?: string;
	/** Objects of an annotation of the first page. */
	annotation?: string;
	/** Further parts, by their paths. */
	more?: Record<string, string>;
}

export function writeOfd(written: OfdParts): Buffer {
	const { pages, template, resources, annotation, more = {} } = written;
	const listed = pages.map((_, n) => `<ofd:Page ID="${n + 1}" BaseLoc="Pages/P${n}/Content.xml"/>`);
	const below = template === undefined ? '' : '<ofd:TemplatePage ID="90" BaseLoc="/Doc_0/T.xml"/>';
	const used = template === undefined ? '' : '<ofd:Template TemplateID="90" ZOrder="Background"/>';
	const parts: Record<string, string> = {
		'OFD.xml': `<ofd:OFD ${NAMESPACE} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		'Doc_0/Document.xml': `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 2000 2000</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes>${below}</ofd:CommonData><ofd:Pages>${listed.join('')}</ofd:Pages><ofd:Annotations>Annotations.xml</ofd:Annotations></ofd:Document>`,
		...more
	};
	pages.forEach((objects, n) => {
		parts[`Doc_0/Pages/P${n}/Content.xml`] = pageOf(used, objects);
	});
	if (resources !== undefined)
		parts['Doc_0/Res.xml'] = `<ofd:Res ${NAMESPACE}>${resources}</ofd:Res>`;
	if (annotation !== undefined) {
		parts['Doc_0/Annotations.xml'] =
			`<ofd:Annotations ${NAMESPACE}><ofd:Page PageID="1"><ofd:FileLoc>Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`;
		parts['Doc_0/Annot.xml'] =
			`<ofd:PageAnnot ${NAMESPACE}><ofd:Annot ID="5" Type="Watermark"><ofd:Appearance>${annotation}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`;
	}
	if (template !== undefined) parts['Doc_0/T.xml'] = pageOf('', template);
	return writeZip(Object.entries(parts).map(([name, data]) => ({ name, data })));
}

function pageOf(head: string, objects: string): string {
	return `<ofd:Page ${NAMESPACE}>${head}<ofd:Content><ofd:Layer ID="80">${objects}</ofd:Layer></ofd:Content></ofd:Page>`;
}

/** A text of 4 mm; Chinese characters are as wide as high, others half of that. */
export function text(
	x: number,
	y: number,
	content: string,
	attributes = '',
	colour?: string
): string {
	const fill = colour === undefined ? '' : `<ofd:FillColor Value="${colour}"/>`;
	const widths = [...content].map((character) => (character > '\u2e7f' ? 4 : 2)).slice(0, -1);
	return `<ofd:TextObject Boundary="${x} ${y} 60 6" Size="4"${attributes}>${fill}<ofd:TextCode X="0" Y="4" DeltaX="${widths.join(' ')}">${content}</ofd:TextCode></ofd:TextObject>`;
}

export function line(x1: number, y1: number, x2: number, y2: number): string {
	return `<ofd:PathObject Boundary="${x1} ${y1} 1 1" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${x2 - x1} ${y2 - y1}</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** The lines of a table. */
export function grid(xs: number[], ys: number[]): string {
	const [left = 0, right = 0, top = 0, foot = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
	return [...xs.map((x) => line(x, top, x, foot)), ...ys.map((y) => line(left, y, right, y))].join(
		''
	);
}

export function box(x: number, y: number, width: number, height: number, colour: string): string {
	return `<ofd:PathObject Boundary="${x} ${y} ${width} ${height}" Stroke="false" Fill="true"><ofd:FillColor Value="${colour}"/><ofd:AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</ofd:AbbreviatedData></ofd:PathObject>`;
}
