/** Starts and stops the server as a command: one line when ready. Only a command that serves pages imports this. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type Config, ConfigError } from '#lib/server/config.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import { dataVersion } from '#lib/server/ledger/data-version.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { bringRulesUp } from './bring-rules-up.ts';
import { tellOpenToOthers } from './tell-open-to-others.ts';
import { ledgerExists } from '#lib/server/ledger/connection/address.ts';
import { openReader, openWriter } from '#lib/server/ledger/connection/open.ts';
import { isBuilt } from './build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { hasAccounts, sessionsOf } from '#lib/server/accounts/sessions.ts';
import { auth } from '#lib/server/web/accounts.ts';
import { isReachedByOthers, refuseUnmeantReaders } from '#lib/server/web/hosts.ts';
import { withReaders } from '#lib/server/web/readers.ts';
import { HeldVersion } from '#lib/server/web/held-version.ts';
import { isStoring } from '#lib/server/hand-in/hand-ins.ts';
import { withProbes } from '#lib/server/operation/probes.ts';
import { withCachedPages } from '#lib/server/web/cached-pages.ts';
import { firstPages, prefetchTimeFor } from '#lib/server/web/first-pages.ts';
import { listen, loadHandler } from '#lib/server/web/serve.ts';
import { onceDataRest, prefetchPages, observeReaders } from '#lib/server/web/prefetch.ts';

/** SvelteKit's name for the event on which pages let go of what they hold open. */
const SHUTDOWN_EVENT = 'sveltekit:shutdown';

/**
 * Refuses, before anything is built or written, to serve readers who would not be asked who they are.
 * @throws ConfigError
 */
export async function refuseStrangers(config: Config): Promise<void> {
	refuseUnmeantReaders(config, await hasAccountsAt(config.databasePath));
}

async function hasAccountsAt(databasePath: string): Promise<boolean> {
	if (!ledgerExists(databasePath)) return false;
	const db = openReader(databasePath);
	try {
		return await hasAccounts(db);
	} finally {
		await db.destroy();
	}
}

/**
 * Creates the database where there is none, brings its tables up and judges its reports by today's rules; says so where
 * there was something to do, and where a copy was kept. Throws {@link StoreError}.
 */
export async function bringUp(databasePath: string): Promise<void> {
	const db = openWriter(databasePath);
	try {
		const { copy } = await migrate(db, databasePath);
		if (copy !== null) console.log(`账本已升级到这一版程序；升级前已备份到 ${copy}。`);
		await bringRulesUp(db, databasePath, copy);
	} finally {
		await db.destroy();
	}
	tellOpenToOthers(databasePath);
}

/**
 * Serves the built pages until the process is asked to stop; then lets running answers end, and exits with 0.
 * `pageBudget` is the number of bytes of pages that the cache may hold.
 */
export async function serveUntilStopped(config: Config, pageBudget?: number): Promise<void> {
	// Left to itself, the engine lets as much pile up again before it collects. The memory for new objects is set where the
	// process is started (`npm run serve`), since it cannot be changed later.
	setFlagsFromString('--heap-growing-percent=40');
	const buildFolder = join(PROJECT_ROOT, 'build');
	if (!isBuilt(PROJECT_ROOT)) {
		throw new ConfigError('还没有构建页面。请先执行 npm run build，或直接用 npm start。');
	}
	const pages = await loadHandler(buildFolder, config);
	const version = async () => (await dataVersion(ledger())).version;
	const held = new HeldVersion(version, () => isStoring(ledger()));
	const sessions = sessionsOf(ledger(), auth, {
		isOpen: config.openReading,
		isPrivate: !isReachedByOthers(config)
	});
	const { handler, quiet, expectReader } = observeReaders(
		withReaders(withCachedPages(pages, held, pageBudget), sessions)
	);
	const hasUsers = await hasAccounts(ledger());
	const { url, close } = await listen(withProbes(handler, version), config, hasUsers);
	stopWhenAsked(close);
	const prefetch = () => prefetchPages({ url, paths: () => firstPages(ledger()), quiet });
	// First pages that are not made by then follow while readers are served. A ledger that fails tells readers so.
	const timeout = await prefetchTimeFor(ledger()).catch(() => 0);
	await Promise.race([prefetch(), sleep(Math.max(0, timeout - process.uptime() * 1000))]);
	// Whoever waited for this line asks at once.
	await expectReader();
	console.log(`明账已就绪：${config.origin ?? url}（按 Ctrl+C 停止）`);
	onceDataRest(version, prefetch);
}

function stopWhenAsked(close: () => Promise<void>): void {
	const stop = (reason: string) => {
		void close().then(() => {
			EventEmitter.prototype.emit.call(process, SHUTDOWN_EVENT, reason);
			process.exit(0);
		});
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	if (process.env.npm_lifecycle_event !== undefined) onceParentGone(() => stop('npm was stopped'));
}

/**
 * Npm runs a command through a shell. The shell dies of a signal without passing it on, and does not notice that npm was
 * killed; the server would outlive both.
 */
function onceParentGone(stop: () => void): void {
	const parent = process.ppid;
	const grandparent = parentOf(parent);
	const timer = setInterval(() => {
		if (process.ppid === parent && parentOf(parent) === grandparent) return;
		clearInterval(timer);
		stop();
	}, 250);
	timer.unref();
}

/** Null where the system does not tell, which only Linux does in this way. */
function parentOf(pid: number): string | null {
	try {
		return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null;
	} catch {
		return null;
	}
}
