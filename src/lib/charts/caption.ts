/** Date of a moment in China, e.g. `2026年11月23日`. */
export function chineseDate(iso: string): string {
	const moment = new Date(iso);
	if (Number.isNaN(moment.getTime())) return iso;
	const inChina = new Date(moment.getTime() + 8 * 3_600_000);
	return `${inChina.getUTCFullYear()}年${inChina.getUTCMonth() + 1}月${inChina.getUTCDate()}日`;
}
