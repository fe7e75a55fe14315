/** The problems of an import as one HTML file that prints on A4, each department on a page of its own. */
import { escapeText } from '#lib/catalogue/characters.ts';
import type { ProblemBook } from './problem-book.ts';
import type { Sheet } from './sheet.ts';

/** Direction marks would turn the text round them. Rare characters of names may be private or newer than this program. */
function escape(text: string): string {
	return escapeText(text)
		.replace(/\r\n?/g, '\n')
		.replace(/(?![\n\t\p{Co}\p{Cn}])\p{C}/gu, '\ufffd');
}

const STYLE = `
@page { size: A4 landscape; margin: 12mm; }
body { margin: 1rem; color: #1a1a1a; background: #fff; font: 10pt/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 16pt; }
h2 { margin: 0 0 .5rem; font-size: 13pt; }
section { break-before: page; margin-top: 2rem; }
table { width: calc(100% - 1pt); border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 2pt 4pt; border: .5pt solid #888; text-align: start; vertical-align: top; overflow-wrap: anywhere; white-space: pre-line; }
th { background: #eee; }
.number { text-align: end; }
.number { font-variant-numeric: tabular-nums; }
.cover { width: auto; margin-bottom: 1rem; table-layout: auto; }
.problems { font-size: 8pt; }
@media print { body { margin: 0; } section { margin-top: 0; } }
`;

/** Widths of the columns of a sheet of problems, in percent; the department is in the heading. */
const WIDTHS = [5, 6, 11, 8, 6, 9, 9, 14, 12, 11, 9];

export function writeProblemPage({ cover, overview, sheets }: ProblemBook): string {
	const lines = cover.lines.map(([name, value]) => row('th', [name], row('td', [value])));
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(cover.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(cover.title)}</h1>
<table class="cover"><tbody>${lines.map((line) => `<tr>${line}</tr>`).join('\n')}</tbody></table>
<h2>${escape(overview.name)}</h2>
${table(overview)}
${sheets.map(section).join('\n')}
</body>
</html>
`;
}

function section({ name, columns, rows }: Sheet): string {
	const departments = new Set(rows.map(([department]) => String(department)));
	const [only = ''] = departments;
	const isShared = departments.size > 1 || only === '';
	// On a shared sheet the department is told in each row, beside the file.
	const shown = isShared
		? rows.map(([department, year, kind, file, ...rest]) => [
				year,
				kind,
				[department, file].filter(Boolean).join('：'),
				...rest
			])
		: rows.map((each) => each.slice(1));
	const sheet = { name, columns: columns.slice(1), rows: shown as Sheet['rows'] };
	return `<section>
<h2>${escape(isShared ? name : only)}（${rows.length}处）</h2>
${table(sheet, WIDTHS)}
</section>`;
}

function table({ columns, rows }: Sheet, widths: readonly number[] = []): string {
	const names = columns.map(({ name }) => name);
	const columnWidths = widths.map((width) => `<col style="width: ${width}%">`).join('');
	const body = rows.map((cells) => `<tr>${row('td', cells)}</tr>`).join('\n');
	return `<table${widths.length > 0 ? ' class="problems"' : ''}><colgroup>${columnWidths}</colgroup>
<thead><tr>${row('th', names)}</tr></thead>
<tbody>
${body}
</tbody></table>`;
}

function row(tag: 'th' | 'td', cells: Sheet['rows'][number], after = ''): string {
	return (
		cells
			.map((cell) => {
				const kind = typeof cell === 'number' ? ' class="number"' : '';
				return `<${tag}${kind}>${escape(String(cell ?? ''))}</${tag}>`;
			})
			.join('') + after
	);
}
