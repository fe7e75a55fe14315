import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { timeInChina } from '#lib/catalogue/years.ts';
import { departmentHref, roundHref } from '#lib/links.ts';
import { givenFigures, shownMark } from '../hand-in/corrections.ts';
import { handInsOf, type HandIn, type HandInSummary } from '../hand-in/hand-ins.ts';
import { jobOf } from '../hand-in/jobs.ts';
import { readPreview, storesAny, type Preview, type PreviewedFile } from '../hand-in/preview.ts';
import { folderOf, LIMITS, spooledFiles, unlessGone } from '../hand-in/spool.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { departmentNames } from '../questions/departments/list.ts';
import { actorNames } from '../questions/reports/actors.ts';
import { fileBlocks } from '../questions/sources/source.ts';
import type { Reader } from '../accounts/reader.ts';

const STATE_NAMES: Record<HandIn['state'], string> = {
	open: '待确认',
	confirming: '正在入库',
	confirmed: '已入库',
	taken_back: '已撤回',
	expired: '已过期'
};

/** 报送材料: the form, and what the reader handed in before. */
export async function handInsPage(db: Kysely<Database>, reader: Reader) {
	const handIns = await handInsOf(db, reader.user?.id ?? null);
	return {
		limits: LIMITS,
		audits: reader.audits,
		department: await departmentOf(db, reader),
		handIns: handIns.map(({ id, created_at, state, summary }) => ({
			id,
			time: timeInChina(created_at),
			state: STATE_NAMES[state],
			result: summary === null ? '' : tellSummary(JSON.parse(summary) as HandInSummary)
		}))
	};
}

/** The name of the one department that the reader hands in for; null where it may for all. */
async function departmentOf(db: Kysely<Database>, { own }: Reader): Promise<string | null> {
	if (own === null) return null;
	const id = own.department_id ?? 0;
	return (await departmentNames(db, [id])).get(id) ?? '（部门已不在册，请与管理员联系）';
}

function tellSummary(summary: HandInSummary): string {
	const { stored, replaced, unchanged, skipped, failed } = summary;
	const { corrected = 0, not_corrected = [] } = summary;
	const files = `新存${stored}个文件，更新${replaced}个，未变${unchanged}个，跳过${skipped}个，未接收${failed}个`;
	const byHand = corrected > 0 ? `；人工更正${corrected}项` : '';
	return [files + byHand, ...not_corrected].join('；');
}

/** A file that was passed over may be no document, as a temporary file of Word is. */
function isRead({ status }: PreviewedFile): boolean {
	return status !== 'failed' && status !== 'skipped';
}

/** A file of the hand-in as filed, with the cells lit that were read; null where it is none of those that could be. */
async function shownFile(folder: string, { files }: Preview, path: string) {
	const file = files.find((each) => each.path === path && isRead(each));
	const spooled = file && spooledFiles(folder).find((each) => each.path === path);
	if (!spooled) return null;
	const bytes = unlessGone(() => readFileSync(spooled.at));
	if (bytes === null) return null;
	const isTable = file.kind === 'figures_table';
	return { path, isTable, ...(await fileBlocks(bytes, spooled.name, isTable)) };
}

/**
 * One hand-in: what was received, what it would do, and what became of it.
 * @param path of the file to show beside it; null for none
 */
export async function handInPage(
	db: Kysely<Database>,
	databasePath: string,
	handIn: HandIn,
	path: string | null
) {
	const { id, created_at, state, summary } = handIn;
	const folder = folderOf(databasePath, id);
	const files = spooledFiles(folder);
	const job = jobOf(id);
	const isBusy = job !== null && job.state !== 'failed';
	const stored = summary === null ? null : (JSON.parse(summary) as HandInSummary);
	const preview = state === 'open' && !isBusy ? readPreview(folder) : null;
	const given = preview && givenFigures(folder, preview);
	const nameOf = await actorNames(
		db,
		[...(given ?? []).values()].map((one) => one.actor)
	);
	return {
		id,
		limits: LIMITS,
		time: timeInChina(created_at),
		state,
		stateName: STATE_NAMES[state],
		result: stored && tellSummary(stored),
		reports: (stored?.reports ?? []).map(({ area, department, fiscal_year, name }) => ({
			name: `${name} ${fiscal_year}年度`,
			href: departmentHref(department, { area, year: fiscal_year }),
			round: roundHref(department, { area, year: fiscal_year })
		})),
		files: files.map(({ path }) => path),
		refused: files.flatMap(({ refused }) => refused ?? []),
		busy: isBusy ? { ...job, kind: job.kind === 'read' ? '读取' : '入库' } : null,
		problem: job?.state === 'failed' ? job.problem : null,
		preview,
		/** There is something to confirm. */
		stores: preview !== null && storesAny(preview),
		given: Object.fromEntries(
			[...(given ?? [])].map(([key, one]) => [key, { ...one, actor: nameOf(one.actor) }])
		),
		/** Goes with the confirmation. */
		mark: preview && given ? shownMark(preview, given) : null,
		shown: preview && path !== null ? await shownFile(folder, preview, path) : null
	};
}
