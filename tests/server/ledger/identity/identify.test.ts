import { expect, test } from 'vitest';
import type { IdentityClaim } from '#lib/filing/filing.ts';
import {
	identify,
	identityKeys,
	newDepartmentIssue
} from '#lib/server/ledger/identity/identify.ts';
import { Registry, type RegisteredDepartment } from '#lib/server/ledger/identity/registry.ts';

function department(id: number, code: string, name: string, area = '430600'): RegisteredDepartment {
	return {
		id,
		jurisdiction_code: area,
		code,
		name,
		kind: null,
		division: null,
		successor_id: null,
		succeeded_from: null,
		is_filed: code.startsWith('auto-') ? 1 : 0
	};
}

function registered(): Registry {
	const registry = new Registry();
	registry.addJurisdiction({ code: '430600', name: '岳阳市', is_demo: 0 });
	registry.addJurisdiction({ code: '999900', name: '示例市', is_demo: 1 });
	const port = department(1, '205', '岳阳市人民政府口岸管理办公室');
	registry.addDepartment(port);
	registry.addAlias(port, '岳阳市人民政府口口岸管理办公室');
	registry.addDepartment(department(2, '101', '财政局', '999900'));
	registry.addDepartment(department(3, 'auto-abc', '文旅局', '999900'));
	registry.addDepartment(department(4, '301', '粮食局', '999900'));
	registry.addDepartment(department(5, '302', '粮食和物资局', '999900'));
	registry.addAlias(department(5, '302', '粮食和物资局', '999900'), '粮食局');
	return registry;
}

function claim(source: IdentityClaim['source'], text: string): IdentityClaim {
	return { source, text, place: null };
}

const YUEYANG = { code: null, name: '岳阳市' };
const DEMO = { code: '999900', name: null };

test.each([
	'口岸办',
	'市口岸办',
	'岳阳市口岸办',
	'岳阳市人民政府口岸管理办公室',
	'岳阳市人民政府口口岸管理办公室'
])('%s is the port office', (spelling) => {
	const found = identify(registered(), [claim('unit_column', spelling)], YUEYANG, false);
	expect(found).toMatchObject({ department: { id: 1 }, issues: [] });
});

test('better evidence wins over worse, in whatever order it comes', () => {
	const claims = [claim('unit_column', '粮油局'), claim('budget_code', '301')];
	const coded = identify(registered(), claims, DEMO, false);
	expect(coded.department?.id).toBe(4);
	expect(coded.issues.map((issue) => issue.message)).toEqual([
		'编码301登记为“粮食局”，文件写作“粮油局”；已按编码归入“粮食局”，请核对；如是别名，请写进部门名册的“别名”列，再导入名册。'
	]);
	const names = [claim('unit_column', '文旅局'), claim('cover', '财政局')];
	expect(identify(registered(), names, DEMO, false).department?.id).toBe(2);
});

test.each([
	['a report', false],
	['a table row', true]
])('the code of one department beside the name of another is refused in %s', (_, strictCode) => {
	const claims = [claim('budget_code', '301'), claim('unit_column', '财政局')];
	expect(() => identify(registered(), claims, DEMO, strictCode)).toThrow(
		'编码301登记的是“粮食局”，名称“财政局”登记的是另一部门（财政局，编码101），无法判断是哪个部门的数；请改正编码或名称后再导入。'
	);
});

test('the former name of a department may stand beside the code of the one that took it over', () => {
	const registry = registered();
	registry.addDepartment({ ...department(6, '303', '商务局', '999900'), successor_id: 4 });
	const claims = [claim('budget_code', '301'), claim('cover', '商务局')];
	expect(identify(registry, claims, DEMO, false).department?.id).toBe(4);
});

test.each([
	['no code', []],
	['a third code', [claim('budget_code', '399')]]
])('a name that two listed departments bear is refused with %s', (_, codes) => {
	expect(() =>
		identify(registered(), [...codes, claim('cover', '粮食局')], DEMO, codes.length > 0)
	).toThrow(
		'“粮食局”可以是粮食局（301）、粮食和物资局（302），不能据此确定部门；请在文件中写明部门编码或全称。'
	);
});

test('an unknown department is new, with the nearest names', () => {
	const found = identify(registered(), [claim('cover', '文旅广电局')], DEMO, false);
	expect(found).toMatchObject({ department: null, name: '文旅广电局' });
	expect(found.code).toMatch(/^auto-[0-9a-f]{12}$/);
	expect(newDepartmentIssue(registered(), found, null).message).toBe(
		`“文旅广电局”不在示例市的部门名册中，按新部门登记（编码${found.code}）；名称相近的有：文旅局；如与已有部门是同一部门，请把它写进部门名册的“别名”列，再导入名册。`
	);
});

test('departments of an area that has no name are not near for the place before their names', () => {
	const registry = registered();
	registry.addJurisdiction({ code: '999901', name: '代码999901的行政区划', is_demo: 0 });
	registry.addDepartment(department(6, '101', '示例乙市文旅局', '999901'));
	registry.addDepartment(department(7, '102', '示例乙市教育局', '999901'));
	const area = { code: '999901', name: null };
	const found = identify(registry, [claim('cover', '示例乙市文旅广电局')], area, false);
	expect(newDepartmentIssue(registry, found, null).message).toContain(
		'名称相近的有：示例乙市文旅局；'
	);
});

test('a code stated for a department with a made one takes its place', () => {
	const claims = [claim('budget_code', '410'), claim('cover', '文旅局')];
	expect(identify(registered(), claims, DEMO, false)).toMatchObject({
		department: { id: 3 },
		code: '410',
		issues: []
	});
});

