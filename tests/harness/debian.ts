/** Installs what tests need from Debian, where that is allowed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** True where packages can be installed without asking: root on a Debian. */
export function canInstallFromDebian(): boolean {
	const release = '/etc/os-release';
	return (
		process.getuid?.() === 0 &&
		existsSync('/usr/bin/apt-get') &&
		existsSync(release) &&
		/^ID=debian$/m.test(readFileSync(release, 'utf8'))
	);
}

/** Installs a Debian package; whether that worked is seen by looking for what it brings. */
export function installFromDebian(name: string): void {
	console.error(`正在安装 ${name} ……`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
		spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	}
}
