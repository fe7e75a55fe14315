/** Departments' copies of the form differ from the bureau's own in these ways. */
import type { DemoFiling } from '../filing/filings.ts';

export interface FormVariant {
	/** The labels are those of the bureau's form, or other common wordings. */
	labels: 'form' | 'other';
	/** The year on the cover is typed with blanks, as in `20 22 年度`. */
	spaced_year: boolean;
	/** The cover shows the department's name and budget code. */
	cover_fields: boolean;
	/** These units have rows of their own below the total row. */
	units: readonly string[];
	/** An empty row follows for a unit that does not exist. */
	placeholder: boolean;
	/** The score sheet is broken over two pages, with its head and merged cells repeated. */
	split_sheet: boolean;
}

const STANDARD: FormVariant = {
	labels: 'form',
	spaced_year: false,
	cover_fields: false,
	units: [],
	placeholder: false,
	split_sheet: false
};

const BY_DEPARTMENT: Readonly<Record<string, Partial<FormVariant>>> = {
	'302': { units: ['局机关', '公路建设养护中心', '道路运输服务中心'], split_sheet: true },
	'312': { spaced_year: true },
	'314': { split_sheet: true },
	'601': { labels: 'other' },
	'707': { labels: 'other' },
	'801': { cover_fields: true }
};

export function variantOf({ department: { code }, year }: DemoFiling): FormVariant {
	const placeholder = code === '302' && year === 2022;
	return { ...STANDARD, ...BY_DEPARTMENT[code], placeholder };
}
