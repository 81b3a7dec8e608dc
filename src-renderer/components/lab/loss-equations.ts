/** The loss of one anchor as its paper prints it, in TeX. */

import type { LossKind } from '../../charts/marks';

const positive = 'e^{s_{ii}/\\tau}';
const negatives = '\\sum_{k\\ne i} e^{s_{ik}/\\tau}';
const nearest = '\\sum_{s_{ik}\\ge s_\\alpha} e^{s_{ik}/\\tau}';
const corrected = (weight: string): string =>
  `N_g=\\max\\Big(\\tfrac{${weight}-M\\tau^+${positive}}{1-\\tau^+},\\;M e^{-1/\\tau}\\Big)`;

export const lossEquations: Readonly<Record<LossKind, string>> = {
  contrastive: `L=-\\log\\frac{${positive}}{${negatives}+${positive}}`,
  simple: 'L=-s_{ii}+\\lambda\\sum_{k\\ne i}s_{ik},\\quad\\lambda=\\tfrac{1}{N-1}',
  'hard-contrastive': `L=-\\log\\frac{${positive}}{${nearest}+${positive}}`,
  'hard-simple': 'L=-s_{ii}+\\tfrac1k\\sum_{s_{ik}\\ge s_\\alpha}s_{ik}',
  'triplet-limit': 'L=\\max[\\,s_{\\max}-s_{ii},\\,0\\,]',
  debiased: `L=-\\log\\frac{${positive}}{${positive}+N_g},\\quad ${corrected(negatives)}`,
  'reweighted-hard': `L=-\\log\\frac{${positive}}{${positive}+N_g},\\quad ${corrected('\\textstyle\\sum_k w_k e^{s_{ik}/\\tau}')},\\; w_k\\propto e^{\\beta s_{ik}/\\tau}`,
  decoupled: `L=-\\frac{s_{ii}}{\\tau}+\\log${negatives}`,
  'decoupled-weighted': `L=-w_i\\frac{s_{ii}}{\\tau}+\\log${negatives},\\quad w_i=2-\\frac{M e^{s_{ii}/\\sigma}}{\\sum_b e^{s_{bb}/\\sigma}}`,
  'align-uniform': 'L=\\lVert f-g\\rVert^{a}+w\\log\\operatorname{mean} e^{-t\\lVert f_i-g_j\\rVert^2}',
  macl: 'L=-\\frac{\\log P_{ii}}{1-P_{ii}},\\quad \\tau=\\tau_0\\,(1+\\alpha(A-A_0))',
  'dual-temperature': 'L=-\\frac{1-P_{ii}(m\\tau)}{1-P_{ii}(\\tau)}\\log P_{ii}(\\tau)',
  'entropy-targeted': `L=-\\log P_{ii}(\\tau_i),\\quad H(r_i)\\big|_{\\tau_i}=h\\log N`,
};

export const equations = {
  probability: `P_{ij}=\\frac{e^{s_{ij}/\\tau}}{${negatives}+${positive}}`,
  penalty: `r_i(s_{ij})=\\frac{e^{s_{ij}/\\tau}}{${negatives}}`,
  truncated: `r_i(s_{il})=\\frac{e^{s_{il}/\\tau}}{${nearest}}`,
  smallLimit: '\\lim_{\\tau\\to0^+}\\tau L=\\max[\\,s_{\\max}-s_{ii},\\,0\\,]',
  largeLimit: '\\lim_{\\tau\\to\\infty}\\tau\\,(L-\\log N)=-s_{ii}+\\tfrac1N\\sum_{k}s_{ik}',
} as const;
