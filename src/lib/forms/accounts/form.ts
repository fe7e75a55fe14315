/** Tables of accounts as reports copy them, of no fixed extent: 收入合计, 支出合计, 年末结转和结余 and 三公 by budget and accounts. */
import { REPORTED_IDS } from '#lib/catalogue/measures.ts';
import type { FormDefinition } from '../definition.ts';

export const ACCOUNTS: FormDefinition = {
	id: 'accounts',
	name: '收入支出决算表',
	tells: [['收入合计'], ['本年收入合计'], ['收入总计'], ['支出合计'], ['本年支出合计']],
	labels: [
		{ label: '事业收入', measure: null, why: '“其他收入”以外的收入，本系统没有对应指标' },
		{ label: '事业单位经营收入', measure: null, why: '本系统没有对应指标' },
		{ label: '经营收入', measure: null, why: '本系统没有对应指标' },
		{ label: '上级补助收入', measure: null, why: '本系统没有对应指标' },
		{ label: '附属单位上缴收入', measure: null, why: '本系统没有对应指标' },
		{ label: '经营支出', measure: null, why: '本系统没有对应指标' }
	],
	holds: REPORTED_IDS
};
