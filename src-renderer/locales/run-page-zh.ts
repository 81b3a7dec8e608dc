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
      point:
        '几乎坍缩到一个点：测试图像的平均相似度为 {similarity}。请尝试更小的学习率，或对负样本推得更开的损失。',
      line: '几乎坍缩到一条线：有效秩仅 {rank} / {dimensions}。请尝试更小的学习率，或对负样本推得更开的损失。',
    },
  },
  evaluations: { protocol: '协议', state: '状态', own: '运行结束时' },
  curves: {
    overEpochs: '{metric}随轮次的变化',
    unitLabel: '横轴单位',
    unit: { step: '步', epoch: '轮' },
    log: '对数',
    fit: '忽略离群值',
    fitHelp: '纵轴只覆盖数值的 5% 到 95% 分位数',
    weight: '平滑权重',
    smoothing: { twema: '时间加权', ema: '同 TensorBoard 算法', gaussian: '高斯', off: '关闭' },
    resumed: '恢复',
  },
};
