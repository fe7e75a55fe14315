/**
 * Reads the sentences of a text from left to right and proves, amount by amount, whose it is: an amount counts as the
 * department's own of the year only where every word from the beginning of its sentence is understood. A word that
 * is not in the lexicon, another body, another year, a part of the year, a budget or one source of money takes what
 * stands behind it, until the sentence says otherwise.
 */
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import { nameOfAmount } from './amount-names.ts';
import { budgetAround, isSpentOfYear, wholeBefore } from './before.ts';
import { budgetOf, signOf, type TextBasis } from './budgets.ts';
import { handedOn, NO_SUBJECT, type ParagraphSubject } from './next-sentence.ts';
import { isAbout } from './rough.ts';
import { Lead, respective, withoutLabel, type Segment } from './lead.ts';
import { FIGURE_NAMES } from './lexicon.ts';
import { isCorrection, isProven } from './proof.ts';
import {
	isOfKindOfPosts,
	isOfOneSource,
	isOfPart,
	isBudgetOfPart,
	isKindOfSpending,
	isPartOf,
	isSumOfBodies,
	isUseOfAssets,
	mayBeLeft,
	wholeOf,
	WHOLES
} from './parts.ts';
import {
	FRESH,
	asOwn,
	seenAmount,
	unnamed,
	type AmountName,
	type ReadAmount,
	type SeenAmount,
	type SentenceScope,
	type TextOwner
} from './reading.ts';
import { endHanded, scopeAfter, sourceIn } from './scope.ts';
import {
	changeIn,
	isNextInList,
	isSaidOfAll,
	partThatIsAll,
	takeFromList,
	takesBack
} from './signs.ts';
import { valueOf, wordsOf, type Word } from './words.ts';

const NAMES_FIGURE = new RegExp(FIGURE_NAMES);
const OF_ALL = /部门|单位|[整总]体/;
const STATES_AMOUNT = /\d[百千万亿]*元/;

/**
 * The department's own amounts of a paragraph, in their order.
 * @param heading the budget that the heading above tells; null where it tells none
 * @param before sentences that it goes on with
 */
export function ownAmounts(
	text: string,
	owner: TextOwner,
	heading: BudgetBasis | null = null,
	before = ''
): ReadAmount[] {
	const reader = new ClauseReader(before + text, owner, heading);
	for (const word of wordsOf(before + text, owner.names)) reader.read(word);
	const first = before.length;
	return reader.own().flatMap(({ start, end, labelStart, ...amount }) =>
		start < first
			? []
			: [
					{
						...amount,
						start: start - first,
						end: end - first,
						labelStart: labelStart === null ? null : Math.max(0, labelStart - first)
					}
				]
	);
}

class ClauseReader {
	readonly #text: string;
	readonly #owner: TextOwner;
	readonly #heading: BudgetBasis | null;
	readonly #readings: SeenAmount[] = [];
	#scope: SentenceScope = FRESH;
	/** The scope that the sentence began with. */
	#began: SentenceScope = FRESH;
	#outer: { scope: SentenceScope; last: SeenAmount | undefined }[] = [];
	/** The amount before, outside of brackets that have been closed. */
	#last: SeenAmount | undefined;
	/** Names since the last amount. */
	#labels: AmountName[] = [];
	/** Since the last amount: what its words were. */
	#lead = new Lead();
	/** Names whose amounts follow in a list of their own: `基本支出和项目支出分别为…`. */
	#queue: Segment[] = [];
	/** The amounts of that list so far. */
	#listed: SeenAmount[] = [];
	/** Readings before the sentence, before the one that came before it, before its last `；`. */
	#sentence = 0;
	#former = 0;
	#unit = 0;
	#subject: ParagraphSubject = NO_SUBJECT;
	/** `支出90万元，其中本级60万元，下属单位30万元`: the parts make the department's own amount up. */
	#isListComplete = false;
	/** The last name of an amount was of a part: `年初预算` in a sentence behind it may be of that. */
	#isOfPart = false;

	constructor(text: string, owner: TextOwner, heading: BudgetBasis | null) {
		this.#text = text;
		this.#owner = owner;
		this.#heading = heading;
	}

	own(): ReadAmount[] {
		this.#endListed(false);
		return this.#readings.flatMap(asOwn);
	}

