/** Arguments of a command: what it knows is listed, anything else is a sentence and exit status 2. */
import { parseArgs } from 'node:util';
import type { Kysely } from 'kysely';
import { ConfigError, configuration, readNamedDatabase } from '#lib/server/config.ts';
import { isPostgresAddress } from '#lib/server/ledger/connection/address.ts';
import { asStoreError } from '#lib/server/ledger/connection/errors.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

export interface ArgumentRules {
	/** Shows how the command is called, for the sentence that refuses. */
	usage: string;
	/** Options without a value, e.g. `dry-run` for `--dry-run`. */
	flags: readonly string[];
	/** Options with a value, e.g. `db` for `--db FILE` and `--db=FILE`. */
	values: readonly string[];
	/** Least and greatest number of arguments that are no options; `first` names the first for the sentence that misses it. */
	arguments: { least: number; most: number; first?: string };
}

export interface ReadArguments {
	flags: ReadonlySet<string>;
	values: ReadonlyMap<string, string>;
	/** After `--`, what starts with a dash is an argument too. */
	arguments: string[];
}

/** @throws ConfigError with the wrong argument and the usage. */
export function readArguments(argv: readonly string[], rules: ArgumentRules): ReadArguments {
	const types = new Map<string, 'boolean' | 'string'>([
		...rules.flags.map((name) => [name, 'boolean'] as const),
		...rules.values.map((name) => [name, 'string'] as const)
	]);
	const options = Object.fromEntries([...types].map(([name, type]) => [name, { type }]));
	const { tokens, positionals } = parseArgs({
		args: [...argv],
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const flags = new Set<string>();
	const values = new Map<string, string>();
	for (const token of tokens) {
		if (token.kind !== 'option') continue;
		const { name, rawName, value } = token;
		const type = types.get(name);
		if (type === undefined) throw misuse(rules, `不认识的选项“${rawName}”`);
		if (type === 'boolean') {
			if (value !== undefined) throw misuse(rules, `选项“${rawName}”不带值，读到“${value}”`);
			flags.add(name);
		} else {
			if (!value) throw misuse(rules, `选项“${rawName}”后面缺少值`);
			values.set(name, value);
		}
	}
	const { least, most, first } = rules.arguments;
	if (positionals.length === 0 && least > 0 && first) throw misuse(rules, `没有指定${first}`);
	if (positionals.length < least) throw misuse(rules, '参数不够');
	if (positionals.length > most) throw misuse(rules, `多余的参数“${positionals[most] ?? ''}”`);
	return { flags, values, arguments: positionals };
}

function misuse({ usage }: ArgumentRules, sentence: string): ConfigError {
	return new ConfigError(`${sentence}。\n用法：${usage}`);
}

/** Refuses whatever is written behind a command that takes nothing. @throws ConfigError with the wrong argument and the usage. */
export function refuseArguments(command: string): void {
	readArguments(process.argv.slice(2), {
		usage: `npm run ${command}`,
		flags: [],
		values: [],
		arguments: { least: 0, most: 0 }
	});
}

/** Arguments of a command that works on the database: `--db FILE`, and `most` others, which `usage` names. */
export function readDatabaseArguments(
	command: string,
	others: { most: number; usage: string } = { most: 0, usage: '' }
): { path: string; arguments: string[] } {
	const read = readArguments(process.argv.slice(2), {
		usage: `npm run ${command} -- [--db 数据库文件]${others.usage}`,
		flags: [],
		values: ['db'],
		arguments: { least: 0, most: others.most }
	});
	return { path: databasePath(read), arguments: read.arguments };
}

/** Reads the arguments of a command that serves, and configures the database that they name. */
export function readServingArguments(command: string): void {
	const read = readArguments(process.argv.slice(2), {
		usage: `npm run ${command} -- [--db 数据库文件]`,
		flags: [],
		values: ['db'],
		arguments: { least: 0, most: 0 }
	});
	configureDatabase(read);
}

/** Puts the database that `--db` names into the configuration, which pages read too. */
export function configureDatabase({ values }: ReadArguments): void {
	const named = values.get('db');
	if (named === undefined) return;
	const path = readNamedDatabase(named);
	process.env.DATABASE_URL = isPostgresAddress(path) ? path : `file:${path}`;
}

/** Returns the database that `--db` names, else that of the configuration. */
export function databasePath(read: ReadArguments): string {
	const named = read.values.get('db');
	return named === undefined ? configuration().databasePath : readNamedDatabase(named);
}

/** Acts on an open database and closes it. @throws StoreError for whatever the database refuses. */
export async function actOn(
	db: Kysely<Database>,
	act: (db: Kysely<Database>) => Promise<void>
): Promise<void> {
	try {
		await act(db);
	} catch (error) {
		throw asStoreError(error) ?? error;
	} finally {
		await db.destroy();
	}
}
