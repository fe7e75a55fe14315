/** Made-up departments of a round, and the reports that they hand in; `DEPARTMENTS=70` for all. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROFILES } from '../../scripts/demo/documents/department-texts.ts';
import { reportBytes } from '../../scripts/demo/documents/word-report.ts';
import { allFilings, type DemoFiling } from '../../scripts/demo/filing/filings.ts';
import { asDoc, asXlsx } from './other-formats.ts';

export const COUNT = Number(process.env.DEPARTMENTS ?? 4);
export const [AREA, YEAR] = ['999900', 2024];

/** As departments file them, in turn; a course meets every one of them where many departments play. */
const FORMATS = {
	docx: (report: Buffer) => report,
	doc: asDoc,
	xlsx: asXlsx
};

/** Courses that a department's report takes, in turn. */
const COURSES = ['sound', 'returned', 'asked', 'missing'] as const;

export interface Player {
	code: string;
	name: string;
	division: string;
	course: (typeof COURSES)[number];
	format: keyof typeof FORMATS;
	filing: DemoFiling;
}

export const PLAYERS: Player[] = allFilings()
	.filter(({ year }) => year === YEAR - 1)
	.slice(0, COUNT)
	.map((filing, at) => ({
		code: filing.department.code,
		name: filing.department.name,
		division: filing.department.division,
		course: COURSES[at % COURSES.length] ?? 'sound',
		format: (['docx', 'doc', 'xlsx'] as const)[at % 3] ?? 'docx',
		filing: { ...filing, year: YEAR, filed_on: '2025-03-10', oddities: [] }
	}));

/** The report as a file, in the wording of another department where it has none of its own. */
export function reportOf(
	folder: string,
	{ code, filing, format }: Player,
	isFaulty: boolean
): string {
	const [wording] = Object.values(PROFILES);
	const short = filing.department.name.replace(/^示例市/, '市');
	if (!PROFILES[code]) Object.assign(PROFILES, { [code]: { ...wording, short } });
	const { figures } = filing;
	const income_total = (figures.income_total ?? 0) + (isFaulty ? 1_234_000_000 : 0);
	const name = join(folder, `${code}-${isFaulty ? '错' : '正'}.${format}`);
	const report = reportBytes({ ...filing, figures: { ...figures, income_total } });
	writeFileSync(name, FORMATS[format](report));
	return name;
}
