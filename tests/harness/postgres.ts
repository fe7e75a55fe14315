/** A PostgreSQL server of its own for tests, where the machine has one installed; without it the tests that need it are skipped. */
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canInstallFromDebian, installFromDebian } from './debian.ts';

const INSTALLED = '/usr/lib/postgresql';

const programs = newestPrograms();

export const HAS_POSTGRES = programs !== null;

/** Folder of the newest PostgreSQL's programs; null where none is installed. */
function newestPrograms(): string | null {
	if (!existsSync(INSTALLED)) return null;
	const folders = readdirSync(INSTALLED).map((version) => join(INSTALLED, version, 'bin'));
	return (
		folders
			.filter((folder) => existsSync(join(folder, 'initdb')))
			.sort()
			.at(-1) ?? null
	);
}

/** Installs PostgreSQL where none is found and that is allowed; returns a warning sentence where none is left. */
export function ensurePostgres(): string | null {
	if (newestPrograms() === null && canInstallFromDebian()) installFromDebian('postgresql');
	if (newestPrograms() !== null) return null;
	return '提示：本机没有 PostgreSQL，有关的测试跳过，计入 skipped（Debian、Ubuntu：apt-get install postgresql）。';
}

export interface PostgresServer {
	/** Makes an empty database and returns its address. */
	createDatabase: (name: string, ...options: string[]) => string;
	/** Id of the process that starts all others of the server. */
	pid: number;
	stop: () => void;
}

/** Its language orders Chinese by pinyin, as none of the product's answers may. */
export async function startPostgres(): Promise<PostgresServer> {
	if (programs === null) throw new Error('PostgreSQL is not installed');
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-postgres-'));
	const user = owner();
	if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const run = (program: string, ...args: string[]) =>
		execFileSync(join(programs, program), args, { ...user, cwd: folder, stdio: 'ignore' });
	run('initdb', '-D', data, '-A', 'trust', '-U', 'mingzhang', '-E', 'UTF8', '--no-sync', ...PINYIN);
	const port = await freePort();
	const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
	run('pg_ctl', '-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', 'start');
	return {
		pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
		createDatabase: (name, ...options) => {
			run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'mingzhang', ...options, name);
			return `postgres://mingzhang@127.0.0.1:${port}/${name}`;
		},
		stop: () => {
			run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

const PINYIN = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh-u-co-pinyin'];

/** PostgreSQL refuses to run as root; its own user is then taken. */
function owner(): Pick<ExecFileSyncOptions, 'uid' | 'gid'> {
	if (process.getuid?.() !== 0) return {};
	const id = (option: string) =>
		Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
