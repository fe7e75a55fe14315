/**
 * `npm run doctor [-- --db FILE]`: says whether the server can run as it is configured, a line a check. Changes nothing;
 * what a kill left half written is taken back, as at every opening. Exit status: 0 all well or with hints, 1 something is
 * wrong, 2 a wrong setting.
 */
import { readServingArguments } from '#lib/commands/arguments.ts';
import { isBuildCurrent, isBuilt } from '#lib/commands/build.ts';
import { hasChineseFonts } from '#lib/commands/chinese-fonts.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { configuration } from '#lib/server/config.ts';
import { examine } from '#lib/server/operation/doctor.ts';

const STATE_NAMES = { ok: '正常', warn: '注意', bad: '不行' };

await runCommand(async () => {
	readServingArguments('doctor');
	const built = isBuilt(PROJECT_ROOT) ? 'old' : 'missing';
	const build = isBuildCurrent(PROJECT_ROOT) ? 'current' : built;
	const checks = await examine(configuration(), {
		build,
		hasFonts: hasChineseFonts(),
		now: new Date()
	});
	for (const { name, state, found, advice } of checks) {
		console.log(`${STATE_NAMES[state]}  ${name}：${found}。${advice && `处理：${advice}`}`);
	}
	if (checks.some(({ state }) => state === 'bad')) process.exitCode = 1;
});
