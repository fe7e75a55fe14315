/** Arguments of a command: what it knows is listed, anything else is a sentence and exit status 2. */
import { parseArgs } from 'node:util';
import { ConfigError } from './config.ts';

export interface ArgumentRules {
	/** How the command is called, for the sentence that refuses. */
	usage: string;
	/** Options without a value, e.g. `dry-run` for `--dry-run`. */
	flags: readonly string[];
	/** Options with a value, e.g. `db` for `--db FILE` and `--db=FILE`. */
	values: readonly string[];
	/** Least and greatest number of arguments that are no options. */
	arguments: { least: number; most: number };
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
	const { least, most } = rules.arguments;
	if (positionals.length < least) throw misuse(rules, '没有指定路径');
	if (positionals.length > most) throw misuse(rules, `多余的参数“${positionals[most] ?? ''}”`);
	return { flags, values, arguments: positionals };
}

function misuse({ usage }: ArgumentRules, sentence: string): ConfigError {
	return new ConfigError(`${sentence}。\n用法：${usage}`);
}
