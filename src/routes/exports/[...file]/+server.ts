import { error } from '@sveltejs/kit';
import { exportFile } from '#lib/server/exports/file.ts';
import { attachmentNamed } from '#lib/server/exports/names.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
	const file = await exportFile(params.file, url);
	if (!file) error(404, '没有这个导出文件，请从页面上的导出链接下载。');
	const body = typeof file.body === 'string' ? file.body : new Uint8Array(file.body);
	return new Response(body, {
		headers: {
			'content-type': file.type,
			'content-disposition': attachmentNamed(file.name)
		}
	});
};
