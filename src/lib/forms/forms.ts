/** Every form that is read, each defined in its own folder and registered here once. */
import { ACCOUNTS } from './accounts/form.ts';
import { BASE_TABLE } from './base-table/form.ts';
import { CHONGQING } from './chongqing/form.ts';
import { CITY } from './city/form.ts';
import type { FormDefinition } from './definition.ts';
import { HUBEI } from './hubei/form.ts';
import { INCOME_NATURE } from './income-nature/form.ts';
import { INDICATORS } from './indicators/form.ts';
import { NATIONAL } from './national/form.ts';
import { SICHUAN } from './sichuan/form.ts';

/** A label is looked up in the forms in this order, the more particular form first. */
export const FORMS: readonly FormDefinition[] = [
	INCOME_NATURE,
	HUBEI,
	CHONGQING,
	SICHUAN,
	NATIONAL,
	BASE_TABLE,
	CITY,
	ACCOUNTS,
	INDICATORS
];
