/** The layers of the lint rule as a picture and as a table. */
import {
	HIDDEN_PACKAGES,
	LAYERS,
	PURE_FOLDERS,
	PURE_PACKAGES
} from '../../tests/architecture/layers.ts';
import { code, markdownTable } from './markdown.ts';

const shortName = (path: string) => path.replace(/^src\/lib\//, '').replace(/\/$/, '');
const nodeId = (path: string) => shortName(path).replaceAll(/[^a-z0-9]/gi, '_');

/** The layer that a folder or file lies in: a layer may import a single file of another one. */
function layerAt(path: string): string {
	const around = LAYERS.filter(({ at }) => path.startsWith(at)).map(({ at }) => at);
	return around.sort((a, b) => b.length - a.length)[0] ?? path;
}

/** A Mermaid flow chart: an arrow leads from each layer to those that it may import. */
export function layerPicture(): string {
	const boxes = LAYERS.map(({ at }) => `  ${nodeId(at)}["${shortName(at)}"]`);
	const arrows = LAYERS.flatMap(({ at, mayImport, mayImportTypes = [] }) => [
		...arrowsOf(at, mayImport, '-->'),
		...arrowsOf(at, mayImportTypes, '-. types .->')
	]);
	return ['```mermaid', 'flowchart BT', ...boxes, ...arrows, '```'].join('\n');
}

function arrowsOf(from: string, targets: readonly string[], arrow: string): string[] {
	const layers = new Set(targets.map(layerAt).filter((to) => to !== from));
	return [...layers]
		.filter((to) => LAYERS.some(({ at }) => at === to))
		.map((to) => `  ${nodeId(from)} ${arrow} ${nodeId(to)}`);
}

export function layerTable(): string {
	const rows = LAYERS.map(({ at, mayImport, mayImportTypes = [], why }) => [
		code(at),
		[
			...mayImport.map((path) => code(shortName(path))),
			...mayImportTypes.map((path) => `${code(shortName(path))} (types)`)
		].join(', ') || 'nothing',
		why
	]);
	return markdownTable(['room', 'may import, besides itself', 'because'], rows);
}

export function packageRules(): string {
	const hidden = Object.entries(HIDDEN_PACKAGES).map(
		([name, home]) => `- Only ${code(home)} imports ${code(name)}.`
	);
	const pure = PURE_FOLDERS.map(code).join(', ');
	return [
		...hidden,
		`- ${pure} import no package but ${PURE_PACKAGES.map(code).join(', ')}, and do no input or output.`
	].join('\n');
}
