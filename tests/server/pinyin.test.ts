import { expect, test } from 'vitest';
import { syllablesOf } from '#lib/server/pinyin.ts';

/** Characters with several readings, in the names of places and offices. */
test.each([
	['长沙市财政局', 'chang sha shi cai zheng ju'],
	['长安区', 'chang an qu'],
	['长寿区', 'chang shou qu'],
	['长子县', 'zhang zi xian'],
	['市长热线', 'shi zhang re xian'],
	['重庆市', 'chong qing shi'],
	['重点工程办', 'zhong dian gong cheng ban'],
	['重大项目中心', 'zhong da xiang mu zhong xin'],
	['厦门市', 'xia men shi'],
	['大厦管理处', 'da sha guan li chu'],
	['行政审批服务局', 'xing zheng shen pi fu wu ju'],
	['行业协会', 'hang ye xie hui'],
	['银行监管局', 'yin hang jian guan ju'],
	['乐山市', 'le shan shi'],
	['乐清市', 'yue qing shi'],
	['乐亭县', 'lao ting xian'],
	['都匀市', 'du yun shi'],
	['成都市', 'cheng du shi'],
	['喀什地区', 'ka shi di qu'],
	['公务差旅中心', 'gong wu chai lv zhong xin'],
	['藏医医院', 'zang yi yi yuan'],
	['音乐学院', 'yin yue xue yuan'],
	['单县教育局', 'shan xian jiao yu ju'],
	['机关单位服务中心', 'ji guan dan wei fu wu zhong xin'],
	['曾都区', 'zeng du qu'],
	['解放区', 'jie fang qu'],
	['解州镇', 'xie zhou zhen'],
	['人民调解中心', 'ren min tiao jie zhong xin'],
	['调查总队', 'diao cha zong dui'],
	['会计核算中心', 'kuai ji he suan zhong xin'],
	['委员会', 'wei yuan hui'],
	['六安市', 'lu an shi'],
	['六合区', 'lu he qu'],
	['蚌埠市', 'beng bu shi'],
	['汨罗市', 'mi luo shi'],
	['东阿县', 'dong e xian'],
	['黄陂区', 'huang pi qu'],
	['洪洞县', 'hong tong xian'],
	['蔚县', 'yu xian'],
	['绿化委员会', 'lv hua wei yuan hui'],
	['第3中学A区', 'di 3 zhong xue a qu']
])('%s is read %s', (name, expected) => {
	expect(syllablesOf(name).join(' ')).toBe(expected);
});
