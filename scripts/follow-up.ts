/**
 * `npm run follow-up -- AREA DEPARTMENT YEAR RULE STATUS [--note TEXT] [--db FILE]`: notes how far a finding has been
 * followed up. Exit status: 0 done, 2 wrong usage, 3 the database cannot be used or has no such finding.
 */
import { isRuleId } from '#lib/catalogue/rules.ts';
import { FOLLOW_UP_NAMES, type InquiryEntry } from '#lib/catalogue/follow-up.ts';
import { actOn, databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError } from '#lib/server/config.ts';
import { commandActor } from '#lib/server/ledger/audit/actor.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';
import { writeEntry, type GivenEntry } from '#lib/server/round/inquiries.ts';

const RULES = {
	usage:
		'npm run follow-up -- 区划代码 部门编码 年度 规则编号 待处理|已询问|已说明|已认可 [--note 说明] [--db 数据库文件]',
	flags: [],
	values: ['note', 'db'],
	arguments: { least: 5, most: 5 }
};
/** The entry that leads to each status; that of a corrected report follows from the report alone. */
const ENTRIES = { open: 'reopen', asked: 'ask', explained: 'answer', accepted: 'accept' } as const;
const STATUSES = Object.entries(ENTRIES).map(([status, entry]): [string[], InquiryEntry] => [
	[status, FOLLOW_UP_NAMES[status as keyof typeof ENTRIES]],
	entry
]);

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const finding = readFinding(read.arguments);
	const path = databasePath(read);
	await actOn(openExisting(path), async (db) => {
		await requireMigrated(db, path);
		await writeEntry(db, { ...finding, text: read.values.get('note') ?? '' }, commandActor());
	});
	console.log('已记录。');
});

/** By what the pages call it, or by the name that exports and the API give it. */
function readFinding(given: readonly string[]): Omit<GivenEntry, 'text'> {
	const [area = '', department = '', year = '', rule = '', asked = ''] = given;
	const [, entry] = STATUSES.find(([names]) => names.includes(asked)) ?? [];
	if (!/^\d{4}$/.test(year)) throw refuse(`年度应为四位数字，读到“${year}”`);
	if (!isRuleId(rule)) throw refuse(`没有编号为“${rule}”的规则，编号见“口径”页`);
	if (!entry)
		throw refuse(
			`办理情况应为 ${STATUSES.map(([[, name]]) => name).join('、')} 之一（或 ${STATUSES.map(([[id]]) => id).join('、')}），读到“${asked}”`
		);
	const report = { area, department, fiscal_year: Number(year) };
	return { ...report, topic_kind: 'rule', topic: rule, entry };
}

function refuse(sentence: string): ConfigError {
	return new ConfigError(`${sentence}。\n用法：${RULES.usage}`);
}
