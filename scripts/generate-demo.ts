/** Writes the demo data below `data/`; the same bytes every time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { demoFiles } from './demo/demo-files.ts';

const DATA = join(import.meta.dirname, '..', 'data');

const files = demoFiles();
for (const { path, bytes } of files) {
	const target = join(DATA, path);
	mkdirSync(dirname(target), { recursive: true });
	writeFileSync(target, bytes);
}
const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
console.log(`已写入 ${files.length} 个演示数据文件，共 ${Math.round(size / 1024)} kB。`);
