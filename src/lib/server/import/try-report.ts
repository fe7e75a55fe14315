/** Prints what each file would give, for a person who teaches a form: form, department, year, every figure, leftovers. */
import type { Writable } from 'node:stream';
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import { BASIS_NAMES, FIGURE_IDS, measureOf, type ReportedId } from '#lib/catalogue/measures.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { present } from '#lib/catalogue/values.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Figure } from '#lib/filing/filing.ts';
import type { FileReport, FilingReader, FilingReport, ImportListener, Telling } from './report.ts';
import { oneLine } from './text-report.ts';

/** The first few filings of a table with a row for each department tell how it is read. */
const TOLD_FILINGS = 5;

export class TryReport implements ImportListener {
	readonly #out: Writable;
	#filings: FilingReport[] = [];
	#count = 0;

	constructor(out: Writable) {
		this.#out = out;
	}

	async begin(): Promise<void> {
		this.#filings = [];
		this.#count = 0;
	}

	async filing(_: unknown, { describe }: FilingReader): Promise<Telling> {
		const filing = this.#count < TOLD_FILINGS ? await describe() : null;
		return () => {
			this.#count += 1;
			if (filing) this.#filings.push(filing);
		};
	}

	async file(report: FileReport): Promise<void> {
		const lines = [
			report.path,
			`  报表：${formOf(report)}`,
			...this.#filings.flatMap(tellFiling),
			...(this.#count > TOLD_FILINGS ? [`  另有${this.#count - TOLD_FILINGS}份报告`] : []),
			...report.leftovers.map(
				({ place, text, why }) => `  未采用：${describePlace(place)}“${text}”，${why}`
			),
			...report.issues.map(
				({ severity, message }) => `  ${severity === 'error' ? '错误' : '提示'}：${message}`
			)
		];
		this.#out.write(`${lines.map(oneLine).join('\n')}\n\n`);
	}
}

function formOf({ kind, status, sections }: FileReport): string {
	const forms = [...new Set(sections.flatMap((section) => section.forms))];
	if (forms.length > 0) return forms.join('、');
	if (kind === 'figures_table') return '数据表（每行一个部门）';
	if (kind === 'registry') return '名册';
	if (status === 'skipped') return '不是自评报告，跳过';
	return kind === 'self_evaluation' ? '没有认出是哪种表，数从正文和各表读出' : '没有认出';
}

function tellFiling({ department, fiscal_year, figures, budgets, score }: FilingReport): string[] {
	const { code, name, jurisdiction } = department;
	const told = [
		...FIGURE_IDS.flatMap((id) => tellFigure(id, '', figures[id])),
		...budgets.flatMap(({ measure, basis, figure }) =>
			tellFigure(measure, BASIS_NAMES[basis], figure)
		),
		...tellFigure('score_form', '', score.form_cell),
		...tellFigure('score_sheet', '', score.sheet_cell)
	];
	return [
		`  部门：${nameWithPlace(jurisdiction.name, name)}（${code}），${fiscal_year}年度，读到${told.length}项`,
		...told.map((line) => `    ${line}`),
		...(score.items.length > 0 ? [`    评分表${score.items.length}项`] : [])
	];
}

function tellFigure(id: ReportedId, basis: string, { value, printed, place }: Figure): string[] {
	if (value === null) return [];
	const where = place ? `，${describePlace(place)}` : '';
	const name = `${measureOf(id).name}${basis && `（${basis}）`}`;
	return [`${name}：${formatValue(id, present(value), 'exact')}（原文“${printed}”${where}）`];
}
