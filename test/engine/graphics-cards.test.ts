import { describe, expect, it } from 'vitest';
import { engineStatus } from '../../src-main/engine/engine-status';
import { chooseCard, describeCard, listGraphicsCards } from '../../src-main/engine/graphics-cards';
import { fails, fakeMachine, succeeds } from './fake-machine';

const cards = [
  { index: 0, uuid: 'GPU-1f2e', name: 'NVIDIA GeForce RTX 4090' },
  { index: 1, uuid: 'GPU-9a8b', name: 'NVIDIA A100-SXM4-40GB' },
];
const listing = '0, GPU-1f2e, NVIDIA GeForce RTX 4090\n1, GPU-9a8b, NVIDIA A100-SXM4-40GB\n';

describe('listGraphicsCards', () => {
  it('reads what the tool lists', async () => {
    const machine = fakeMachine({ 'nvidia-smi': () => succeeds(listing) });
    expect(await listGraphicsCards(machine)).toEqual(cards);
  });

  it('finds none without the tool, or where its driver does not answer', async () => {
    expect(await listGraphicsCards(fakeMachine({}))).toEqual([]);
    const broken = fakeMachine({ 'nvidia-smi': () => fails('NVIDIA-SMI has failed') });
    expect(await listGraphicsCards(broken)).toEqual([]);
  });
});

describe('chooseCard', () => {
  it('takes the first card unless the person chose', () => {
    expect(chooseCard(cards, undefined)).toBe(cards[0]);
    expect(chooseCard([], undefined)).toBeNull();
  });

  it('follows a number or an identifier, of which the start is enough', () => {
    expect(chooseCard(cards, '1')).toBe(cards[1]);
    expect(chooseCard(cards, '1,0')).toBe(cards[1]);
    expect(chooseCard(cards, 'GPU-9a')).toBe(cards[1]);
  });

  it('takes none when all are hidden', () => {
    expect(chooseCard(cards, '')).toBeNull();
    expect(chooseCard(cards, '-1')).toBeNull();
  });

  it('names a card as a person would', () => {
    expect(cards.map(describeCard)).toEqual([
      'GPU 0: NVIDIA GeForce RTX 4090',
      'GPU 1: NVIDIA A100-SXM4-40GB',
    ]);
  });
});

describe('engineStatus', () => {
  const places = { root: '/no/engines', upstream: '/no/upstream' };

  it('tells what is there', async () => {
    const machine = fakeMachine({
      python3: () => succeeds(),
      'clang++': () => succeeds(),
      'nvidia-smi': () => succeeds(listing),
    });
    expect(await engineStatus(machine, places)).toEqual({
      installed: [],
      active: null,
      platform: 'linux-x64',
      folder: '/no/engines',
      pip: true,
      compiler: 'clang++',
      gpus: ['GPU 0: NVIDIA GeForce RTX 4090', 'GPU 1: NVIDIA A100-SXM4-40GB'],
    });
  });

  it('tells what is missing', async () => {
    const status = await engineStatus(fakeMachine({}), places);
    expect(status).toMatchObject({ pip: false, compiler: null, gpus: [] });
  });

  it('uses the compiler of the environment first, with its arguments', async () => {
    const machine = { ...fakeMachine({ ccache: () => succeeds() }), env: { CXX: 'ccache g++' } };
    expect((await engineStatus(machine, places)).compiler).toBe('ccache g++');
  });
});
