#!/usr/bin/env bash
# One workbook with a hidden row, column and sheet, read by hucre as .xlsx and as .xls.
#
# A good guess: a library with readXlsx and readXls that return the same type tells the same things of both.
# Seen: hucre 1.0.0 tells of hidden rows, columns and sheets for .xlsx and of none of them for .xls (BIFF8), without
#   an error or a missing mark: what was hidden reads like what was shown. Merged cells are told for both.
# Date: 2026-11-27, Node 20.20; the files are written by @e965/xlsx 0.20.3.
# Why it matters: budget systems export .xls, and officers hide last year's rows instead of deleting them; their
#   figures would count twice. The product reads nothing through hucre, which only writes its exports; its readers of
#   both formats know what is hidden.
source "$(dirname "$0")/lib.sh"
begin @e965/xlsx@0.20.3 hucre@1.0.0

node --input-type=module <<'JS' | expect 'xlsx: rows hidden [1], columns hidden [1], sheets hidden [上年], merges 1
xls: rows hidden [], columns hidden [], sheets hidden [], merges 1'
import XLSX from '@e965/xlsx';
import { readXls, readXlsx } from 'hucre';
const sheet = XLSX.utils.aoa_to_sheet([['单位', '支出合计'], ['甲局（上年）', 1150.2], ['甲局', 1205.9]]);
sheet['!rows'] = [{}, { hidden: true }];
sheet['!cols'] = [{}, { hidden: true }];
sheet['!merges'] = [XLSX.utils.decode_range('A1:B1')];
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, '本年');
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[1]]), '上年');
book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
for (const [type, read] of [['xlsx', readXlsx], ['xls', readXls]]) {
	const bookType = type === 'xls' ? 'biff8' : type;
	const { sheets } = await read(XLSX.write(book, { type: 'buffer', bookType }));
	const rows = [...(sheets[0].rowDefs ?? [])].filter(([, row]) => row.hidden).map(([index]) => index);
	const columns = (sheets[0].columns ?? []).flatMap((column, index) => (column.hidden ? [index] : []));
	const hidden = sheets.filter((one) => one.hidden).map((one) => one.name);
	console.log(
		`${type}: rows hidden [${rows}], columns hidden [${columns}], sheets hidden [${hidden}], merges ${sheets[0].merges.length}`
	);
}
JS
