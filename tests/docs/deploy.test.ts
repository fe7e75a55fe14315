/** The service and the image start as `npm run serve` does, and its image has everything that the build is made from. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { SOURCES } from '#lib/commands/build.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';

const read = (name: string) => readFileSync(join(PROJECT_ROOT, name), 'utf8');
const Package = v.object({ scripts: v.object({ serve: v.string() }) });
const { serve } = v.parse(Package, JSON.parse(read('package.json'))).scripts;
const image = read('docs/deploy/Containerfile');

/** Files and folders that the image takes from the folder it is built in. */
const copied = [...image.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
	names.split(' ')
);

test('the service and the image run the server itself, which hears the signal to stop', () => {
	const [, started] = /^ExecStart=\/opt\/mingzhang\/node_modules\/\.bin\/(.+)$/m.exec(
		read('docs/deploy/mingzhang.service')
	) ?? [''];
	expect(started).toBe(serve);
	const [, command = '[]'] = /^CMD (.+)$/m.exec(image) ?? [''];
	expect((JSON.parse(command) as string[]).join(' ')).toBe(serve);
});

test('the image copies what is there, and all that the build is made from', () => {
	expect(copied.filter((name) => !existsSync(join(PROJECT_ROOT, name)))).toEqual([]);
	const isCopied = (source: string) =>
		copied.some((name) => source === name || source.startsWith(`${name}/`));
	expect(SOURCES.filter((source) => !isCopied(source))).toEqual([]);
});
