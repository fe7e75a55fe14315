import { error } from '@sveltejs/kit';
import { bureauFigures, type BriefFigure } from '#lib/answers/brief/figures.ts';
import { departmentBriefChart } from '#lib/answers/brief/charts.ts';
import type { BriefFinding } from '#lib/answers/brief/findings.ts';
import { placeOf, slideLinks } from '#lib/answers/meeting/slides.ts';
import {
	CITY_SLIDES,
	DEPARTMENT_SLIDES,
	isDepartmentSlide,
	type CitySlide
} from '#lib/catalogue/slides.ts';
import { overviewCharts } from '#lib/answers/overview/charts.ts';
import { missingFilings } from '#lib/answers/overview/missing-filings.ts';
import { overviewWithin } from '#lib/answers/overview/within.ts';
import { overviewLead } from '#lib/answers/overview/sentence.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { namedWithin, type Observation } from '#lib/comparison/observation.ts';
import { sortTable } from '#lib/comparison/table.ts';
import { VIEWS } from '#lib/comparison/views.ts';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { exportLinks, href } from '#lib/links.ts';
import { codesNamed } from '../questions/departments/directory.ts';
import { findDepartment } from '../questions/departments/department.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { overviewOf, type Overview } from '../questions/figures/overview.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { cityFindings, departmentBrief } from '../contents/brief.ts';
import { quoted } from '../refused-error.ts';

/** Content of the screen below the title; some of it is empty. */
interface Slide {
	title: string;
	sentence: string;
	figures: BriefFigure[];
	findings: BriefFinding[];
	charts: DrawnChart[];
}

/** Rows of a chart that are readable from the last row of a meeting room. */
const ROWS = 7;

/** 会议模式: a slide per screen, of the city or of one department. */
export async function meetingPage(request: PageRequest<'meeting'>) {
	const { db, area, year, years, base, values, notices, chosen, url } = request;
	const overview = overviewWithin(
		area.name,
		await overviewOf(db, { area: area.code, year, base, years })
	);
	const codes = inOrder(overview.observations).map(({ department }) => department.code);
	const [code = ''] = values.d === '' ? [] : await codesNamed(db, area.code, [values.d]);
	if (values.d !== '' && !codes.includes(code))
		error(404, `${area.name}${year}年没有编码为${quoted(values.d)}的部门的报告。`);
	const slide = code !== '' && !isDepartmentSlide(values.slide) ? 'figures' : values.slide;
	return {
		year,
		years,
		notices,
		slide,
		links: slideLinks(slide, { code, codes, chosen }),
		place: placeOf(slide, code),
		exports: exportLinks('meeting', url.searchParams, [['Excel', 'xlsx']]),
		leave: code === '' ? '/' : `/departments/${encodeURIComponent(code)}`,
		...(code === ''
			? await citySlide(request, slide, overview)
			: await departmentSlide(request, slide, code))
	};
}

/** The departments that spent most come first. */
function inOrder(observations: readonly Observation[]): readonly Observation[] {
	const order = { key: 'spending_total', descending: true } as const;
	return sortTable(observations, VIEWS.departments.columns, order);
}

async function citySlide(
	request: PageRequest<'meeting'>,
	slide: CitySlide,
	overview: Overview
): Promise<Slide> {
	const { chosen, pins } = request;
	const blank = { title: CITY_SLIDES[slide], sentence: '', figures: [], findings: [], charts: [] };
	switch (slide) {
		case 'figures':
			return {
				...blank,
				sentence: overviewLead(overview),
				figures: bureauFigures(overview, chosen)
			};
		case 'attention':
			return { ...blank, findings: await cityFindings(request, overview) };
		case 'missing':
			return { ...blank, ...(await missingSlide(request)) };
		default: {
			const id = slide === 'changes' ? 'change' : slide;
			const charts = await cachedParts(request, () =>
				overviewCharts(overview, { chosen, pins, span: 'slide', limit: ROWS })[id]()
			);
			return { ...blank, charts, sentence: charts.length > 0 ? '' : notCompared(overview) };
		}
	}
}

function notCompared({ changes, base }: Overview): string {
	return changes === null
		? `${base}年没有报告，尚无可以比较的年度。`
		: `没有部门的支出在${base}年和本年都有数据，不可比。`;
}

async function missingSlide({ db, area, year, chosen }: PageRequest<'meeting'>) {
	const rows = namedWithin(area.name, await listFilings(db, area.code, year));
	const { sentence, missing, more, late, more_late } = missingFilings(rows, chosen);
	const lists = [
		{ rule: '未报送', named: missing, more },
		{ rule: '逾期报送', named: late, more: more_late }
	].filter(({ named }) => named.length > 0);
	return {
		sentence: `${year}年${sentence}。`,
		findings: lists.map(({ rule, named, more }) => ({
			rule,
			text: `${named.map(({ name }) => name).join('、')}${more > 0 ? `等${named.length + more}家` : ''}。`,
			href: href('/filings', { ...chosen })
		}))
	};
}

async function departmentSlide(
	request: PageRequest<'meeting'>,
	slide: CitySlide,
	code: string
): Promise<Slide> {
	const { db, area } = request;
	const department = await findDepartment(db, area.code, code);
	const brief = department && (await departmentBrief(db, department, request));
	if (!department || !brief) error(404, '没有这个部门的报告。');
	const name = nameWithin(area.name, department.name);
	const chart = await cachedParts(request, async () =>
		departmentBriefChart(await brief.soundHistory(), 'slide')
	);
	return {
		title: isDepartmentSlide(slide) ? `${name}：${DEPARTMENT_SLIDES[slide]}` : name,
		sentence: slide === 'figures' ? brief.sentence : '',
		figures: slide === 'figures' ? brief.figures : [],
		findings: slide === 'attention' ? brief.findings : [],
		charts: slide === 'amounts' ? [chart] : []
	};
}
