/**
 * `npm run forms -- draft FILE [--out FILE]`: drafts the definition of a form from a sample, for a person to correct.
 * `npm run forms -- try PATH… [--form FILE]`: what each file would give with the forms that there are, and with the one
 * of `--form`; nothing is stored. Exit status: 0 done, 1 a file that is not read, 2 wrong usage or definition, or a sample
 * that nothing can be drafted from.
 */
import { readArguments, type ArgumentRules, type ReadArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { ConfigError } from '#lib/server/config.ts';
import { draftFormFile } from '#lib/server/import/draft-form.ts';
import { formsFolder, localForms, readLocalForm } from '#lib/server/import/local-forms.ts';
import { tryPaths } from '#lib/server/import/try.ts';
import { TryReport } from '#lib/server/import/try-report.ts';

const USAGE =
	'npm run forms -- draft 样表 [--out 定义文件]\n      npm run forms -- try 文件或文件夹… [--form 定义文件]';

function rules(values: string[], most: number): ArgumentRules {
	return { usage: USAGE, flags: [], values, arguments: { least: 1, most, first: '路径' } };
}

await runCommand(async () => {
	const [action, ...rest] = process.argv.slice(2);
	if (action === 'draft') await draft(readArguments(rest, rules(['out'], 1)));
	else if (action === 'try') await tryForms(readArguments(rest, rules(['form'], Infinity)));
	else throw new ConfigError(`请写明 draft 或 try。\n用法：${USAGE}`);
});

async function draft({ arguments: [sample = ''], values }: ReadArguments): Promise<void> {
	const { path, gaps } = await draftFormFile(sample, values.get('out') ?? null);
	console.log(
		`已写出报表定义的草稿 ${path}，有${gaps}处待定。\n请照样表核对、改正，用 npm run forms -- try 样表 --form ${path} 试读；无误后放进 ${formsFolder()}，文件名以 .json 结尾，不带 .draft，导入时即自动使用。`
	);
}

async function tryForms({ arguments: paths, values }: ReadArguments): Promise<void> {
	const own = values.get('form');
	const forms = [...(own === undefined ? [] : [readLocalForm(own)]), ...localForms()];
	const listener = new TryReport(process.stdout);
	const summary = await tryPaths(paths, forms, listener);
	const read = summary.stored + summary.replaced + summary.unchanged;
	console.log(
		`共${summary.files}个文件：读出${read}，跳过${summary.skipped}，没有读出${summary.failed}。以上都没有入库。`
	);
	if (summary.failed > 0) process.exitCode = 1;
}
