import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { FIGURES } from '#lib/catalogue/measures.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import { decodeText } from '#lib/documents/characters/encoding.ts';
import { collect } from './reading.ts';

const RUNS = { numRuns: 1_000 };
const IN_CONTEXT = { jurisdiction: null, names: [] };
const FULL_WIDTH = 0xfee0;

interface Cell {
	id: FigureId;
	/** Storage unit; null for a blank. */
	value: number | null;
	style: 'plain' | 'grouped' | 'wide' | 'unit';
}

interface Table {
	ids: FigureId[];
	unit: '元' | '万元';
	unitIn: 'row' | 'head';
	names: boolean;
	rows: Cell[][];
	delimiter: string;
	newline: string;
	bom: boolean;
}

const quantityOf = (id: FigureId) => FIGURES.find((figure) => figure.id === id)?.quantity;
const nameOf = (id: FigureId) => FIGURES.find((figure) => figure.id === id)?.name ?? id;

const cellOf = (id: FigureId): fc.Arbitrary<Cell> =>
	fc.record({
		id: fc.constant(id),
		value: fc.option(
			quantityOf(id) === 'people'
				? fc.integer({ min: 0, max: 20_000 })
				: fc.maxSafeInteger().map((fen) => fen % 10 ** 14),
			{ freq: 8 }
		),
		style: fc.constantFrom('plain', 'grouped', 'wide', 'unit')
	});

const tables: fc.Arbitrary<Table> = fc
	.uniqueArray(fc.constantFrom(...FIGURES.map(({ id }) => id)), { minLength: 1, maxLength: 8 })
	.chain((ids) =>
		fc.record({
			ids: fc.constant(ids),
			unit: fc.constantFrom('元', '万元'),
			unitIn: fc.constantFrom('row', 'head'),
			names: fc.boolean(),
			rows: fc.array(fc.tuple(...ids.map(cellOf)), { minLength: 1, maxLength: 6 }),
			delimiter: fc.constantFrom(',', ';', '\t'),
			newline: fc.constantFrom('\n', '\r\n', '\r'),
			bom: fc.boolean()
		})
	);

/** The amount with its point moved left, written in one of the ways in which people write it. */
function print({ id, value, style }: Cell, unit: '元' | '万元'): string {
	if (value === null) return style === 'plain' ? '' : '—';
	const isMoney = quantityOf(id) === 'money';
	const plain = isMoney ? pointLeft(value, unit === '元' ? 2 : 6) : String(value);
	switch (style) {
		case 'grouped':
			return isMoney ? plain.replace(/\B(?=(\d{3})+(?=$|\.))(?<!\.\d*)/g, ',') : plain;
		case 'wide':
			return plain.replace(/[\d.-]/g, (char) =>
				String.fromCharCode(char.charCodeAt(0) + FULL_WIDTH)
			);
		case 'unit':
			return plain + (isMoney ? unit : '人');
		default:
			return plain;
	}
}

function pointLeft(fen: number, places: number): string {
	const digits = String(Math.abs(fen)).padStart(places + 1, '0');
	const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`;
	return `${fen < 0 ? '-' : ''}${text.replace(/\.?0+$/, '')}`;
}

function write({ ids, unit, unitIn, names, rows, delimiter, newline, bom }: Table): string {
	const head = ids.map((id) => {
		const name = names ? nameOf(id) : id;
		return unitIn === 'head' && quantityOf(id) === 'money' ? `${name}（${unit}）` : name;
	});
	const data = rows.map((row, index) => [
		`部门${index}`,
		'2021',
		...(unitIn === 'row' ? [unit] : []),
		...row.map((cell) => print(cell, unit))
	]);
	const all = [['部门', '年度', ...(unitIn === 'row' ? ['unit'] : []), ...head], ...data];
	return (bom ? '\ufeff' : '') + Papa.unparse(all, { delimiter, newline });
}

describe('a random table', () => {
	test('of figures is read back to the 分, however it is written', () => {
		fc.assert(
			fc.property(tables, (table) => {
				const text = write(table);
				const reading = collect(() => readFiguresTable(tableRows(text), IN_CONTEXT));
				expect(reading).toMatchObject({ refusal: null, errors: [] });
				// A row without a figure files nothing.
				const filed = table.rows.filter((row) => row.some(({ value }) => value !== null));
				expect(reading.filings).toHaveLength(filed.length);
				filed.forEach((row, index) => {
					const figures = reading.filings[index]?.filing.figures;
					const read = row.map(({ id }) => [id, figures?.[id].value]);
					expect(read).toEqual(row.map(({ id, value }) => [id, value === 0 ? 0 : value]));
				});
			}),
			RUNS
		);
	});

	test('of scores is read back whole, in whatever order its rows stand', () => {
		const sheets = fc.array(fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1 }), {
			minLength: 1,
			maxLength: 5
		});
		const order = fc.infiniteStream(fc.nat());
		fc.assert(
			fc.property(sheets, order, (scores, stream) => {
				const rows = scores.flatMap((sheet, department) =>
					sheet.map((score, item) => [
						`部门${department}`,
						'2021',
						'一',
						'二',
						`指标${item}`,
						'15',
						String(score / 100)
					])
				);
				const shuffled = rows
					.map((row) => ({ row, key: Number(stream.next().value) }))
					.sort((a, b) => a.key - b.key)
					.map(({ row }) => row);
				const head = ['部门', '年度', '一级指标', '二级指标', '三级指标', '分值', '自评得分'];
				const text = Papa.unparse([head, ...shuffled]);
				const reading = collect(() => readScoresTable(tableRows(text), IN_CONTEXT));
				expect(reading.errors).toEqual([]);
				const read = reading.filings.map(({ filing }) => [
					filing.claims[0]?.text,
					filing.score.items.map((item) => [item.path[2], item.score.value] as const).sort(byName)
				]);
				const expected = scores.map((sheet, department) => [
					`部门${department}`,
					sheet.map((score, item) => [`指标${item}`, score] as const).sort(byName)
				]);
				expect(read.sort()).toEqual(expected.sort());
			}),
			RUNS
		);
	});
});

function byName(
	a: readonly [string | undefined, ...unknown[]],
	b: readonly [string | undefined, ...unknown[]]
): number {
	return (a[0] ?? '').localeCompare(b[0] ?? '', 'en');
}

const TEXT = '部门,年度,unit,收入合计\n示例市口岸管理办公室,2021,万元,1206.04\n';
/** `示例市口岸管理办公室` and the heads in GB18030. */
const GB18030 = Buffer.from(
	'b2bfc3c52cc4eab6c82c756e69742ccad5c8ebbacfbcc60acabec0fdcad0bfdab0b6b9dcc0edb0ecb9abcad22c323032312ccdf2d4aa2c313230362e30340a',
	'hex'
);

test.each([
	['UTF-8', Buffer.from(TEXT, 'utf8')],
	['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`, 'utf8')],
	['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
	['GB18030', GB18030]
])('%s gives the same filing', (_, bytes) => {
	const rows = tableRows(decodeText(bytes).text);
	const { filings, errors } = collect(() => readFiguresTable(rows, IN_CONTEXT));
	expect(errors).toEqual([]);
	expect(filings[0]?.filing.claims[0]?.text).toBe('示例市口岸管理办公室');
	expect(filings[0]?.filing.figures.income_total.value).toBe(1_206_040_000);
});
