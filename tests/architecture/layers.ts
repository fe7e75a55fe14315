/** The layers, as a lint rule whose message says why. The folders are those of the way of a figure. */
import type { Rule } from 'eslint';
import { dirname, join, relative, sep } from 'node:path';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

interface Layer {
	/** Folder or file, from the project root. The longest that fits a file is its layer. */
	at: string;
	/** Folders and files of `src` that it may import besides itself; of the server's rooms only those that stand before it. */
	mayImport: readonly string[];
	/** Further ones of which it may import types alone. */
	mayImportTypes?: readonly string[];
	why: string;
}

const LIB = 'src/lib/';
const DOCUMENTS = `${LIB}documents/`;
const CATALOGUE = `${LIB}catalogue/`;
const FILING = `${LIB}filing/`;
const FORMS = `${LIB}forms/`;
const REVIEW = `${LIB}review/`;
const COMPARISON = `${LIB}comparison/`;
const CHARTS = `${LIB}charts/`;
const ANSWERS = `${LIB}answers/`;
const COMPONENTS = `${LIB}components/`;
const COMMANDS = `${LIB}commands/`;
const SERVER = `${LIB}server/`;
const room = (name: string) => `${SERVER}${name}/`;
const LEDGER = room('ledger');
const IMPORT = room('import');
const PARSER = room('import/parser');
const ROUND = room('round');
const CORRECTION = room('correction');
const REASSESSMENT = room('reassessment');
const HAND_IN = room('hand-in');
const ACCOUNTS = room('accounts');
const QUESTIONS = room('questions');
const REQUEST = room('request');
const CONTENTS = room('contents');
const EXPORTS = room('exports');
const API = room('api');
const RECHECK = room('recheck');
const WEB = room('web');
const PAGES = room('pages');
const OPERATION = room('operation');
/** Files that every room of the server but the ledger uses. */
const SHARED = ['cache', 'config', 'log', 'pinyin', 'refused-error'].map(
	(name) => `${SERVER}${name}.ts`
);
const LINKS = `${LIB}links.ts`;
const PROJECT_ROOT_FILE = `${LIB}project-root.ts`;
/** Marks data for `hooks.ts`, which the browser loads too. */
const SERVER_ONLY_DATA = `${LIB}server-only-data.ts`;
/** Place of a figure in a document and the shape of a problem with it: words of every layer. */
const PLACES = [`${DOCUMENTS}place.ts`, `${DOCUMENTS}issue.ts`];
const PURE = [CATALOGUE, FILING, REVIEW, COMPARISON, ...PLACES];

