import { error } from '@sveltejs/kit';
import { readGuide } from '#lib/components/guide-text.ts';
import { pageLoad } from '#lib/server/web/page-load.ts';

/** The guides and their pictures are built in: what a reader sees belongs to the program that serves it. */
const TEXTS = import.meta.glob<string>('/docs/guide-*.zh-CN.md', {
	query: '?raw',
	import: 'default',
	eager: true
});
const PICTURES = import.meta.glob<string>('/docs/pictures/*.webp', {
	query: '?url',
	import: 'default',
	eager: true
});

/** In the order of the list. */
const NAMES = ['leaders', 'officers', 'departments', 'it'];

const GUIDES = NAMES.map((name) => {
	const blocks = readGuide(TEXTS[`/docs/guide-${name}.zh-CN.md`] ?? '').map((block) =>
		block.kind === 'picture'
			? { ...block, src: PICTURES[`/docs/pictures/${block.file}`] ?? '' }
			: block
	);
	const [first] = blocks;
	const title = first?.kind === 'title' ? first.spans.map(({ text }) => text).join('') : name;
	return { name, title, blocks: blocks.slice(1) };
});

export const load = pageLoad(async (_, { params: { name } }) => {
	const shown = name === undefined ? null : GUIDES.find((guide) => guide.name === name);
	if (shown === undefined) error(404, '没有这本手册。请从“使用手册”重新选择。');
	return { shown, guides: GUIDES.map(({ name, title }) => ({ name, title })) };
});
