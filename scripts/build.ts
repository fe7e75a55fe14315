/** `npm run build`: builds the pages, and stamps the build so that `npm start` knows it is current. */
import { refuseArguments } from '#lib/commands/arguments.ts';
import { build } from '#lib/commands/build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { runCommand } from '#lib/commands/run-command.ts';

await runCommand(async () => {
	refuseArguments('build');
	await build(PROJECT_ROOT);
});
