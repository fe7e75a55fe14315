/** The tables of a filing as markup: written once for all readers of its page. */
import { baseName } from '#lib/catalogue/change-words.ts';
import { dayInChina } from '#lib/catalogue/years.ts';
import { PEER_RULE_NAMES, type Peers } from '#lib/comparison/peers.ts';
import type { FilingContent, FilingVersion } from '#lib/server/questions/departments/department.ts';
import type { Column } from '../table.ts';
import { writeTable, type WrittenTable } from '../written-table.ts';
import type { FigureGroup, ShownFigure } from './figures.ts';
import type { ShownUnits } from './parts.ts';
import type { RestatedRow } from './restated.ts';
import type { ScoreRow } from './score-sheet.ts';

/** Every measure of a filing by group: value, last year's, change, position among peers where the reader is told of them. */
export function figureTables(
	groups: readonly FigureGroup[],
	{
		year,
		base,
		peers,
		isCompared
	}: { year: number; base: number; peers: Peers; isCompared: boolean }
): { caption: string; written: WrittenTable }[] {
	const position: Column<ShownFigure> = {
		id: 'position',
		name: '位次',
		definition: `从大到小，在本部门与${PEER_RULE_NAMES[peers.used]}（${peers.members.length}家）之中；并列者共用位次。`,
		numeric: true,
		cell: (row) => row.position
	};
	const columns: Column<ShownFigure>[] = [
		{
			id: 'name',
			name: '项目',
			head: true,
			cell: (row) => ({ text: row.name, exact: row.definition, unit: row.unit })
		},
		{ id: 'value', name: `${year}年`, numeric: true, cell: (row) => row.value },
		{ id: 'previous', name: `${base}年`, numeric: true, cell: (row) => row.previous },
		{ id: 'change', name: `比${baseName(year, base)}`, numeric: true, cell: (row) => row.change },
		...(isCompared ? [position] : [])
	];
	return groups.map(({ name, basis, rows }) => ({
		caption: `${name}${basis && `，${basis}`}`,
		written: writeTable(columns, rows, { even: true })
	}));
}

const ROLES: Record<string, string> = {
	total: '汇总',
	headquarters: '机关',
	subunit: '二级机构',
	placeholder: '未填'
};

/** The rows of a department's units; the total row stands for the department, the others are its parts. */
export function unitTable({ heads, rows }: ShownUnits): WrittenTable {
	type Row = ShownUnits['rows'][number];
	const columns: Column<Row>[] = [
		{
			id: 'name',
			name: '单位',
			head: true,
			cell: (row) => ({ text: row.name, note: ROLES[row.role] })
		},
		...heads.map(({ id, name, unit }, index) => ({
			id,
			name,
			unit,
			numeric: true,
			cell: (row: Row) => row.cells[index] ?? { text: '' }
		}))
	];
	return writeTable(columns, rows, { upright: true });
}

const SCORE_COLUMNS: readonly Column<ScoreRow>[] = [
	{
		id: 'name',
		name: '指标',
		head: true,
		cell: (row) => ({ text: row.name, exact: row.criterion, note: row.path })
	},
	{
		id: 'weight',
		name: '分值',
		numeric: true,
		cell: (row) => ({ text: row.weight, note: row.weight_note })
	},
	{
		id: 'score',
		name: '自评得分',
		numeric: true,
		cell: (row) => ({ text: row.score, href: row.score_href ?? undefined, note: row.score_note })
	},
	{ id: 'lost', name: '扣分', numeric: true, cell: (row) => ({ text: row.lost }) },
	{ id: 'reason', name: '扣分原因', cell: (row) => ({ text: row.reason }) },
	{
		id: 'check',
		name: '能否核验',
		cell: (row) => ({ text: row.checkable, exact: row.check })
	}
];

/** The score sheet as filed, with what was lost and why, and whether the filing holds what a score can be recomputed from. */
export function scoreTable(rows: readonly ScoreRow[]): WrittenTable {
	return writeTable(SCORE_COLUMNS, rows);
}

const RESTATED_COLUMNS: readonly Column<RestatedRow>[] = [
	{ id: 'name', name: '项目', head: true, cell: (row) => ({ text: row.name, unit: row.unit }) },
	{ id: 'first', name: '首次报送', numeric: true, cell: (row) => row.first },
	{ id: 'corrected', name: '更正后', numeric: true, cell: (row) => row.corrected },
	{ id: 'difference', name: '相差', numeric: true, cell: (row) => row.difference }
];

export function restatedTable(rows: readonly RestatedRow[]): WrittenTable {
	return writeTable(RESTATED_COLUMNS, rows);
}

interface ShownVersion extends FilingVersion {
	/** The act of the bureau that made the version; null for one that was filed. */
	act: string | null;
}

const VERSION_COLUMNS: readonly Column<ShownVersion>[] = [
	{
		id: 'version',
		name: '版本',
		head: true,
		cell: (row) => ({
			text: `第${row.version}版`,
			href: `/sources/${row.id}`,
			note: [row.is_current ? '现用' : null, row.act].filter(Boolean).join('，') || undefined
		})
	},
	{ id: 'file', name: '文件', cell: (row) => ({ text: row.file_name }) },
	{
		id: 'filed',
		name: '报送日期',
		tight: true,
		cell: (row) => ({ text: row.filed_on ?? '未注明', missing: row.filed_on === null })
	},
	{
		id: 'imported',
		name: '导入日期',
		tight: true,
		cell: (row) => ({ text: dayInChina(row.imported_at) })
	},
	{
		id: 'sha256',
		name: '文件校验值',
		cell: (row) => ({ text: `${row.sha256.slice(0, 12)}…`, exact: row.sha256 })
	}
];

/** Every version filed for the year; the current one is what pages read. */
export function versionTable(rows: readonly ShownVersion[]): WrittenTable {
	return writeTable(VERSION_COLUMNS, rows);
}

export function versionRows(content: FilingContent): ShownVersion[] {
	return content.versions.map((version) => ({ ...version, act: actOf(version, content) }));
}

function actOf({ id }: FilingVersion, { corrections }: FilingContent): string | null {
	if (corrections.some(({ filing_id }) => filing_id === id)) return '人工更正';
	return corrections.some(({ taken_back_filing_id }) => taken_back_filing_id === id)
		? '撤回更正'
		: null;
}
