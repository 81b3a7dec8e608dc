import type { Command } from 'commander';
import type { Pushes } from '#shared/contract';
import { isEvaluationOver, type CheckpointChoice, type Evaluation } from '#shared/evaluation';
import { isMetricName, type MetricName } from '#shared/metric';
import { Problem } from '#shared/result';
import type { Lab } from '../../lab/create-lab';
import { parseAssignments } from '../../lab/parse-config';
import { askLab } from '../ask-lab';
import { exitCodes } from '../exit-codes';
import { formatMetric } from '../format';
import { withLab, type Invocation, type Invoke } from '../invocation';
import { repeated } from '../repeated';
import { facts, table } from '../table';

interface EvaluateOptions {
  readonly checkpoint: string;
  readonly set: readonly string[];
}

export function addEvaluateCommand(program: Command, invoke: Invoke): void {
  program
    .command('evaluate <run>')
    .description('measure a checkpoint of a run again and wait for it')
    .option('--checkpoint <which>', 'best, last or a step, as "runs checkpoints" lists them', 'last')
    .option(
      '--set <path=value>',
      'how to measure, such as evaluation.linearProtocol=paper; repeat it for each',
      repeated,
      [],
    )
    .action(
      invoke((invocation, command) =>
        evaluate(invocation, command.args[0] ?? '', command.opts<EvaluateOptions>()),
      ),
    );
}

/** @throws Problem `command.usage` */
function choiceOf(written: string): CheckpointChoice {
  if (written === 'best' || written === 'last') return written;
  if (/^\d{1,9}$/.test(written)) return Number(written);
  throw new Problem('command.usage', {
    reason: `Expected --checkpoint to be best, last or the number of a step, got "${written}".`,
  });
}

async function evaluate(invocation: Invocation, id: string, options: EvaluateOptions): Promise<void> {
  const step = choiceOf(options.checkpoint);
  const protocol = parseAssignments(options.set);
  await withLab(invocation, async (lab) => {
    const started = await askLab(lab, 'runs.evaluate', { id, step, protocol });
    const { evaluation, wasInterrupted } = await followEvaluation(lab, started, invocation);
    const { output } = invocation;
    output.result(evaluation, () => evaluationText(evaluation));
    if (evaluation.error) output.say(`tau-lab: ${evaluation.error.message}`);
    if (evaluation.status !== 'finished') {
      invocation.setExitCode(wasInterrupted ? exitCodes.interrupted : exitCodes.problem);
    }
  });
}

interface Followed {
  readonly evaluation: Evaluation;
  readonly wasInterrupted: boolean;
}

/** Tells what is done until it is over; the first Ctrl-C stops it. */
async function followEvaluation(lab: Lab, started: Evaluation, invocation: Invocation): Promise<Followed> {
  const { id } = started;
  let wasInterrupted = false;
  const stopListening = invocation.onInterrupt(() => {
    wasInterrupted = true;
    stopListening();
    void lab.request('runs.cancelEvaluations', { ids: [id] });
  });
  invocation.output.say(`Evaluating step ${started.step} of run ${started.runId}`);
  try {
    return { evaluation: await untilOver(lab, started), wasInterrupted };
  } finally {
    stopListening();
  }
}

function untilOver(lab: Lab, { id, runId }: Evaluation): Promise<Evaluation> {
  return new Promise((resolve, reject) => {
    const take = (changed: readonly Evaluation[]): void => {
      const found = changed.find((each) => each.id === id);
      if (!found || !isEvaluationOver(found)) return;
      stopListening();
      resolve(found);
    };
    const stopListening = lab.onPush((name, payload) => {
      if (name === 'evaluations.changed') take(payload as Pushes['evaluations.changed']);
    });
    // What changed before anyone listened.
    askLab(lab, 'runs.evaluations', { ids: [runId] }).then(take, reject);
  });
}

interface MeasureRow {
  readonly metric: MetricName;
  readonly value: string;
  readonly how: string;
}

function evaluationText(evaluation: Evaluation): string {
  const { metrics, protocol } = evaluation;
  const rows = Object.entries(metrics).flatMap(([metric, value]): MeasureRow[] =>
    isMetricName(metric)
      ? [{ metric, value: formatMetric(metric, value), how: protocol[metric]?.text ?? '' }]
      : [],
  );
  const head = facts([
    ['evaluation', evaluation.id],
    ['run', evaluation.runId],
    ['step', String(evaluation.step)],
    ['status', evaluation.status],
  ]);
  const measures = table<MeasureRow>(
    [
      { title: 'MEASURE', cell: (row) => row.metric },
      { title: 'VALUE', align: 'right', cell: (row) => row.value },
      { title: 'HOW', cell: (row) => row.how },
    ],
    rows,
  );
  return rows.length === 0 ? head : `${head}\n\n${measures}`;
}
