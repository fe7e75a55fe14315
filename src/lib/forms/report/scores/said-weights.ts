/** Tells points of a text that are the most an indicator can score: the scale of an evaluation, of which nothing is to be read. */
import { LEAST_SCORE } from './said-scores.ts';

/** `分值20分`, `权重为15分`, `占10分`. */
const NAMED = /(?:权重|分值|满分|标准分|总分值|占)(?:分数)?[为是:：]?\s*$/;
/** `预算执行率（10分）`, and nothing else in the brackets. */
const BRACKET_BEFORE = /[一-龥”"][（(]$/;
const BRACKET_BEHIND = /^[)）]/;
/** `自评优秀（38分）` is a score. */
const OF_SCORE = /(?:得分?|评[为分价]?|扣|打分|优秀|良好|合格)[^（(，,。；;]{0,6}[（(]?$/;
/** `投入15分，得14分`, `10分，扣1分`: what was scored of them stands behind. */
const SCORED_BEHIND =
	/^[)）]?\s*[，,、;；:：]?\s*(?:自评|实际|实|评价|本项|该项|最终)?(?:得分?|扣分?)[为是:：]?\s*\d/;

/** The words of a text right before and right behind points, in hundredths of a point. */
export function isWeight(before: string, points: number, behind: string): boolean {
	if (NAMED.test(before)) return true;
	if (OF_SCORE.test(before)) return false;
	if (SCORED_BEHIND.test(behind)) return true;
	return points < LEAST_SCORE && BRACKET_BEFORE.test(before) && BRACKET_BEHIND.test(behind);
}
