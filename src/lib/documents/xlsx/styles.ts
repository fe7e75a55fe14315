/** xl/styles.xml → what the style of a cell does to the value that a person sees. */
import { builtInFormat, formatOfCode } from '../sheet/number-format.ts';
import type { NumberFormat } from '../sheet/number-format.ts';
import { readXml } from '../xml.ts';
import type { CellStyle } from './worksheet.ts';

/** Styles by index (`s` of a cell), from the bytes of the part. */
export function readStyles(bytes: Uint8Array, part: string): CellStyle[] {
	const custom = new Map<number, NumberFormat>();
	const struckFonts: boolean[] = [];
	const styles: CellStyle[] = [];
	const path: string[] = [];
	readXml(bytes, part, {
		open(name, attribute) {
			const parent = path.at(-1);
			path.push(name);
			const id = Number(attribute('numFmtId') ?? 0);
			if (name === 's:numFmt') custom.set(id, formatOfCode(attribute('formatCode') ?? ''));
			else if (name === 's:font' && parent === 's:fonts') struckFonts.push(false);
			else if (name === 's:strike' && path.includes('s:fonts'))
				struckFonts[struckFonts.length - 1] = !['0', 'false'].includes(attribute('val') ?? '');
			else if (name === 's:xf' && parent === 's:cellXfs') {
				const isStruck = struckFonts[Number(attribute('fontId') ?? 0)] ?? false;
				styles.push({ format: custom.get(id) ?? builtInFormat(id), isStruck });
			}
		},
		close() {
			path.pop();
		},
		text() {}
	});
	return styles;
}
