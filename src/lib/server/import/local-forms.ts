/** The definitions of taught forms, a JSON file each, in a folder of the bureau's own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormError, parseLocalForm, type LocalForm } from '#lib/forms/local/definition.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ConfigError, configuration } from '../config.ts';

/** A draft waits for its correction under this ending, and is not loaded. */
export const DRAFT_ENDING = '.draft.json';

/** The configured folder, or `data/forms` of the project. */
export function formsFolder(): string {
	return configuration().formsFolder ?? join(PROJECT_ROOT, 'data/forms');
}

/** The taught forms of the configured folder. @throws ConfigError naming the file and the field that is wrong. */
export function localForms(): LocalForm[] {
	return loadLocalForms(formsFolder());
}

/**
 * In the order of the files' names; none where there is no such folder.
 * @throws ConfigError naming the file and the field that is wrong.
 */
function loadLocalForms(folder: string): LocalForm[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json') && !name.endsWith(DRAFT_ENDING))
		.sort()
		.map((name) => readLocalForm(join(folder, name)));
}

/** @throws ConfigError naming the file and the field that is wrong. */
export function readLocalForm(path: string): LocalForm {
	const wrong = (sentence: string) => new ConfigError(`报表定义“${path}”不能使用：${sentence}。`);
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		throw wrong(`不是有效的 JSON（${detail}）`);
	}
	try {
		return parseLocalForm(json);
	} catch (error) {
		throw error instanceof FormError ? wrong(error.message) : error;
	}
}
