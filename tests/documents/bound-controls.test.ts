import { expect, test } from 'vitest';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { shownIn } from './document-view.ts';
import { tbl, tc, tr, writeDocx } from './docx-file.ts';
import type { Part } from './zip-file.ts';

const ID = '{11111111-2222-3333-4444-555555555555}';
const OTHER = '{99999999-2222-3333-4444-555555555555}';
const CORE = '{6C3C8BC8-F283-45AE-878A-BAB7291924A1}';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

const r = (text: string, properties = ''): string =>
	`<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const bind = (xpath: string, store = ID, prefixes = ''): string =>
	`<w:dataBinding w:prefixMappings="${prefixes}" w:xpath="${xpath}" w:storeItemID="${store}"/>`;
const control = (properties: string, content: string): string =>
	`<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const inCell = (properties: string, content = r('2020')): string =>
	tbl(tr(tc('年度'), tc(`<w:p>${control(properties, content)}</w:p>`)));
const PLAIN = '<w:text/>';
const YEAR = bind('/report[1]/year[1]');

function store(xml: string): Part[] {
	const relation = `<Relationship Id="x" Type="x/customXmlProps" Target="itemProps1.xml"/>`;
	return [
		{ name: 'customXml/item1.xml', data: xml },
		{
			name: 'customXml/_rels/item1.xml.rels',
			data: `<Relationships xmlns="${RELATIONS}">${relation}</Relationships>`
		},
		{
			name: 'customXml/itemProps1.xml',
			data: `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="${ID}"/>`
		},
		{ name: 'docProps/core.xml', data: '<c:p xmlns:c="urn:c"><c:title>乙</c:title></c:p>' }
	];
}

const REPORT =
	'<report><year>2021</year><year>2022</year><none/><date>2021-12-31</date><yes>true</yes><rich>&lt;a>&lt;w:t>2021&lt;/w:t>&lt;/a></rich></report>';
const SPACED = '<report xmlns="urn:r"><year>2021</year></report>';
const AT = '表1 第1行 第2格里的内容控件';
const taken = (value: string, text = '2020'): string =>
	`${AT}按其绑定的数据“${value}”读取，文件里另存的文字是“${text}”`;
const kept = (value: string, text = '2020'): string =>
	`${AT}绑定的数据是“${value}”，已按另存在文件里的文字“${text}”读取`;
const UNREAD = `${AT}绑定的数据没有读出，已按另存在文件里的文字“2020”读取`;

/** The cell as it is read, and the warning without its advice. */
test.each<[string, string, string, string | null, string?]>([
	['a plain text', inCell(YEAR + PLAIN), '2021', taken('2021')],
	['in several runs', inCell(YEAR + PLAIN, r('20') + r('20')), '2021', taken('2021')],
	['the same text', inCell(YEAR + PLAIN, r('2021')), '2021', null],
	['the second element', inCell(bind('/report/year[2]') + PLAIN), '2022', taken('2022')],
	['a prompt', inCell(`${YEAR}<w:showingPlcHdr/>${PLAIN}`, r('单击')), '2021', null],
	[
		'a prompt without a value',
		inCell(`${bind('/report/none')}<w:showingPlcHdr/>${PLAIN}`),
		'',
		null
	],
	['no run', inCell(YEAR + PLAIN, ''), '2021', taken('2021', '')],
	['hidden text', inCell(YEAR + PLAIN, r('2020', '<w:vanish/>')), '', null],
	['a whole cell', tbl(tr(tc('年度'), control(YEAR + PLAIN, tc('2020')))), '2021', taken('2021')],
	[
		'a namespace',
		inCell(bind('/n:report[1]/n:year[1]', ID, "xmlns:n='urn:r'") + PLAIN),
		'2021',
		taken('2021'),
		SPACED
	],
	[
		'another namespace, which Word does not find',
		inCell(bind('/n:report[1]/n:year[1]', ID, "xmlns:n='urn:s'") + PLAIN),
		'2020',
		null,
		SPACED
	],
	['no namespace, likewise', inCell(YEAR + PLAIN), '2020', null, SPACED],
	[
		'the title among the properties',
		inCell(bind('/c:p/c:title', CORE, "xmlns:c='urn:c'") + PLAIN, r('甲')),
		'乙',
		taken('乙', '甲')
	],
	['an element that is not there', inCell(bind('/report[1]/unit[1]') + PLAIN), '2020', null],
	['another store', inCell(bind('/report[1]/year[1]', OTHER) + PLAIN), '2020', kept('2021')],
	['formatted text', inCell(YEAR), '2020', kept('2021')],
	['a package as text', inCell(bind('/report/rich')), '2020', kept('2021')],
	['the same package', inCell(bind('/report/rich'), r('2021')), '2021', null],
	['an empty element', inCell(bind('/report/none') + PLAIN), '2020', kept('')],
	[
		'a list',
		inCell(
			`${YEAR}<w:dropDownList><w:listItem w:displayText="二一" w:value="2021"/></w:dropDownList>`
		),
		'2020',
		kept('二一')
	],
	[
		'what the list shows',
		inCell(
			`${YEAR}<w:comboBox><w:listItem w:displayText="二一" w:value="2021"/></w:comboBox>`,
			r('二一')
		),
		'二一',
		null
	],
	[
		'the day of a date',
		inCell(`${bind('/report/date')}<w:date w:fullDate="2021-12-31T00:00:00Z"/>`, r('年底')),
		'年底',
		null
	],
	['another day', inCell(`${bind('/report/date')}<w:date/>`), '2020', kept('2021-12-31')],
	['two elements without a count', inCell(bind('/report/year') + PLAIN), '2020', UNREAD],
	['a path that is not followed', inCell(bind('//year') + PLAIN), '2020', UNREAD],
	['a prefix that is not declared', inCell(bind('/n:report') + PLAIN), '2020', UNREAD],
	['a damaged store', inCell(YEAR + PLAIN), '2020', UNREAD, '<report><year>']
])('a control bound to %s', (_, body, text, warning, xml = REPORT) => {
	const document = readDocx(writeDocx(body, store(xml)));
	expect(shownIn(document)).toEqual([`年度|${text}`]);
	const warnings = document.issues.filter(({ code }) => code !== 'hidden_text');
	expect(warnings.map(({ message }) => message.split('；')[0])).toEqual(warning ? [warning] : []);
});

test('in running text the warning is of the paragraph', () => {
	const body = `<w:p>${r('年度：')}${control(YEAR + PLAIN, r('2020'))}${r('年')}</w:p>`;
	const document = readDocx(writeDocx(body, store(REPORT)));
	expect(shownIn(document)).toEqual(['年度：2021年']);
	expect(document.issues.map(({ place }) => place)).toEqual([
		{ kind: 'text', paragraph: 1, start: 3, end: 8 }
	]);
});
