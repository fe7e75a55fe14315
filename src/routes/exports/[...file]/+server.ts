import { error } from '@sveltejs/kit';
import { makeBook } from '#lib/server/exports/books.ts';
import { writeCsv } from '#lib/server/exports/csv.ts';
import { writeWorkbook } from '#lib/server/exports/xlsx.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

export const GET: RequestHandler = async ({ params, url }) => {
	const [, what, ending] = /^(.+)\.(csv|xlsx)$/.exec(params.file) ?? [];
	const book = what ? await makeBook(what, url) : null;
	if (!book || (ending !== 'csv' && ending !== 'xlsx'))
		error(404, '没有这个导出文件，请从页面上的导出链接下载。');
	const first = book.sheets[0];
	const body =
		ending === 'csv' && first
			? writeCsv(first, book.cover)
			: new Uint8Array(await writeWorkbook(book.sheets, book.cover));
	const name = encodeURIComponent(
		`${book.name.replace(/[\\/:*?"<>|\p{C}]/gu, ' ').slice(0, 80)}.${ending}`
	);
	return new Response(body, {
		headers: {
			'content-type': TYPES[ending],
			'content-disposition': `attachment; filename*=UTF-8''${name}`
		}
	});
};
