import { expect } from 'vitest';
import { accessibilityProblems } from './accessibility.ts';
import { test } from './page.ts';

test('a refused style, a refused script, an error and a lost file are each noticed', async ({
	openPage,
	problems
}) => {
	const page = await openPage('/');
	expect(problems).toEqual([]);
	await page.evaluate(() => {
		document.body.insertAdjacentHTML(
			'beforeend',
			'<p style="color: red">x</p><img src="/lost.png">'
		);
		const script = document.createElement('script');
		script.textContent = 'document.title = "taken over"';
		document.body.append(script);
		void Promise.reject(new Error('late error'));
	});
	await expect.poll(() => problems.join('\n')).toMatch(/404: .*\/lost\.png/);
	await expect.poll(() => problems.join('\n')).toMatch(/error: late error/);
	expect(problems.join('\n')).toMatch(/inline style.*Content Security Policy/);
	expect(problems.join('\n')).toMatch(/inline script.*Content Security Policy/);
	expect(await page.title()).not.toBe('taken over');
	problems.length = 0;
});

test('time and place are those of the readers', async ({ openPage }) => {
	const page = await openPage('/');
	expect(await page.evaluate(() => new Date().toString())).toMatch(
		/^Mon Jun 03 2024 09:30:00 GMT\+0800/
	);
	expect(await page.evaluate(() => navigator.language)).toBe('zh-CN');
});

test('axe sees what is wrong, under the strict policy too', async ({ openPage }) => {
	const page = await openPage('/');
	await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src="data:,">'));
	expect(await accessibilityProblems(page)).toContainEqual(expect.stringMatching(/^image-alt: /));
});
