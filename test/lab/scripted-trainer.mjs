/**
 * Stands in for the trainer process: a real process with real messages and real checkpoint files, but with a curve by
 * formula instead of TensorFlow. `TAU_LAB_TEST_SCRIPT` tells it what shall go wrong, as JSON.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

const script = JSON.parse(process.env.TAU_LAB_TEST_SCRIPT ?? '{}');
const stepsPerEpoch = 5;
let wish = null;
let keep = () => undefined;

const tell = (event) => new Promise((resolve) => process.send(event, undefined, undefined, resolve));

async function end(outcome) {
  await tell({ kind: 'ended', outcome });
  process.disconnect();
}

/** The first epoch of each run is its best, and so it stays. */
const checkpointFile = (folder, step) => {
  const mark = step === stepsPerEpoch ? '.best' : '';
  return join(folder, `step-${String(step).padStart(9, '0')}${mark}.taucheckpoint`);
};

async function evaluate({ config, checkpointFolder, step }) {
  const missing = { code: 'checkpoint.gone', message: 'gone', details: { step } };
  if (!existsSync(checkpointFile(checkpointFolder, step))) return end({ kind: 'failed', error: missing });
  await tell({ kind: 'started', device: 'CPU', engine: 'Script', fromStep: step });
  await tell({ kind: 'evaluating', progress: { phase: 'linear', epoch: 1, totalEpochs: 2 } });
  await tell({ kind: 'log', level: 'warn', message: 'slowly' });
  if (script.evaluation === 'dies') process.exit(3);
  if (script.evaluation === 'hangs') for (;;);
  const details = { protocol: config['evaluation.linearProtocol'] };
  return end({
    kind: 'evaluated',
    metrics: { linearAccuracy: step / 100 },
    protocol: { linearAccuracy: { code: 'linear.ridge', details, text: `As ${details.protocol} does.` } },
    details: [{ kind: 'confusion', step, value: { counts: [[step]] } }],
  });
}

async function train({ config, checkpointFolder, resume }) {
  const file = join(checkpointFolder, 'step.json');
  const totalEpochs = config['training.epochs'];
  const totalSteps = totalEpochs * stepsPerEpoch;
  let step = resume ? JSON.parse(readFileSync(file, 'utf8')) : 0;
  keep = () => {
    mkdirSync(checkpointFolder, { recursive: true });
    writeFileSync(file, JSON.stringify(step));
    writeFileSync(checkpointFile(checkpointFolder, step), 'values');
  };
  const checkpoint = async () => {
    keep();
    await tell({ kind: 'checkpoint', step });
  };
  await tell({ kind: 'started', device: 'CPU', engine: 'Script', fromStep: step });
  await tell({ kind: 'log', level: 'info', message: `from step ${step}` });
  while (step < totalSteps) {
    step += 1;
    const epoch = Math.floor(step / stepsPerEpoch);
    await tell({
      kind: 'points',
      points: [{ metric: 'loss', step, value: step === script.nanAtStep ? NaN : 1 / step }],
    });
    await tell({
      kind: 'progress',
      progress: {
        step,
        totalSteps,
        epoch,
        totalEpochs,
        phase: 'training',
        imagesPerSecond: 100,
        secondsLeft: 1,
      },
    });
    if (step % stepsPerEpoch === 0) {
      await tell({ kind: 'details', details: [{ kind: 'confusion', step, value: { counts: [[step]] } }] });
      await checkpoint();
    }
    if (!resume) await goWrong(step);
    if (wish === 'pause') {
      await checkpoint();
      return end({ kind: 'paused' });
    }
    if (wish === 'cancel') return end({ kind: 'cancelled' });
    if (!resume && step === script.failAtStep) {
      const details = { step, last: 0.5 };
      const message = `The loss was not finite at step ${step}.`;
      return end({ kind: 'failed', error: { code: 'run.non-finite', message, details } });
    }
    await nextTurn();
  }
  await tell({ kind: 'points', points: [{ metric: 'imagesPerSecond', step, value: 100 }] });
  return end({
    kind: 'finished',
    metrics: { loss: 1 / step, linearAccuracy: 0.5 },
    protocol: {
      loss: {
        code: 'loss.batch',
        details: { batch: 64 },
        text: 'Mean over the anchors of one batch of 64 images, before its update.',
      },
    },
  });
}

async function goWrong(step) {
  if (step === script.waitAtStep) while (wish === null) await delay(5);
  if (step === script.dieAtStep) process.kill(process.pid, 'SIGKILL');
  if (step === script.crashAtStep) {
    process.stderr.write('first words\nout of memory\n');
    process.exit(3);
  }
  if (step === script.hangAtStep) for (;;);
}

process.on('message', (command) => {
  if (command.kind === 'start') void train(command);
  else if (command.kind === 'evaluate') void evaluate(command);
  else wish = command.kind;
});
// As the real one: keeps what there is, then ends.
process.on('disconnect', () => {
  if (script.keepWhenLabIsGone) keep();
  process.exit();
});