test.each([
	['a report', false],
	['a table row', true]
])('a listed name with a code that nobody has is the listed department in %s', (_, strictCode) => {
	const claims = [claim('budget_code', '999'), claim('cover', '财政局')];
	const found = identify(registered(), claims, DEMO, strictCode);
	expect(found).toMatchObject({ department: { id: 2 }, code: '101' });
	expect(found.issues.map(({ message }) => message)).toEqual([
		'文件所写编码“999”与登记的编码“101”（财政局）不同；已按名称归入该部门，请核对。'
	]);
});

test('of a name that filings alone gave, another code in a table is another department, and said so', () => {
	const registry = registered();
	registry.addDepartment({ ...department(6, '501', '实验小学', '999900'), is_filed: 1 });
	const claims = [claim('budget_code', '502'), claim('unit_column', '实验小学')];
	const found = identify(registry, claims, DEMO, true);
	expect(found).toMatchObject({ department: null, code: '502' });
	expect(newDepartmentIssue(registry, found, null).message).toBe(
		'“实验小学”已登记为实验小学（501），编码不同，按另一部门登记（编码502）；如是同一部门，请改正编码后再导入。'
	);
});

test.each([
	['by its code', { code: '430600', name: null }, '口岸办', '430600', []],
	['by a name without 市', { code: null, name: '岳阳' }, '口岸办', '430600', []],
	['in the name of the department', null, '岳阳市口岸办', '430600', []],
	['only there', null, '望澜市口岸办', '993166', ['jurisdiction_new']],
	['as a county behind its city', null, '岳阳市望澜县水利局', '994925', ['jurisdiction_new']],
	['before a word with 县 or 市', null, '岳阳市县域经济办', '430600', []],
	['before 市 of another word', null, '岳阳市城市管理局', '430600', []],
	['nowhere', null, '审计局', '000000', ['jurisdiction_missing']],
	['by a name that no other has', null, '市口岸办', '430600', ['jurisdiction_of_name']],
	[
		'under another name',
		{ code: '430600', name: '甲市' },
		'口岸办',
		'430600',
		['jurisdiction_name_differs']
	],
	['and not registered', { code: null, name: '甲市' }, '口岸办', '990763', ['jurisdiction_new']],
	['by an unknown code', { code: '123456', name: null }, '口岸办', '123456', ['jurisdiction_new']]
])('the jurisdiction is stated %s', (_, stated, name, code, issues) => {
	const found = identify(registered(), [claim('cover', name)], stated, false);
	expect(found.jurisdiction.code).toBe(code);
	expect(found.issues.map((issue) => issue.code)).toEqual(issues);
});

test('a bureau of a county that the registry lists under the city stays there', () => {
	const registry = registered();
	registry.addDepartment({
		...department(9, '109', '岳阳市望澜县水利局'),
		jurisdiction_code: '430600'
	});
	const found = identify(registry, [claim('cover', '岳阳市望澜县水利局')], null, false);
	expect(found).toMatchObject({ jurisdiction: { code: '430600' }, department: { id: 9 } });
});

test('code and name as registered in one jurisdiction alone say which it is', () => {
	const claims = [claim('budget_code', '101'), claim('unit_column', '财政局')];
	expect(identify(registered(), claims, null, true)).toMatchObject({
		jurisdiction: { code: '999900' },
		department: { id: 2 },
		issues: []
	});
	const elsewhere = registered();
	elsewhere.addDepartment(department(9, '101', '财政局'));
	expect(identify(elsewhere, claims, null, true).jurisdiction.code).toBe('000000');
});

test.each([
	[[], '文件中没有找到部门名称或预算编码'],
	[[claim('cover', '局'.repeat(301))], '部门名称有301个字符，超过300个字符的上限']
])('a filing that is nobody’s is refused', (claims, message) => {
	expect(() => identify(registered(), claims, DEMO, false)).toThrow(message);
});

test.each([
	[[claim('budget_code', '777'), claim('cover', '新设局')], [claim('budget_code', '777')], true],
	[[claim('budget_code', '777'), claim('cover', '新设局')], [claim('cover', '市新设局')], true],
	[[claim('cover', '市新设局')], [claim('cover', '新设局')], true],
	[[claim('cover', '市新设局')], [claim('cover', '新立局')], false],
	[[claim('cover', '文旅局')], [claim('cover', '市文旅局')], true]
])('two filings of one import come to one department or not', (first, second, isSame) => {
	const registry = registered();
	const keys = identityKeys(registry, identify(registry, first, DEMO, true));
	const [own = ''] = identityKeys(registry, identify(registry, second, DEMO, true));
	expect(keys.includes(own)).toBe(isSame);
});

test('a name of two jurisdictions, or of a made-up one, is of neither', () => {
	const both = registered();
	both.addJurisdiction({ code: '430700', name: '常德市', is_demo: 0 });
	both.addDepartment(department(9, '206', '常德市口岸办', '430700'));
	for (const [registry, name] of [
		[both, '市口岸办'],
		[registered(), '市粮食局']
	] as const)
		expect(identify(registry, [claim('cover', name)], null, false).jurisdiction.code).toBe(
			'000000'
		);
});

test('names that a former version stored with marks nobody sees are found by their characters', () => {
	const registry = new Registry();
	registry.addJurisdiction({ code: '430600', name: '岳\u200b阳市\ufeff', is_demo: 0 });
	registry.addDepartment(department(1, '205', '岳阳\u200d市财\u2060政局'));
	expect(registry.jurisdictionNamed('岳阳')?.code).toBe('430600');
	expect(registry.jurisdictionInName('岳阳市财政局')?.code).toBe('430600');
	for (const name of ['财政局', '岳阳市财政局']) {
		expect(registry.departmentsNamed('430600', name).map(({ id }) => id)).toEqual([1]);
	}
});
