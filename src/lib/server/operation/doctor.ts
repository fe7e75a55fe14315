/** Checks for the keeper of an installation: each line says what was found, and what to do where it is not well. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { timeInChina } from '#lib/catalogue/years.ts';
import { hasAccounts } from '../accounts/sessions.ts';
import type { Config } from '../config.ts';
import { asStoreError } from '../ledger/connection/errors.ts';
import { commandOn, isPostgresAddress, localPath } from '../ledger/connection/address.ts';
import { engineOf } from '../ledger/connection/engine.ts';
import { openReader } from '../ledger/connection/open.ts';
import { backupFolder, listBackups } from '../ledger/integrity/backup.ts';
import { requireMigrated } from '../ledger/schema/migrate.ts';
import { dataVersion } from '../ledger/data-version.ts';
import { isReachedByOthers } from '../web/hosts.ts';
import { findOpenToOthers } from './rights.ts';

/** `bad` keeps the server from running, or endangers the data; `warn` will do so some day. */
export interface Check {
	name: string;
	state: 'ok' | 'warn' | 'bad';
	found: string;
	/** The step to take; empty where nothing is to be done. */
	advice: string;
}

const MEGABYTE = 1024 * 1024;
/** Free space below which an import or a backup may fail, beside that for two copies of the database. */
const LEAST_FREE = 200 * MEGABYTE;
const BACKUP_DAYS = 8;
const DAY_MS = 86_400_000;

/** The machine and the program, as opposed to the configuration and the database. */
export interface Surroundings {
	/** The pages: built from these sources, from others, or not at all. */
	build: 'current' | 'old' | 'missing';
	/** This machine can show Chinese characters. */
	hasFonts: boolean;
	now: Date;
}

/** Reads only. */
export async function examine(
	config: Config,
	{ build, hasFonts, now }: Surroundings
): Promise<Check[]> {
	const path = config.databasePath;
	const program = [ok('版本', `Node.js ${process.versions.node}`), checkBuild(build)];
	const fonts = checkFonts(hasFonts, config);
	if (!isPostgresAddress(path) && isHidden(path)) {
		const found = `没有权限查看账本所在的文件夹 ${dirname(path)}`;
		return [...program, fonts, { name: '权限', state: 'bad', found, advice: OWNER_ADVICE }];
	}
	const checks = [...program, checkDisk(localPath(path)), fonts];
	if (isPostgresAddress(path)) {
		return [...checks, ...(await checkDatabase(config, now)), checkBackups(path, now)];
	}
	if (!existsSync(path)) {
		const advice = `检查 --db 或 DATABASE_URL；要新建账本，运行 ${commandOn(path, 'npm run db:migrate')}。`;
		return [...checks, { name: '账本', state: 'bad', found: `没有文件 ${path}`, advice }];
	}
	return [
		...checks,
		checkRights(path),
		...(await checkDatabase(config, now)),
		checkBackups(path, now)
	];
}

function ok(name: string, found: string): Check {
	return { name, state: 'ok', found, advice: '' };
}

function checkBuild(build: 'current' | 'old' | 'missing'): Check {
	if (build === 'current') return ok('页面', '已构建');
	const advice = '运行 npm run build。';
	return build === 'old'
		? { name: '页面', state: 'warn', found: '由另一版源文件构建', advice }
		: { name: '页面', state: 'bad', found: '还没有构建', advice };
}

/** Readers' own machines draw the characters; only those who read on this one need its fonts. */
function checkFonts(hasFonts: boolean, config: Config): Check {
	if (hasFonts) return ok('字体', '本机有中文字体');
	const missing = '本机没有中文字体，页面由阅读者的电脑显示，服务器不需要';
	if (isReachedByOthers(config)) return ok('字体', missing);
	const advice = '在本机上看网页的，安装一种中文字体，如 fonts-noto-cjk。';
	return { name: '字体', state: 'warn', found: '本机没有中文字体，汉字会显示为方框', advice };
}

function checkDisk(path: string): Check {
	const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
	const folder = existsSync(dirname(path)) ? dirname(path) : '.';
	const { bavail, bsize } = statfsSync(folder);
	const free = bavail * bsize;
	const found = `可用 ${megabytes(free)}，账本 ${megabytes(size)}`;
	if (free >= 2 * size + LEAST_FREE) return ok('磁盘', found);
	const state = free >= size ? 'warn' : 'bad';
	return { name: '磁盘', state, found, advice: '腾出空间，至少够放两份账本。' };
}

