/** The layers of the lint rule as pictures and as a table. */
import {
	HIDDEN_PACKAGES,
	layerOf,
	LAYERS,
	PURE_FOLDERS,
	PURE_PACKAGES
} from '../../tests/architecture/layers.ts';
import { code, markdownTable } from './markdown.ts';

const shortName = (path: string) => path.replace(/^src\/lib\//, '').replace(/\/$/, '');
const nodeId = (path: string) => shortName(path).replaceAll(/[^a-z0-9]/gi, '_');

const SERVER = 'src/lib/server/';
const isOfServer = (path: string) => path.startsWith(SERVER);

/** An arrow leads from each layer to those that it may import; the rooms of the server are one box. */
export function layerPicture(): string {
	const boxOf = (path: string) => (isOfServer(path) ? SERVER : layerOf(path)?.at);
	const arrows = LAYERS.flatMap(({ at, mayImport, mayImportTypes = [] }) => [
		...mayImport.map((to) => arrow(boxOf(at), '-->', boxOf(to))),
		...mayImportTypes.map((to) => arrow(boxOf(at), '-. types .->', boxOf(to)))
	]);
	return flowChart([...new Set(LAYERS.map(({ at }) => (isOfServer(at) ? SERVER : at)))], arrows);
}

/** The rooms of the server alone. An arrow is left out where others lead there anyway. */
export function serverPicture(): string {
	const rooms = LAYERS.filter(({ at }) => isOfServer(at) && at !== SERVER);
	const next = new Map(
		rooms.map(({ at, mayImport }) => [
			at,
			rooms.map((room) => room.at).filter((room) => mayImport.includes(room))
		])
	);
	const reached = (from: string): string[] =>
		(next.get(from) ?? []).flatMap((to) => [to, ...reached(to)]);
	const arrows = [...next].flatMap(([from, targets]) => {
		const further = new Set(targets.flatMap(reached));
		return targets.filter((to) => !further.has(to)).map((to) => arrow(from, '-->', to));
	});
	return flowChart([...next.keys()], arrows);
}

/** Null inside one box, and to a file that is no layer of its own. */
function arrow(from: string | undefined, line: string, to: string | undefined): string | null {
	return !from || !to || from === to ? null : `  ${nodeId(from)} ${line} ${nodeId(to)}`;
}

function flowChart(boxes: readonly string[], arrows: readonly (string | null)[]): string {
	return [
		'```mermaid',
		'flowchart BT',
		...boxes.map((at) => `  ${nodeId(at)}["${shortName(at)}"]`),
		...new Set(arrows.filter((one) => one !== null)),
		'```'
	].join('\n');
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
