/** The documents and style sheets that are generated, whole or in part, as they should be now. */
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { themeStyles } from '#lib/charts/on-dark.ts';
import { dataDictionary } from './data-dictionary.ts';
import { layerPicture, layerTable, packageRules, serverPicture } from './layer-rules.ts';
import { replaceParts } from './markdown.ts';

/** Path from the project root → content, formatted as every file of the project. */
export async function generatedDocuments(): Promise<Map<string, string>> {
	const architecture = replaceParts(readFileSync('docs/architecture.md', 'utf8'), {
		picture: layerPicture(),
		'server-picture': serverPicture(),
		layers: layerTable(),
		packages: packageRules()
	});
	const documents = [
		['docs/architecture.md', architecture],
		['docs/data-dictionary.md', await dataDictionary()],
		['src/lib/charts/theme.css', themeStyles()]
	] as const;
	const formatted = documents.map(
		async ([path, text]) => [path, await prettify(path, text)] as const
	);
	return new Map(await Promise.all(formatted));
}

async function prettify(path: string, text: string): Promise<string> {
	return format(text, { ...(await resolveConfig(path)), filepath: path });
}
