/** `npm run demo`: writes the demo data below `data/`, or another folder; the same bytes every time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { demoFiles } from './demo/demo-files.ts';

const DATA = process.env.DEMO_FOLDER ?? join(import.meta.dirname, '..', 'data');

await runCommand(async () => {
	refuseArguments('demo');
	const files = demoFiles();
	for (const { path, bytes } of files) {
		const target = join(DATA, path);
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, bytes);
	}
	const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
	console.log(`已写入 ${files.length} 个演示数据文件，共 ${Math.round(size / 1024)} kB。`);
});
