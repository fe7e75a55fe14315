import type { Kysely } from 'kysely';
import { timeInChina } from '#lib/catalogue/years.ts';
import { AUDIT_ACTIONS } from '../ledger/audit/actions.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { actorNames } from '../questions/reports/actors.ts';
import {
	AUDIT_CHOICES,
	AUDIT_PAGE,
	auditLines,
	readAuditFilter
} from '../questions/reports/audit.ts';

/** 操作记录: what was done, by whom and when, the newest first. */
export async function auditPage(db: Kysely<Database>, search: URLSearchParams) {
	const filter = readAuditFilter(search);
	const { lines, total, actors, last } = await auditLines(db, filter);
	const nameOf = await actorNames(db, actors);
	return {
		filter,
		choices: AUDIT_CHOICES,
		actors: actors.map((id) => ({ id, name: nameOf(id) })),
		total,
		limit: AUDIT_PAGE,
		last,
		lines: lines.map(({ sequence, recorded_at, actor, action, subject, detail }) => ({
			sequence,
			time: timeInChina(recorded_at),
			actor: nameOf(actor),
			action: AUDIT_ACTIONS[action],
			subject,
			detail: Object.entries(JSON.parse(detail) as object).map(([name, value]) => ({
				name: DETAIL_NAMES[name] ?? name,
				text: tell(value)
			}))
		}))
	};
}

/** The most that a page says of one part of a line; the whole stands in the database. */
const LONGEST_TEXT = 2_000;

function tell(value: unknown): string {
	return tellPart(value).slice(0, LONGEST_TEXT);
}

function tellPart(value: unknown): string {
	if (value === null) return '无';
	if (Array.isArray(value)) return value.length === 0 ? '无' : value.map(tellPart).join('；');
	if (typeof value !== 'object') return JSON.stringify(value).replace(/^"|"$/g, '');
	const parts = Object.entries(value);
	return parts.map(([name, part]) => `${DETAIL_NAMES[name] ?? name} ${tellPart(part)}`).join('，');
}

const DETAIL_NAMES: Partial<Record<string, string>> = {
	action: '操作',
	after: '改后',
	area: '区划代码',
	backup: '备份文件',
	before: '改前',
	content_sha256: '内容校验值',
	department: '部门编码',
	departments: '部门（条）',
	division: '科室',
	expected_filings: '应报清单（条）',
	failed: '未导入',
	filings: '报告',
	fiscal_year: '年度',
	files: '文件',
	from: '原编码',
	hash: '校验值',
	jurisdiction_code: '区划代码',
	jurisdictions: '区划（条）',
	replaced_as: '原账本存为',
	replaced_last_line: '原账本操作记录的末行',
	moved: '转入年度',
	name: '名称',
	note: '说明',
	refused: '未导入的文件',
	replaced: '更新',
	role: '角色',
	rule: '规则',
	run: '导入批次',
	sequence: '行号',
	sha256: '文件校验值',
	skipped: '跳过',
	status: '办理情况',
	stored: '新存',
	to: '并入编码',
	unchanged: '未变',
	united: '合并年度',
	version: '版本'
};
