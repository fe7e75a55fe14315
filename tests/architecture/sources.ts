/** The project's own code as the architecture tests see it: files, what each imports, and what each exports. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
	/** From the project root, with `/`. */
	path: string;
	/** TypeScript; of a component what stands in its `<script>` elements. */
	code: string;
	/** Files of the project that it imports, types included. */
	imports: readonly string[];
}

const FOLDERS = ['src', 'scripts', 'tests'];

/** Every TypeScript module and component of the product, its commands and its tests. */
export const SOURCES: readonly SourceFile[] = FOLDERS.flatMap((folder) =>
	globSync(`${folder}/**/*.{ts,svelte}`)
		.map((path) => path.split(sep).join('/'))
		.filter((path) => !path.endsWith('.d.ts') && !path.startsWith('tests/fixtures/'))
		.sort()
		.map(readSource)
);

function readSource(path: string): SourceFile {
	const text = readFileSync(path, 'utf8');
	const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
	const { importedFiles } = ts.preProcessFile(code, true, true);
	const imports = importedFiles.map(({ fileName }) => resolve(path, fileName));
	return { path, code, imports: imports.filter((target) => target !== null) };
}

function scriptsOf(component: string): string {
	const scripts = [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
	return scripts.map(([, code]) => code).join('\n');
}

function resolve(from: string, specifier: string): string | null {
	if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'src/lib/');
	if (!specifier.startsWith('.')) return null;
	return join(dirname(from), specifier).split(sep).join('/');
}

/** Every name that a module declares, that of a variable, parameter or member included. */
export function namesIn({ path, code }: SourceFile): string[] {
	const names: string[] = [];
	const visit = (node: ts.Node): void => {
		const { name } = node as { name?: ts.Node };
		const isDeclared = name && !ts.isPropertyAccessExpression(node);
		if (isDeclared && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)))
			names.push(name.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest));
	return names;
}

/** Every chain of imports that leads back to its start, each once, e.g. `['a.ts', 'b.ts', 'a.ts']`. */
export function importCircles(sources: readonly SourceFile[]): string[][] {
	const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
	const done = new Set<string>();
	const circles: string[][] = [];
	const follow = (path: string, way: readonly string[]): void => {
		const seenAt = way.indexOf(path);
		if (seenAt >= 0) circles.push([...way.slice(seenAt), path]);
		if (seenAt >= 0 || done.has(path)) return;
		for (const target of importsOf.get(path) ?? []) follow(target, [...way, path]);
		done.add(path);
	};
	for (const { path } of sources) follow(path, []);
	return circles;
}