const megabytes = (bytes: number) => `${Math.floor(bytes / MEGABYTE)} MB`;

const OWNER_ADVICE = '让运行服务的用户拥有账本文件及其所在文件夹，并用该用户运行。';

/** Tells a ledger that may not be looked at from a missing one, which it seems to be. */
function isHidden(path: string): boolean {
	try {
		statSync(path, { throwIfNoEntry: false });
		return false;
	} catch {
		return true;
	}
}

function isAccessible(path: string, mode: number): boolean {
	try {
		accessSync(path, mode);
		return true;
	} catch {
		return false;
	}
}

function checkRights(path: string): Check {
	const { R_OK, W_OK } = constants;
	if (!isAccessible(path, R_OK | W_OK) || !isAccessible(dirname(path), W_OK)) {
		const found = '账本或其文件夹不可写';
		return { name: '权限', state: 'bad', found, advice: OWNER_ADVICE };
	}
	const open = findOpenToOthers(path);
	return open === null ? ok('权限', '账本可写') : { name: '权限', state: 'warn', ...open };
}

async function checkDatabase(config: Config, now: Date): Promise<Check[]> {
	const path = config.databasePath;
	try {
		const db = openReader(path);
		try {
			await requireMigrated(db, path);
			const [damage] = await engineOf(db).damage(db, 'quick');
			const { version, changed_at } = await dataVersion(db);
			return [
				damage === undefined
					? ok('账本', `结构完好，数据版本 ${version}（逐份校验用 npm run db:verify）`)
					: { name: '账本', state: 'bad', found: `已损坏：${damage}`, advice: restoreAdvice(path) },
				checkClock(changed_at, now),
				checkReaders(config, await hasAccounts(db))
			];
		} finally {
			await db.destroy();
		}
	} catch (error) {
		const known = asStoreError(error);
		if (known === null) throw error;
		// The other sentences say themselves what to do.
		const advice = known.code === 'database_damaged' ? restoreAdvice(path) : '';
		return [{ name: '账本', state: 'bad', found: known.message.replace(/。$/, ''), advice }];
	}
}

function restoreAdvice(path: string): string {
	const command = commandOn(path, 'npm run restore-backup -- 备份文件');
	return `停止服务，运行 ${command} 恢复最近的备份。`;
}

/** A clock that runs behind would date new filings before old ones. */
function checkClock(changed_at: string, now: Date): Check {
	const found = `北京时间 ${timeInChina(now.toISOString())}`;
	if (now.getTime() >= Date.parse(changed_at) - 60_000) return ok('时钟', found);
	const advice = '校准系统时间后再导入。';
	return {
		name: '时钟',
		state: 'bad',
		found: `${found} 早于账本最近一次改动 ${timeInChina(changed_at)}`,
		advice
	};
}

function checkReaders(config: Config, isSignedIn: boolean): Check {
	const name = '阅读';
	if (config.openReading) {
		const advice = '不再需要开放时，去掉 OPEN_READING。';
		return { name, state: 'warn', found: '能打开网址的人都可阅读，不用登录', advice };
	}
	if (isSignedIn) return ok(name, '登录后阅读');
	if (!isReachedByOthers(config)) return ok(name, '只有本机可以阅读，不用登录');
	const add = commandOn(config.databasePath, 'npm run users -- add 用户名 姓名 管理员');
	const advice = `用 ${add} 建立账户，否则服务不启动。`;
	return { name, state: 'bad', found: '网络可以打开，但还没有账户', advice };
}

function checkBackups(path: string, now: Date): Check {
	const folder = backupFolder(path);
	if (existsSync(folder) && !isAccessible(folder, constants.R_OK | constants.X_OK)) {
		const found = `没有权限查看备份文件夹 ${folder}`;
		return { name: '备份', state: 'warn', found, advice: '用运行服务的用户再运行一次。' };
	}
	const [newest] = existsSync(folder) ? listBackups(path, folder) : [];
	const advice = `运行 ${commandOn(path, 'npm run db:backup')}，并安排每天备份。`;
	if (newest === undefined) {
		return { name: '备份', state: 'warn', found: `${folder} 里没有备份`, advice };
	}
	const days = Math.floor((now.getTime() - statSync(newest).mtimeMs) / DAY_MS);
	const found = `最近一份在 ${days} 天前：${newest}`;
	return days < BACKUP_DAYS ? ok('备份', found) : { name: '备份', state: 'warn', found, advice };
}
