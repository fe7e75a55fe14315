/**
 * `npm run audit:verify -- [LINE HASH] [--db FILE]`: verifies the chain of the audit log, and that the line which was
 * noted elsewhere is still in it. Exit status: 0 all well, 1 problems found, 2 wrong usage, 3 the database cannot be used.
 */
import { actOn, readDatabaseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError } from '#lib/server/config.ts';
import type { NotedLine } from '#lib/server/ledger/audit/append.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';

const NOTED = '所留的一行及其以前各行与当时一致；其后各行是否被整段重写，要看更晚留存的校验值。';
const NOT_NOTED =
	'仅凭数据库本身不能证明末尾没有被删去、全部没有被重写：请把最后一行的行号和校验值另存他处（纸面、另一台机器），下次用 npm run audit:verify -- 行号 校验值 核对。';

await runCommand(async () => {
	const read = readDatabaseArguments('audit:verify', { most: 2, usage: ' [行号 校验值]' });
	const noted = readNoted(read.arguments);
	await actOn(openReader(read.path), async (db) => {
		await requireMigrated(db, read.path);
		const { lines, last, problems } = await verifyAudit(db, noted);
		for (const problem of problems) console.log(problem);
		const found = problems.length === 0 ? '逐行相接，没有改动、缺漏或调换' : '有问题，见上';
		console.log(`已核对操作记录${lines}行：${found}。`);
		if (last) console.log(`最后一行：${last.sequence} ${last.hash}`);
		if (problems.length > 0) process.exitCode = 1;
		else console.log(noted ? NOTED : NOT_NOTED);
	});
});

function readNoted([line, hash]: string[]): NotedLine | null {
	if (line === undefined) return null;
	if (!/^[1-9]\d{0,14}$/.test(line) || !/^[0-9a-f]{64}$/.test(hash ?? ''))
		throw new ConfigError(
			'所留的一行应写成行号和64位校验值，例如 npm run audit:verify -- 120 3f9a…（全部64位）。'
		);
	return { sequence: Number(line), hash: hash ?? '' };
}
