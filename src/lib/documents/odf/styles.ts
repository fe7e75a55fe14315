/** Styles of an OpenDocument file that change which of its characters count. */
import { MAX_STYLE_CHAIN } from '../caps.ts';
import { readXml } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';

interface OdfStyle {
	parent: string | null;
	isHidden: boolean;
	isStruck: boolean;
	isRaised: boolean;
}

export type ShownStyle = Omit<OdfStyle, 'parent'>;

const PARTS = ['styles.xml', 'content.xml'];

/** @returns what the style of a name does, with what it inherits */
export function readStyles(archive: ZipArchive): (name: string | undefined) => ShownStyle {
	const styles = new Map<string, OdfStyle>();
	let current: OdfStyle | null = null;
	for (const part of PARTS.filter((name) => archive.has(name)))
		readXml(archive.read(part), part, {
			open(name, attribute) {
				if (name === 'office:body') return 'skip';
				if (name === 'style:style') {
					const parent = attribute('parent-style-name') ?? null;
					current = { parent, isHidden: false, isStruck: false, isRaised: false };
					styles.set(attribute('name') ?? '', current);
				} else if (name === 'style:text-properties' && current) {
					current.isHidden = attribute('display') === 'none';
					current.isStruck = (attribute('text-line-through-style') ?? 'none') !== 'none';
					current.isRaised = /^(?:super|[1-9])/.test(attribute('text-position') ?? '');
				}
				return undefined;
			},
			close(name) {
				if (name === 'style:style') current = null;
			},
			text() {}
		});
	return (name) => inherited(styles, name);
}

function inherited(styles: ReadonlyMap<string, OdfStyle>, name: string | undefined): ShownStyle {
	const shown = { isHidden: false, isStruck: false, isRaised: false };
	let style = styles.get(name ?? '');
	for (let n = 0; style && n < MAX_STYLE_CHAIN; n++) {
		shown.isHidden ||= style.isHidden;
		shown.isStruck ||= style.isStruck;
		shown.isRaised ||= style.isRaised;
		style = style.parent === null ? undefined : styles.get(style.parent);
	}
	return shown;
}