export const LAYERS: readonly Layer[] = [
	{
		at: DOCUMENTS,
		mayImport: [],
		why: 'documents are read without knowledge of finance, so that a reader can be tried and replaced alone'
	},
	{ at: CATALOGUE, mayImport: PLACES, why: 'the catalogue is the vocabulary of all the others' },
	{
		at: FILING,
		mayImport: [CATALOGUE, ...PLACES],
		why: 'the shape of a filing depends on words alone'
	},
	{
		at: FORMS,
		mayImport: [CATALOGUE, FILING, DOCUMENTS],
		why: 'forms are read in a process of their own, without the database'
	},
	{
		at: REVIEW,
		mayImport: [CATALOGUE, FILING, ...PLACES],
		why: 'a review is a function of the filing alone'
	},
	{ at: COMPARISON, mayImport: [CATALOGUE], why: 'a comparison is a function of rows alone' },
	{
		at: PROJECT_ROOT_FILE,
		mayImport: [],
		why: 'where the project lies is known before anything of it'
	},
	{
		at: LINKS,
		mayImport: [CATALOGUE, ...PLACES],
		why: 'an address is a function of the choice alone'
	},
	{
		at: CHARTS,
		mayImport: [CATALOGUE, COMPARISON],
		why: 'a chart is a function of rows; where they come from is not its matter'
	},
	{
		at: ANSWERS,
		mayImport: [...PURE, CHARTS, LINKS],
		mayImportTypes: [QUESTIONS],
		why: 'an answer words and draws what a question found; it neither stores nor serves'
	},
	{
		at: COMPONENTS,
		mayImport: [...PURE, CHARTS, ANSWERS, LINKS],
		mayImportTypes: [QUESTIONS, HAND_IN],
		why: 'a component shows what a page gives it; only pages ask the server'
	},
	{
		at: LEDGER,
		mayImport: [FORMS, DOCUMENTS, ...PURE],
		why: 'the ledger keeps filings and gives them back; who asks is not its matter'
	},
	{
		at: SERVER,
		mayImport: [LEDGER, PROJECT_ROOT_FILE],
		why: 'what every room of the server uses knows none of them'
	},
	{
		at: PARSER,
		mayImport: [CATALOGUE, FILING, FORMS, DOCUMENTS],
		why: 'documents are read in a process of their own, without the database'
	},
	{
		at: IMPORT,
		mayImport: [
			LEDGER,
			PARSER,
			...SHARED,
			CATALOGUE,
			FILING,
			REVIEW,
			FORMS,
			DOCUMENTS,
			PROJECT_ROOT_FILE
		],
		why: 'an import finds, reads and stores files; who sent them is not its matter'
	},
	{
		at: ROUND,
		mayImport: [LEDGER, ...SHARED, CATALOGUE],
		why: 'a decision on a report is written whether or not a page asked for it'
	},
	{
		at: CORRECTION,
		mayImport: [LEDGER, ROUND, ...SHARED, CATALOGUE, FILING, ...PLACES],
		why: 'a correction is written whether or not a page asked for it'
	},
	{
		at: REASSESSMENT,
		mayImport: [LEDGER, ROUND, ...SHARED, CATALOGUE, COMPARISON, DOCUMENTS],
		why: "the bureau's own scores are written whether or not a page asked for them"
	},
	{
		at: HAND_IN,
		mayImport: [
			LEDGER,
			IMPORT,
			ROUND,
			CORRECTION,
			...SHARED,
			CATALOGUE,
			FILING,
			DOCUMENTS,
			PROJECT_ROOT_FILE
		],
		why: 'a hand-in is an import with somebody who confirms it'
	},
	{
		at: ACCOUNTS,
		mayImport: [LEDGER, ROUND, ...SHARED, CATALOGUE],
		why: 'who asks is known before what is asked'
	},
	{
		at: QUESTIONS,
		mayImport: [LEDGER, IMPORT, CORRECTION, ACCOUNTS, ...SHARED, ...PURE, FORMS, DOCUMENTS, LINKS],
		why: 'a question finds rows; wording and drawing them is for answers'
	},
	{
		at: REQUEST,
		mayImport: [LEDGER, QUESTIONS, ...SHARED, CATALOGUE, LINKS],
		why: 'an address is read before anything answers it'
	},
	{
		at: CONTENTS,
		mayImport: [LEDGER, ACCOUNTS, QUESTIONS, REQUEST, ...SHARED, CATALOGUE, COMPARISON, ANSWERS],
		why: 'what a page and a file both hold knows neither of them'
	},
	{
		at: EXPORTS,
		mayImport: [
			LEDGER,
			IMPORT,
			ACCOUNTS,
			QUESTIONS,
			REQUEST,
			CONTENTS,
			...SHARED,
			CATALOGUE,
			COMPARISON,
			ANSWERS,
			...PLACES
		],
		why: 'a file is written without the page that links to it'
	},
	{
		at: API,
		mayImport: [LEDGER, QUESTIONS, REQUEST, ...SHARED, CATALOGUE, COMPARISON],
		why: 'a list of the API is rows; words and charts are for pages'
	},
	{
		at: RECHECK,
		mayImport: [LEDGER, IMPORT, ACCOUNTS, QUESTIONS, REQUEST, EXPORTS, ...SHARED, CATALOGUE],
		why: 'what was printed is compared by its file, not by its page'
	},
	{
		at: WEB,
		mayImport: [
			LEDGER,
			HAND_IN,
			ACCOUNTS,
			QUESTIONS,
			REQUEST,
			EXPORTS,
			API,
			...SHARED,
			CATALOGUE,
			LINKS,
			SERVER_ONLY_DATA
		],
		why: 'the server around the pages knows what an address asks for, not how a page answers'
	},
	{
		at: PAGES,
		mayImport: [
			LEDGER,
			ROUND,
			CORRECTION,
			HAND_IN,
			ACCOUNTS,
			QUESTIONS,
			REQUEST,
			CONTENTS,
			EXPORTS,
			RECHECK,
			WEB,
			...SHARED,
			...PURE,
			CHARTS,
			ANSWERS,
			LINKS
		],
		why: 'a page asks questions and puts answers together; components show it'
	},
	{
		at: OPERATION,
		mayImport: [LEDGER, ACCOUNTS, WEB, ...SHARED, CATALOGUE],
		why: 'whoever keeps the server going looks at it from outside'
	},
	{
		at: COMMANDS,
		mayImport: [SERVER, PROJECT_ROOT_FILE],
		why: 'what commands share reads arguments and calls the server'
	},
	{
		at: 'scripts/',
		mayImport: [
			...PURE,
			DOCUMENTS,
			FORMS,
			CHARTS,
			ANSWERS,
			SERVER,
			COMMANDS,
			LINKS,
			PROJECT_ROOT_FILE
		],
		why: 'a command runs without pages and components'
	}
];

