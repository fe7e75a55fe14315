/** Every command reads its arguments by the one reader that refuses what it does not know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { refuseArguments } from '#lib/commands/arguments.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';

const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

/** Names of commands and their files; what stands behind `npm test` is for vitest, which refuses it itself. */
const COMMANDS = Object.entries(scripts).flatMap(([name, line]) => {
	const [, file] = /(scripts\/[\w/-]+\.ts)$/.exec(line) ?? [];
	return file === undefined || name === 'test' ? [] : [{ name, file }];
});

/** The reader of arguments, or one of those that read by it. */
const READS = /\b(readArguments|readDatabaseArguments|readServingArguments|refuseArguments)\([^)]/;

test.for(COMMANDS)('$name', ({ file }) => {
	expect(readFileSync(join(PROJECT_ROOT, file), 'utf8')).toMatch(READS);
});

const ARGV = process.argv;
afterEach(() => {
	process.argv = ARGV;
});

test.for([
	['--help', '不认识的选项“--help”。\n用法：npm run demo'],
	['-h', '不认识的选项“-h”。\n用法：npm run demo'],
	['now', '多余的参数“now”。\n用法：npm run demo']
] as const)('a command that takes nothing refuses %s', ([written, sentence]) => {
	process.argv = ['node', 'scripts/generate-demo.ts', written];
	expect(() => refuseArguments('demo')).toThrow(sentence);
});
