/** 论文页面，以及论文数字的疑点。 */

import type { PaperNote } from '#shared/paper-notes';
import type { paperEn } from './paper-en';

export const paperZh: typeof paperEn = {
  intro:
    'Wang 与 Liu，《Understanding the Behaviour of Contrastive Loss》（CVPR 2021）。灰色空心为论文结果，实心为本机训练结果。',
  matching: '数据集按名称、类别数与测试图像数认定，运行按数据集、损失与 τ 认定；设置不同之处会列出。',
  measure: '指标',
  table: '表 1',
  sourceTable: '表 1，{dataset}：{value}',
  own: '本机 {value}，n = {n}',
  spread: '{mean} ± {deviation}',
  asPaper: '与论文设置一致',
  differs: '不同之处：{fields}',
  queue: '排队',
  queueCell: '将 {loss} 在 {dataset} 上的运行加入队列',
  confirm: '用论文的设置训练这一格？在本机约需 {time}。',
  confirmUnknown: '用论文的设置训练这一格？在用同样的编码器与图像尺寸训练过一次之前，无法得知所需时间。',
  queued: '已加入队列：{name}。',
  waiting: '已在队列中',
  needsDataset: '导入 {name} 后即可把缺少的格加入队列。',
  toDatasets: '数据集',
  figures: '图',
  figure: {
    1: '图 1 · 损失相同的两种排布',
    3: '图 3 · 惩罚随相似度的变化',
  },
  openLab: '在损失实验室中打开',
  others:
    '图 2 需要 CIFAR-10 在 τ 0.07 与 0.2 下的两个检查点及其嵌入的投影。图 8 在每个运行页面的“最近负样本”处。',
};

export const paperNotesZh: Readonly<Record<PaperNote, string>> = {
  'svhn-simple-tolerance':
    '与其均匀性 1.50 不符：其他简单损失的容忍度约为 (4 − 均匀性)/4，此处应在 0.6 左右。可能是印刷错误，不作目标。',
  'cifar10-hard-tolerance': 'τ 0.3 时（0.0267）低于 0.07 时（0.034）：容忍度并非处处随 τ 上升。',
  'alpha-size':
    '印出的 α 与该数据集的 4095 个负样本不符：SVHN 为 4095/73,257 = 0.0559，而 ImageNet-100 的 0.034 相当于 120,441 张图像。此处与代码一致，取 k = 4095。',
  'no-spread':
    '论文只给出单个数字。其第一作者在别处报告的波动约为一个百分点，因此取 ± 1 个百分点为容许范围。',
  'last-or-best': '论文没有说明准确率取线性分类器的最后一轮还是最佳一轮。Tau Lab 对比最后一轮。',
  'uniformity-t': '论文没有给出 t。数字与 t = 2 相符：128 维球面上的均匀分布为 3.94。',
  'tolerance-mean':
    '若对所有样本对求式 11，CIFAR-10 上不会超过 0.1。数字与同类样本对的均值相符，Tau Lab 测量的正是后者。',
  flip: '正文有水平翻转，第一作者的代码在 CIFAR 上将其注释掉。预设依从正文。',
};
