/** `--report FILE` of an import: what is to be sent back, as a workbook or a page. */
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../config.ts';
import { ProblemCollector } from '../import/problems.ts';
import type { ImportListener } from '../import/report.ts';
import { versionLines } from './cover.ts';
import { makeProblemBook } from './problem-book.ts';
import { writeProblemPage } from './problem-page.ts';
import { writeWorkbook } from './xlsx.ts';

/**
 * Writes the file when the import is over; a file of that name is replaced.
 * @throws ConfigError where the file could not be written, before anything is imported.
 */
export function reportTo(path: string, isDryRun: boolean): ImportListener {
	const isPage = /\.html?$/i.test(path);
	if (!isPage && !/\.xlsx$/i.test(path))
		throw new ConfigError(`--report 的文件名应以 .xlsx 或 .html 结尾，读到“${path}”。`);
	if (!existsSync(dirname(path)))
		throw new ConfigError(`--report 的文件夹“${dirname(path)}”不存在，请先建立。`);
	if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
		throw new ConfigError(`--report 应是文件名，“${path}”是文件夹。`);
	const collector = new ProblemCollector();
	return {
		begin: () => collector.begin(),
		filing: (outcome) => collector.filing(outcome),
		file: (report) => collector.file(report),
		closing: async (db, { files }) => {
			const list = await collector.list(db);
			const book = makeProblemBook(list, {
				title: `报送材料退回单（核对清单）${list.departments.some(({ is_demo }) => is_demo) ? '（含演示数据）' : ''}`,
				lines: [
					['来源', isDryRun ? `试读${files}个文件，没有入库` : `导入${files}个文件`],
					[
						'内容',
						'每个有问题的部门一张表，一行一个问题；不属于单一部门的文件和名册登记的事项由财政局处理，另列一张表'
					],
					...(await versionLines(db))
				]
			});
			const { overview, sheets, cover } = book;
			const content = isPage
				? writeProblemPage(book)
				: await writeWorkbook([overview, ...sheets], cover);
			writeWhole(path, content);
		}
	};
}

/** Under its name only once it is complete. */
function writeWhole(path: string, content: string | Uint8Array): void {
	const unfinished = `${path}.part`;
	try {
		writeFileSync(unfinished, content);
		renameSync(unfinished, path);
	} catch (error) {
		rmSync(unfinished, { force: true });
		const detail = error instanceof Error ? error.message : String(error);
		throw new ConfigError(`--report 的文件“${path}”没有写成（${detail}）；导入已完成。`);
	}
}
