/**
 * `npm run departments -- list [--area CODE]`: the registered departments with the years that they have filed.
 * `npm run departments -- merge FROM TO [--area CODE] [--dry-run]`: merges a department with a provisional code into
 * another. `npm run departments -- rename DEPARTMENT NAME [--area CODE] [--dry-run]`. Departments are named by code or
 * name. Exit status: 0 done, 2 wrong usage, 3 the database cannot be used or the change is refused.
 */
import {
	actOn,
	databasePath,
	readArguments,
	type ArgumentRules,
	type ReadArguments
} from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError } from '#lib/server/config.ts';
import { openCopy } from '#lib/server/ledger/schema/copies.ts';
import { oneLine } from '#lib/server/import/text-report.ts';
import { openExisting, openReader } from '#lib/server/ledger/connection/open.ts';
import { startSession, type Session } from '#lib/server/ledger/connection/session.ts';
import {
	mergeDepartments,
	renameDepartment
} from '#lib/server/ledger/identity/change-departments.ts';
import {
	listDepartments,
	type ListedDepartment
} from '#lib/server/ledger/identity/list-departments.ts';
import { isProvisional } from '#lib/server/ledger/identity/registry.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';

const USAGE = [
	'npm run departments -- list [--area 区划代码] [--db 数据库文件]',
	'npm run departments -- merge 临时部门 并入的部门 [--area 区划代码] [--dry-run] [--db 数据库文件]',
	'npm run departments -- rename 部门 新名称 [--area 区划代码] [--dry-run] [--db 数据库文件]'
].join('\n      ');

function rules(flags: string[], count: number): ArgumentRules {
	return { usage: USAGE, flags, values: ['area', 'db'], arguments: { least: count, most: count } };
}

await runCommand(async () => {
	const [action, ...rest] = process.argv.slice(2);
	if (action === 'list') await list(readArguments(rest, rules([], 0)));
	else if (action === 'merge') await change(readArguments(rest, rules(['dry-run'], 2)), merge);
	else if (action === 'rename') await change(readArguments(rest, rules(['dry-run'], 2)), rename);
	else throw new ConfigError(`请写明 list、merge 或 rename。\n用法：${USAGE}`);
});

async function list(read: ReadArguments): Promise<void> {
	const path = databasePath(read);
	await actOn(openReader(path), async (db) => {
		await requireMigrated(db, path);
		const departments = await listDepartments(db, read.values.get('area') ?? null);
		for (const each of departments) console.log(oneLine(describe(each)));
		console.log(`共${departments.length}家部门。`);
	});
}

function describe({ area, code, name, aliases, years }: ListedDepartment): string {
	const mark = isProvisional(code) ? '，临时编码' : '';
	const also = aliases.length > 0 ? `，又称${aliases.join('、')}` : '';
	const filed = years.length > 0 ? `${years.join('、')}年度` : '没有报告';
	return `${area}  ${code}  ${name}：${filed}${mark}${also}`;
}

type Change = (session: Session, read: ReadArguments) => Promise<string>;

/** A dry run changes a copy in memory. */
async function change(read: ReadArguments, act: Change): Promise<void> {
	const path = databasePath(read);
	const isDryRun = read.flags.has('dry-run');
	// It refuses a file that is not there.
	await openReader(path).destroy();
	await actOn(isDryRun ? await openCopy(path) : openExisting(path), async (db) => {
		await requireMigrated(db, path);
		console.log(oneLine(await act(startSession(db), read)));
		if (isDryRun) console.log('这是试做，以上都没有改动。');
	});
}

async function merge(
	session: Session,
	{ arguments: named, values }: ReadArguments
): Promise<string> {
	const [made = '', known = ''] = named;
	const area = values.get('area') ?? null;
	const { from, to, moved, united } = await mergeDepartments(session, {
		area,
		from: made,
		to: known
	});
	const parts = [
		moved.length > 0 ? `转入${moved.join('、')}年度的报告` : '没有单独的报告要转入',
		...(united.length > 0 ? [`${united.join('、')}年度双方都有，数相同，合为一份`] : []),
		`“${from.name}”记为别名，以后用这个名称报送的归入“${to.name}”`
	];
	return `“${from.name}”（${from.code}）并入“${to.name}”（${to.code}）：${parts.join('；')}。`;
}

async function rename(
	session: Session,
	{ arguments: named, values }: ReadArguments
): Promise<string> {
	const [department = '', name = ''] = named;
	const area = values.get('area') ?? null;
	const { code, name: before } = await renameDepartment(session, { area, department, name });
	return `${code} 由“${before}”改名为“${name.trim()}”，原名记为别名。名册文件里有这个部门的，请一并改名，否则再导入名册时会改回。`;
}
