/** Which graphics cards there are, and which one TensorFlow should take. */

import { thisMachine, type Machine } from './machine';

export interface GraphicsCard {
  readonly index: number;
  readonly uuid: string;
  readonly name: string;
}

/** NVIDIA's cards in the order of their slots, as its own tool lists them; none where there is no such tool. */
export async function listGraphicsCards(machine: Machine = thisMachine): Promise<readonly GraphicsCard[]> {
  const outcome = await machine.run('nvidia-smi', ['--query-gpu=index,uuid,name', '--format=csv,noheader']);
  if (outcome.exitCode !== 0) return [];
  return outcome.stdout
    .split('\n')
    .map((line) => line.split(',').map((field) => field.trim()))
    .flatMap(([index, uuid, name]) => (index && uuid && name ? [{ index: Number(index), uuid, name }] : []));
}

/**
 * The card that `visible` (CUDA_VISIBLE_DEVICES) names, else the first. The addon itself would take the last one it
 * sees, so exactly one may stay visible. Null when there is none or the person hid them all.
 */
export function chooseCard(cards: readonly GraphicsCard[], visible: string | undefined): GraphicsCard | null {
  if (visible === undefined) return cards[0] ?? null;
  const first = visible.split(',')[0]?.trim() ?? '';
  return (
    cards.find((card) => String(card.index) === first || (first !== '' && card.uuid.startsWith(first))) ??
    null
  );
}

export const describeCard = (card: GraphicsCard): string => `GPU ${card.index}: ${card.name}`;
