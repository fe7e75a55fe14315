/**
 * `npm run reassess -- FILE.csv` stores the bureau's own scores; `npm run reassess -- draw AREA YEAR METHOD SIZE [--seed S]`
 * and `… draw AREA YEAR 指定 CODE…` draw the departments to score; all with `--db FILE`. Exit status: 0 done, 1 refused and
 * nothing stored, 2 wrong usage, 3 the database cannot be used.
 */
import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { readSampleMethod, SAMPLE_METHOD_NAMES } from '#lib/catalogue/sample-methods.ts';
import { actOn, databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError } from '#lib/server/config.ts';
import { commandActor } from '#lib/server/ledger/audit/actor.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { drawSample } from '#lib/server/reassessment/draw.ts';
import { readScoresFile } from '#lib/server/reassessment/scores-file.ts';
import { reassess } from '#lib/server/reassessment/scores.ts';

const METHODS = Object.values(SAMPLE_METHOD_NAMES).join('|');
const RULES = {
	usage: [
		'npm run reassess -- 复评得分.csv（列：区划代码、部门编码、年度、指标、复评得分、理由）',
		`npm run reassess -- draw 区划代码 年度 ${METHODS} 家数 [--seed 随机种子]`,
		'npm run reassess -- draw 区划代码 年度 指定 部门编码…',
		'都可以加 --db 数据库文件'
	].join('\n      '),
	flags: [],
	values: ['seed', 'db'],
	arguments: { least: 1, most: 2_000, first: '评分文件' }
};

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const [verb = '', ...rest] = read.arguments;
	const path = databasePath(read);
	const act =
		verb === 'draw' ? draw(rest, read.values.get('seed') ?? '') : store(verb, rest.length === 0);
	await actOn(openExisting(path), async (db) => {
		await requireMigrated(db, path);
		console.log(await act(db));
	});
});

function store(file: string, isAlone: boolean) {
	if (!isAlone) throw new ConfigError(`一次只读一个文件。\n用法：${RULES.usage}`);
	let bytes: Uint8Array;
	try {
		bytes = readFileSync(file);
	} catch {
		throw new ConfigError(`文件“${file}”读不到，请检查路径。\n用法：${RULES.usage}`);
	}
	return async (db: Kysely<Database>) => {
		const written = await reassess(db, readScoresFile(bytes), commandActor());
		return `已保存 ${written} 项复评得分。`;
	};
}

function draw([area = '', year = '', asked = '', ...rest]: string[], seed: string) {
	const method = readSampleMethod(asked);
	if (method === null || !/^\d{4}$/.test(year) || rest.length === 0)
		throw new ConfigError(`不认识的写法。\n用法：${RULES.usage}`);
	return async (db: Kysely<Database>) => {
		const size = Number(rest[0]);
		const request = { area, fiscal_year: Number(year), method, size, seed, codes: rest };
		const drawn = await drawSample(db, request, commandActor());
		const how = drawn.seed === '' ? '' : `，随机种子 ${drawn.seed}`;
		const names = drawn.departments.map(({ code, name }) => `  ${code} ${name}`);
		return [`从 ${drawn.pool} 家中抽取 ${names.length} 家${how}：`, ...names].join('\n');
	};
}