	read(word: Word): void {
		const said = this.#text.slice(word.start, word.end);
		// `三公经费。部门年初预算90万元`.
		if (OF_ALL.test(said)) {
			this.#leaveTopic();
			this.#scope = endHanded(this.#scope);
		}
		this.#scope = scopeAfter(word, this.#scope, this.#text, this.#owner.fiscalYear);
		this.#lead.take(word, said, this.#scope.isThisYear);
		switch (word.kind) {
			case 'unknown':
				return this.#stray();
			case 'others':
				this.#isListComplete = false;
				return takeFromList(this.#text, this.#last, word);
			case 'remark':
				return this.#remark(said);
			case 'budget':
				return this.#enterBudget(word, said);
			case 'actual':
				return this.#enterBasis('actual');
			case 'spent':
				return this.#spend();
			case 'bothTotals':
				this.#labels.push({ measure: 'income_total', start: word.start, isWhole: true });
				return;
			case 'changed':
				Object.assign(this.#lead, changeIn(this.#text, word, this.#owner.fiscalYear));
				return;
			case 'figure':
			case 'item':
				return this.#name(word);
			case 'colon':
				return this.#last?.word.end === word.start ? this.#enterParts(word) : undefined;
			case 'among':
				return this.#enterParts(word);
			case 'list':
				this.#lead.isListed = this.#labels.length > 0;
				this.#lead.segments.push({});
				return;
			case 'respectively':
				this.#endListed(false);
				this.#queue = respective(this.#lead.segments, this.#labels);
				return this.#startLead();
			case 'amount':
			case 'people':
				return this.#state(word);
			case 'open':
				return this.#open(word);
			case 'close':
				return this.#close();
			case 'stop':
				return this.#stop();
			case 'end':
				return this.#endSentence(word);
		}
	}

	#remark(said: string): void {
		// `压减“三公”经费，全年实际支出10万元`: not of the whole.
		if (this.#subject.isTopic || NAMES_FIGURE.test(said))
			this.#subject = { ...this.#subject, isTopic: true, isLost: true };
		// `年中追加预算46万元，`: what its words say ends with its amount.
		if (STATES_AMOUNT.test(said)) this.#lead.signs.clear();
	}

	#stop(): void {
		const isOwn = this.#scope.isOwn || this.#isListComplete;
		this.#outer = [];
		this.#scope = { ...this.#scope, isStray: false, isOwn };
		this.#unit = this.#readings.length;
		this.#startLead();
	}

	#close(): void {
		const outer = this.#outer.pop();
		if (outer) [this.#scope, this.#last] = [outer.scope, outer.last];
		this.#startLead();
	}

	#startLead(): void {
		[this.#labels, this.#lead] = [[], new Lead()];
	}

	#stray(): void {
		const isFirst = this.#readings.length === this.#sentence;
		const change = isFirst ? { isLost: true, handed: null } : { isStray: true };
		this.#scope = { ...this.#scope, ...change };
		this.#lead.isUnknown = true;
		this.#lead.isUnknownHere = true;
	}

