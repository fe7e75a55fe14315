/** Page headers and footers of the sheets of an .ods file: a sheet's style names a master page, which holds them. */
import { readXml } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';

const MARGIN = /^style:(?:header|footer)(?:-left|-first)?$/;

/** Tells whether the element is a page header or footer that is printed. */
export function isPrintedMargin(name: string, display: string | undefined): boolean {
	return MARGIN.test(name) && display !== 'false';
}

/** Lines of the page headers and footers, by the name of the master page. */
export function readMasterPages(archive: ZipArchive): ReadonlyMap<string, string> {
	const pages = new Map<string, string>();
	if (!archive.has('styles.xml')) return pages;
	let page = '';
	let depth = 0;
	readXml(archive.read('styles.xml'), 'styles.xml', {
		open(name, attribute) {
			if (name === 'style:master-page') page = attribute('name') ?? '';
			if (MARGIN.test(name) && !isPrintedMargin(name, attribute('display'))) return 'skip';
			if (depth > 0 || MARGIN.test(name)) depth++;
			return undefined;
		},
		close(name) {
			if (depth > 0) depth--;
			if (name === 'text:p') pages.set(page, `${pages.get(page) ?? ''}\n`);
		},
		text(text) {
			if (depth > 0) pages.set(page, (pages.get(page) ?? '') + text);
		}
	});
	return pages;
}