/** Packages that one file hides, so that another can take their place. */
export const HIDDEN_PACKAGES: Readonly<Record<string, string>> = {
	echarts: 'src/lib/charts/echarts.ts',
	'better-auth': 'src/lib/server/accounts/auth.ts',
	'better-sqlite3': 'src/lib/server/ledger/connection/open.ts',
	pg: 'src/lib/server/ledger/connection/postgres-dialect.ts',
	'pg-copy-streams': 'src/lib/server/ledger/connection/postgres-dialect.ts',
	pino: 'src/lib/server/log.ts',
	'pinyin-pro': 'src/lib/server/pinyin.ts'
};

/** Rooms that are pure: they import no package but these, and do no input or output. */
export const PURE_FOLDERS = [CATALOGUE, REVIEW, COMPARISON, ANSWERS, LINKS];
export const PURE_PACKAGES = ['simple-statistics'];

/** Null where `file` (from the project root, with `/`) may import `specifier`; else the reason why not. */
export function whyNot(file: string, specifier: string, isType = false): string | null {
	if (/^\$lib\b/.test(specifier)) return 'one alias: write #lib/… with the file ending';
	const target = projectPath(file, specifier);
	return target === null ? whyNotPackage(file, specifier) : whyNotFile(file, target, isType);
}

function whyNotFile(file: string, target: string, isType: boolean): string | null {
	if (target.endsWith('.svelte') && isReachedByScripts(file)) return REACHED;
	const layer = layerOf(file);
	if (layer === undefined || layerOf(target) === layer || !target.startsWith('src/')) return null;
	const { mayImport, mayImportTypes = [], why } = layer;
	const free = isType ? [...mayImport, ...mayImportTypes] : mayImport;
	return free.some((folder) => target.startsWith(folder)) ? null : why;
}

function whyNotPackage(file: string, specifier: string): string | null {
	if (/^\$(app|env)\b/.test(specifier)) return isReachedByScripts(file) ? REACHED : null;
	const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
	const home = HIDDEN_PACKAGES[name];
	if (home !== undefined && file.startsWith('src/') && file !== home)
		return `only ${home} knows ${name}`;
	const isPure = PURE_FOLDERS.some((folder) => file.startsWith(folder));
	return isPure && !PURE_PACKAGES.includes(name) ? 'the middle is pure: no packages, no I/O' : null;
}

const REACHED = 'commands run this file too, and have no pages: no $app, no $env, no .svelte';

/** Everything that is neither shown nor routed runs in commands as well. */
function isReachedByScripts(file: string): boolean {
	const isCode = file.startsWith('src/lib/') && !file.startsWith(COMPONENTS);
	return file.startsWith('scripts/') || (isCode && !file.endsWith('.svelte'));
}

export function layerOf(file: string): Layer | undefined {
	const fitting = LAYERS.filter(({ at }) => file.startsWith(at));
	return fitting.sort((a, b) => b.at.length - a.at.length)[0];
}

/** Resolves a specifier inside the project; null for a package or a module of SvelteKit. */
function projectPath(file: string, specifier: string): string | null {
	if (specifier.startsWith('#lib/')) return `src/lib/${specifier.slice('#lib/'.length)}`;
	return specifier.startsWith('.') ? toSlashes(join(dirname(file), specifier)) : null;
}

const toSlashes = (path: string) => path.split(sep).join('/');

export const layers: Rule.RuleModule = {
	meta: {
		type: 'problem',
		docs: { description: 'Imports follow the layers' },
		schema: [],
		messages: { layer: 'Not to be imported here: {{why}}.' }
	},
	create(context) {
		const file = toSlashes(relative(PROJECT_ROOT, context.filename));
		function check(node: Rule.Node, specifier: unknown, isType = false): void {
			if (typeof specifier !== 'string') return;
			const why = whyNot(file, specifier, isType);
			if (why !== null) context.report({ node, messageId: 'layer', data: { why } });
		}
		return {
			ImportDeclaration: (node) => {
				check(node, node.source.value, 'importKind' in node && node.importKind === 'type');
			},
			ExportNamedDeclaration: (node) => {
				check(node, node.source?.value);
			},
			ExportAllDeclaration: (node) => {
				check(node, node.source.value);
			},
			ImportExpression: (node) => {
				check(node, node.source.type === 'Literal' ? node.source.value : undefined);
			}
		};
	}
};