	#enterBasis(basis: TextBasis): void {
		this.#scope = { ...this.#scope, basis };
		this.#lead.enterBasis(basis);
	}

	#enterBudget({ start }: Word, said: string): void {
		const lead = this.#lead;
		lead.signs.add(signOf(said));
		lead.segment.isAdjusted = said === '调整预算';
		lead.budgetStart ??= start;
		const around =
			budgetAround(this.#scope.parent, this.#readings, this.#sentence) ?? this.#heading;
		const last = this.#readings.length > this.#sentence ? this.#last : undefined;
		this.#enterBasis(budgetOf(lead.signs, around, last !== undefined && last.basis !== 'actual'));
	}

	#spend(): void {
		if (this.#labels.length > 0 || this.#lead.isBudget) return;
		// `年初预算90万元。全年支出80万元`.
		if (this.#scope.handed) this.#scope = { ...this.#scope, basis: 'actual' };
		const isFirst = !this.#lead.isSum && this.#readings.length > this.#unit;
		if (isFirst && isBudgetOfPart(this.#last)) this.#enterBasis('actual');
	}

	#name({ kind, start, end, measure, among }: Word): void {
		if (this.#labels.length === 0 && isSaidOfAll(this.#text, start, end)) return;
		const { parent: whole } = this.#scope;
		const parent = whole && wholeOf(this.#text, whole);
		const isBesideUses =
			measure !== 'assets_other' || this.#readings.slice(this.#sentence).some(isUseOfAssets);
		if (among && !(parent && among.includes(parent) && isBesideUses)) {
			if (measure === 'income_fiscal' || measure === 'income_gov_fund')
				this.#scope = { ...this.#scope, source: sourceIn(this.#text.slice(start, end)) };
			else this.#stray();
			return;
		}
		// `三公经费。支出合计90万元，…` names the amount anew.
		const { topic } = this.#subject;
		const isOfTopic = !topic || measure === topic.measure || isPartOf({ measure }, topic);
		// `三公经费。其中项目支出5万元`.
		if (!isOfTopic && this.#lead.isAmong) this.#scope = { ...this.#scope, isLost: true };
		if (!isOfTopic) this.#leaveTopic();
		const { handed } = this.#scope;
		if (
			handed &&
			handed.basis !== 'actual' &&
			!this.#lead.isBudget &&
			!isPartOf({ measure }, handed)
		)
			this.#scope = { ...this.#scope, basis: 'actual' };
		if (isSpentOfYear(measure, this.#text.slice(start, end), this.#lead, this.#last))
			this.#scope = { ...this.#scope, basis: 'actual' };
		const previous = this.#labels.at(-1);
		if (previous && previous.measure === measure && kind === 'figure') return;
		// `三公经费支出合计`, `基本支出总支出`: the word for the whole says nothing new behind a name.
		if (previous?.measure && measure === 'spending_total' && !this.#lead.isListed) return;
		const first = this.#readings[this.#sentence];
		const isFigure =
			kind === 'figure' && !this.#lead.isModified && mayBeLeft(this.#text, start, first);
		const label = { measure: isFigure ? measure : null, start, isWhole: false };
		this.#labels.push(label);
		this.#lead.segment.label = label;
		this.#isOfPart = isOfPart(label);
		if (measure && WHOLES.has(measure) && !isOfOneSource(measure, this.#scope.source))
			this.#scope = { ...this.#scope, parent: null, isStray: this.#lead.isUnknownHere };
	}

	#leaveTopic(): void {
		if (this.#labels.length === 1 && this.#labels[0] === this.#subject.topic) this.#labels = [];
	}

	#enterParts({ start: end }: Word): void {
		this.#lead.isAmong = true;
		if (this.#readings.length === this.#sentence && !this.#subject.root) return;
		const last = wholeBefore(this.#text, end, this.#readings, this.#last);
		const { basis } = last && last !== this.#last ? last : this.#scope;
		if (last) this.#scope = { ...this.#scope, basis, parent: last, isAside: false };
	}

	#open({ start, end }: Word): void {
		const last = this.#last;
		this.#outer.push({ scope: this.#scope, last });
		if (!last || !/^\s*$/.test(this.#text.slice(last.word.end, start))) return;
		this.#startLead();
		this.#scope = { ...this.#scope, parent: last, isAside: true };
		if (takesBack(this.#text, end, last, this.#owner.names)) last.isUnderstood = false;
	}

	#state(word: Word): void {
		const next = this.#labels.length === 0 ? this.#queue.shift() : undefined;
		if (!next) this.#endListed(isNextInList(this.#text, this.#listed.at(-1), word));
		const name = () => (next ? next.label : this.#labelOf(word)) ?? unnamed(word);
		const names = this.#lead.isOfEachListed ? this.#labels : [name()];
		for (const each of names) this.#stateOf(each, word, next);
		if (next && this.#last) this.#listed.push(this.#last);
		this.#startLead();
	}

	/** `项目支出分别为30万元和20万元`: where there are more or fewer amounts than names, which is whose cannot be told. */
	#endListed(isGoingOn: boolean): void {
		if (isGoingOn || this.#queue.length > 0)
			for (const amount of this.#listed) amount.isUnderstood = false;
		[this.#queue, this.#listed] = [[], []];
	}

	#stateOf(name: AmountName, word: Word, next?: Segment): void {
		const lead = this.#lead;
		const { measure, start, isWhole } = name;
		const isSaidSum = lead.isSum || /[总合共]/.test(this.#text.slice(start, word.start));
		// `局机关编制20名，下属单位编制10名，共30名`: of all bodies.
		const first = this.#scope.handed ? this.#former : this.#sentence;
		if (isSaidSum && isSumOfBodies(this.#text, this.#readings, first, { word, measure }))
			this.#scope = { ...endHanded(this.#scope), isOwn: true, isStray: false };
		// What is said of people hands nothing on to an amount.
		const isOfKind = this.#scope.handed?.word.kind === word.kind;
		const around = isOfKind ? this.#scope : endHanded(this.#scope);
		const scope = next ? { ...around, ...withoutLabel(next) } : around;
		const whole = scope.parent;
		// `三公经费情况。全年支出90万元，其中基本支出60万元`: the heading was not of the amount.
		if (whole && whole.start === this.#subject.topic?.start && isKindOfSpending(name))
			whole.isUnderstood = false;
		const rough = lead.isRough || isAbout(this.#text, word.start, word.end);
		const value = valueOf(this.#text, word);
		const isBudget = lead.isBudget || next?.basis !== undefined;
		const stated = { measure, value, word, isBudget, isRough: rough, isNameless: isWhole };
		const isUnderstood = isProven(stated, scope, lead, this.#last, this.#text);
		const last = this.#last;
		const isOfSameName = this.#labels.length === 0 || measure === last?.measure;
		const mayCorrect = isOfSameName && this.#readings.length > this.#sentence;
		if (last && mayCorrect && isCorrection(last, stated, lead, scope, this.#text))
			last.isUnderstood = false;
		const read = { word, value, isUnderstood, isRough: rough };
		const reading = seenAmount(name, read, scope, lead, last);
		this.#readings.push(reading);
		if (lead.isOfBoth) this.#readings.push({ ...reading, measure: 'spending_total' });
		const part = partThatIsAll(this.#text, word, wholeOf(this.#text, reading));
		if (part && (isUnderstood || measure === null)) {
			const isAll = isProven({ ...stated, measure: part }, scope, lead, last, this.#text);
			this.#readings.push({ ...reading, measure: part, isUnderstood: isAll });
		}
		this.#last = reading;
		const isPart = isUnderstood && !isOfKindOfPosts(this.#text, reading);
		if (isPart && whole?.measure === measure && whole.basis === scope.basis) whole.isSplit = true;
		const { parent } = this.#scope;
		if (parent) {
			parent.sumOfParts += reading.value;
			// The list of the parts of an amount ends where they make it up.
			reading.endsParts = parent.sumOfParts === parent.value;
			if (reading.endsParts) this.#scope = { ...this.#scope, parent: null };
			this.#isListComplete = reading.endsParts && parent.isUnderstood;
		}
	}

	/** The name that an amount belongs to; null where several or none stand before it. */
	#labelOf(word: Word): AmountName | null {
		const { name, endsParts } = nameOfAmount(word, {
			text: this.#text,
			labels: this.#labels,
			lead: this.#lead,
			scope: this.#scope,
			last: this.#last,
			root: this.#subject.root,
			readings: this.#readings,
			sentence: this.#sentence,
			unit: this.#unit,
			former: this.#former,
			isOfPart: this.#isOfPart,
			isSubjectLost: this.#subject.isLost
		});
		if (endsParts) this.#scope = { ...this.#scope, parent: null };
		return name;
	}

	#endSentence({ end }: Word): void {
		this.#endListed(false);
		const ended = {
			began: this.#began,
			amounts: this.#readings.slice(this.#sentence),
			scope: this.#scope,
			labels: this.#labels,
			lead: this.#lead,
			isListComplete: this.#isListComplete
		};
		const { scope, subject } = handedOn(ended, this.#subject, this.#text, end);
		[this.#scope, this.#began, this.#subject] = [scope, scope, subject];
		this.#outer = [];
		[this.#former, this.#sentence] = [this.#sentence, this.#readings.length];
		this.#unit = this.#sentence;
		this.#startLead();
		if (subject.topic) this.#labels.push((this.#lead.segment.label = subject.topic));
	}
}
