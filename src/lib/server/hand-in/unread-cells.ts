/** Figures of a report that was handed in and that the program could not read, for a person to give. */
import { correctableName, correctableOf, type CorrectableId } from '#lib/catalogue/correctable.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Filing } from '#lib/filing/filing.ts';
import { stateOf } from '../correction/correct.ts';
import { unreadOf } from '../correction/unread.ts';
import { sha256 } from '../ledger/integrity/sha256.ts';
import type { ReportKey } from '../round/report.ts';

export interface UnreadCell extends ReportKey {
	/** The same for the same figure of the same text, however often it is read. */
	key: string;
	measure: CorrectableId;
	/** As of `FigureOf`. */
	unit: string;
	name: string;
	printed: string;
	/** In words; empty where there is no cell. */
	place: string;
	/** As {@link stateOf} writes it. */
	was: string;
	isAmount: boolean;
}

export function unreadCells(filing: Filing, report: ReportKey): UnreadCell[] {
	return unreadOf(filing).map(({ measure, unit, figure }) => {
		const was = stateOf(figure);
		const of = { ...report, measure, unit, was };
		return {
			...of,
			key: sha256(JSON.stringify(of)),
			name: correctableName(measure, unit),
			printed: figure.printed,
			place: figure.place ? describePlace(figure.place) : '',
			isAmount: correctableOf(measure).quantity === 'money'
		};
	});
}
