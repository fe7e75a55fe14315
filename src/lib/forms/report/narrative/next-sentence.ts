/** Hands the scope and the subject of a sentence on to the next one of its paragraph. */
import { isOfPart, isOfThreePublic } from './parts.ts';
import { type Lead } from './lead.ts';
import type { AmountName, SeenAmount, SentenceScope } from './reading.ts';
import { scopeBehind } from './scope.ts';

/** The subject of the sentences read so far. */
export interface ParagraphSubject {
	/** The amount that a sentence began with, of which the next one may go on. */
	root: SeenAmount | null;
	/** `项目支出情况。`: of what the sentence spoke that states no amount. */
	isTopic: boolean;
	/** `三公经费。年初预算9万元，…`: the name that heads a paragraph as a sentence of its own. */
	topic: AmountName | null;
	/** A sentence of the paragraph was not understood: `实际支出` behind it may be of its subject. */
	isLost: boolean;
}

export const NO_SUBJECT: ParagraphSubject = {
	root: null,
	isTopic: false,
	topic: null,
	isLost: false
};

interface EndedSentence {
	/** The scope that it began with. */
	began: SentenceScope;
	/** The amounts that it states. */
	amounts: readonly SeenAmount[];
	scope: SentenceScope;
	/** Names behind its last amount. */
	labels: readonly AmountName[];
	lead: Lead;
	/** The parts that it lists by bodies make up the department's own amount. */
	isListComplete: boolean;
}

/** A sentence that begins so goes on with the parts of the one before it. */
export const GOES_ON = /^\s*(?:其中|主要|具体|包括|包含|按|分别|用于)/;
/** `…。实际支出7.25万元`, `…。年中追加预算9万元，全年预算数99万元`: what became of the budget before. */
const STATES_RESULT =
	/^\s*(?:(?:全年|本年|当年)?(?:实际|决算|支出决算|执行)|(?:年中|年末)?(?:预算)?调整(?:后|为|至|预算(?:数|总额)?[为是达]?\d)|全年(?:总)?预算(?!执行)|(?:年中|年度中|执行中)?(?:追加|追减|调增|调减)(?:预算)?(?:资金|经费)?\d)/;
const LONGEST_BEGINNING = 12;

/** @param behind the text behind the sentence */
export function handedOn(
	ended: EndedSentence,
	subject: ParagraphSubject,
	text: string,
	behind: number
): { scope: SentenceScope; subject: ParagraphSubject } {
	const next = text.slice(behind, behind + LONGEST_BEGINNING);
	const { began, amounts, scope, labels, lead, isListComplete } = ended;
	const first = amounts[0] ?? null;
	const isGoingOn = GOES_ON.test(next);
	const { isLost, isOwn } = scope;
	// `项目支出情况。` states no amount, and what stands behind it may be of projects.
	const isTopic = !first && (subject.isTopic || labels.some(isOfPart));
	// `预算90万元。实际支出80万元。` goes on with a budget, whichever it is, but not with one of something else.
	const isOwnBudget = first !== null && first.basis !== 'actual' && !isLost && isOwn;
	const own = first?.isUnderstood || isOwnBudget ? first : null;
	const root = first ? own : subject.root;
	const isOwnAgain = isOwn || isListComplete;
	// `下属水厂支出90万元。运行良好。基本支出50万元`: says nothing of amounts, nor of the department.
	const isIdle = !first && labels.length === 0 && (isLost || scope.handed !== null);
	const behindAmounts = isIdle ? began : scopeBehind(amounts);
	return {
		scope: isGoingOn
			? { ...scope, isOwn: isOwnAgain, isStray: false, parent: null }
			: behindAmounts,
		subject: {
			root: isGoingOn || STATES_RESULT.test(next) ? root : null,
			isTopic,
			topic: first || isLost || !isOwn ? null : headingName(labels, lead, text.slice(0, behind)),
			isLost: isGoingOn ? subject.isLost : isLost || !isOwn || isTopic
		}
	};
}

/** 三公经费 or one of its items, which a sentence names and says nothing of: `公务接待费：无。` heads no other sentence. */
function headingName(labels: readonly AmountName[], lead: Lead, read: string): AmountName | null {
	const [label] = labels;
	const { isBudget, isActual, isDated, isListed } = lead;
	const isAlone = labels.length === 1 && !isBudget && !isActual && !isDated && !isListed;
	if (!label || !isAlone || !isOfThreePublic(label)) return null;
	return HEADING.test(read.slice(label.start)) ? label : null;
}

const HEADING =
	/^[^，,。；;：:、\d]*?(?:费用?|支出)(?:[（(][^（）()]{1,4}[）)])?(?:支出|使用|开支|决算|管理)*(?:情况|说明)*[。\s]*$/;
