/** Ways of choosing the departments that the bureau scores again. */
export const SAMPLE_METHODS = ['random', 'findings', 'spending', 'score', 'hand'] as const;
export type SampleMethod = (typeof SAMPLE_METHODS)[number];

export const SAMPLE_METHOD_NAMES: Record<SampleMethod, string> = {
	random: '随机',
	findings: '核对不符最多',
	spending: '支出最大',
	score: '自评得分最高',
	hand: '指定'
};

/** By its id, or by what pages call it; null for anything else. */
export function readSampleMethod(text: string): SampleMethod | null {
	return SAMPLE_METHODS.find((one) => one === text || SAMPLE_METHOD_NAMES[one] === text) ?? null;
}
