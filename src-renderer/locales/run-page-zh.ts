import type { runPageEn } from './run-page-en';

export const runPageZh: typeof runPageEn = {
  details: {
    ridges: '样本对相似度随轮次的变化',
    ridgesSubtitle: '密度，各类样本对各自定标；点击某条曲线查看该轮',
    epochOnAxis: '轮',
    epochSlider: '图中所示的轮次',
    ofEpoch: '第 {epoch} 轮',
    latest: '最新',
    classAccuracy: '各类别的准确率',
    classAccuracySubtitle: '线性分类器，测试图像；由低到高',
    accuracyAxis: '准确率（%）',
    mean: '平均',
    penaltyFacts: '熵为最大值的 {entropy}，有效负样本占 {effective}',
    spectrumFacts: '有效秩 {rank} / {dimensions}，离散度 {spread}',
    collapse: {
      complete:
        '坍缩：所有图像的嵌入几乎相同（离散度 {spread}，满分 1），损失已无法区分图像；请尝试更低的学习率、更小的 τ 或更多的负样本。',
      dimensional:
        '维度坍缩：嵌入只用到 {dimensions} 维中的 {rank} 维；请尝试更小的 τ、难负样本或更强的增强。',
    },
  },
  evaluations: { protocol: '协议', state: '状态', own: '运行结束时' },
};
