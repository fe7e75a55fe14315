/** Tells the outcome of rereading, in words or as one JSON object. */
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import type { LeftReason } from '../ledger/filing/readings.ts';
import { tellDifferences } from './difference-words.ts';
import type { LeftReading, Reread, RereadOutcome } from './reread.ts';
import { differencePieces } from './json-report.ts';

const LEFT: Record<LeftReason, string> = {
	chosen: '现用版本是人工恢复的旧版，未作改动',
	other_file: '另有原文件现读出这份报告的内容，未作改动；请核对后重新导入该文件',
	unreadable: '有原文件现在读不出，未作改动',
	corrected: '有人工更正的一行现在读不出，未作改动；请核对后重新更正',
	not_given: '原文件现在读不出这份报告，已存的保留；请核对原文件',
	elsewhere: '另一份报告的原文件现读作这份报告，未作改动；请核对原文件'
};

/** Filings told one by one. */
const TOLD = 200;

export async function* tellReread(reread: Reread): AsyncGenerator<string> {
	const former = reread.former_files;
	yield `重读了${reread.files}个原文件${former > 0 ? `；另有${former}个只属于旧版的文件未重读` : ''}。`;
	for (const { path, issues } of reread.refused) {
		yield `失败  ${path}`;
		for (const { message } of issues) yield `      ${message}`;
	}
	for (const each of reread.left.slice(0, TOLD)) yield `保留  ${tellLeft(each)}`;
	const rest = reread.left.length - TOLD;
	if (rest > 0) yield `另有${rest}份报告保留原样，见 --json。`;
	yield* tellDifferences(reread.differences, '数据没有差别。');
	if (reread.moved > 0) yield `另有${reread.moved}份报告数据不变，出处或原文的写法更新。`;
}

function tellLeft({ why, now, ...filing }: LeftReading): string {
	const reason = now ? `原文件现读作 ${tellWhose(now)} 的报告，未作改动；请核对归属` : LEFT[why];
	return `${tellWhose(filing)}：${reason}。`;
}

function tellWhose({
	department,
	fiscal_year
}: Pick<LeftReading, 'department' | 'fiscal_year'>): string {
	const { jurisdiction, name, code } = department;
	return `${nameWithPlace(jurisdiction.name, name)}（${code}） ${fiscal_year}年度`;
}

export function tellOutcome({ differing, backup }: RereadOutcome): string {
	if (differing === 0) return '没有要入库的改动。';
	return backup === null
		? '以上都没有入库；核对无误后，加 --confirm 再运行一次即入库。'
		: `已入库${differing}份报告；入库前的数据库备份在 ${backup}。`;
}

/** The object but for its end, which {@link outcomePiece} is. */
export async function* rereadPieces(reread: Reread): AsyncGenerator<string> {
	const { differences, ...told } = reread;
	yield JSON.stringify(told).slice(0, -1);
	yield* differencePieces(differences);
}

export function outcomePiece({ differing, backup }: RereadOutcome): string {
	const stored = backup === null ? 0 : differing;
	return `,${JSON.stringify({ stored, backup }).slice(1)}\n`;
}
