/**
 * Measures how well planted oddities are found, by style of background: `node scripts/bench/outlier-recall.ts [SEEDS] [STYLE] [FIRST]`.
 */
import { STYLES } from '../../tests/comparison/simulation/backgrounds.ts';
import { tryQuiet, tryStyle, type Trial } from '../../tests/comparison/simulation/trial.ts';

const [seeds = '50', only, first = '0'] = process.argv.slice(2);
const percent = (share: number) => `${(share * 100).toFixed(1)}%`.padStart(7);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const missed = new Map<string, number>();
const strays = new Map<string, number>();
const count = (into: Map<string, number>, key: string) => into.set(key, (into.get(key) ?? 0) + 1);

console.log(
	'style         recall   named  top K  worst  K named  top 20  flags/planted  lines  leading: precision  recall  quiet/100'
);
for (const [name, style] of Object.entries(STYLES)) {
	if (only !== undefined && only !== 'all' && only !== name) continue;
	const trials = Array.from({ length: Number(seeds) }, (_, seed) =>
		tryStyle(style, `${name} ${seed + Number(first)}`)
	);
	const quiet = trials.map((_, seed) => tryQuiet(style, `${name} quiet ${seed + Number(first)}`));
	for (const trial of trials) {
		for (const { sort } of trial.missed) count(missed, `${name} ${sort}`);
		for (const { measure, reason } of trial.strays) count(strays, `${name} ${measure} ${reason}`);
	}
	const total = (of: (trial: Trial) => number) => trials.reduce((sum, trial) => sum + of(trial), 0);
	const planted = total((trial) => trial.plants.length);
	console.log(
		name.padEnd(12),
		percent(total((trial) => trial.found) / planted),
		percent(total((trial) => trial.named) / planted),
		percent(mean(trials.map((trial) => trial.precision))),
		percent(Math.min(...trials.map((trial) => trial.precision))),
		percent(mean(trials.map((trial) => trial.named_precision))),
		percent(mean(trials.map((trial) => trial.precision20))),
		(total((trial) => trial.statistical) / planted).toFixed(2),
		total((trial) => trial.lines) / trials.length,
		percent(total((trial) => trial.leading_planted) / total((trial) => trial.leading)),
		percent(total((trial) => trial.leading_planted) / planted),
		(
			(100 * quiet.reduce((sum, trial) => sum + trial.leading, 0)) /
			quiet.reduce((sum, trial) => sum + trial.filed, 0)
		).toFixed(2)
	);
}
for (const [title, counts] of [
	['missed', missed],
	['strays', strays]
] as const) {
	const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 40);
	console.log(`\n${title}: ${sorted.map(([key, times]) => `${key} ${times}`).join('; ')}`);
}
