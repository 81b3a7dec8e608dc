/** How each measure was obtained, in Chinese: one template for every code, with the details of the English one. */

import type { ProtocolCode } from '#shared/protocol';

export const protocolSentencesZh: Readonly<Record<ProtocolCode, string>> = {
  'linear.adam':
    '在冻结编码器的池化特征（已标准化）上训练 softmax 分类器：Adam，学习率 {learningRate}，按轮次余弦下降，L2 惩罚 {penalty}，批大小 {batch}，{epochs} 轮，不做数据增强；取最后一轮的准确率。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'knn.weighted':
    '在标准化后的单位特征上，由最近的 {neighbours} 张训练图像按 exp(s/{temperature}) 加权投票。训练图像 {train} 张，测试图像 {test} 张。',
  'uniformity.pairs': '对所有不同测试嵌入的有序对求 exp(-{t} d²) 的均值，再取负对数。测试图像 {test} 张。',
  'tolerance.pairs': '同一类别中所有不同测试嵌入对的平均相似度。测试图像 {test} 张。',
  'loss.batch': '一批 {batch} 张图像中所有锚点的平均损失，在该步更新之前计算。',
};
