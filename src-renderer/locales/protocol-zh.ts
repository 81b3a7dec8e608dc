/** How each measure was obtained, in Chinese: one template for every code, with the details of the English one. */

import type { ProtocolCode } from '#shared/protocol';

export const protocolSentencesZh: Readonly<Record<ProtocolCode, string>> = {
  'linear.adam':
    '在冻结编码器的池化特征（已标准化）上训练 softmax 分类器：Adam，学习率 {learningRate}，按轮次余弦下降，L2 惩罚 {penalty}，批大小 {batch}，{epochs} 轮，不做数据增强；取最后一轮的准确率。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'linear.adam-best':
    '在冻结编码器的池化特征（已标准化）上训练的 softmax 分类器在各轮中的最佳准确率（依测试图像选出）：Adam，学习率 {learningRate}，按轮次余弦下降，L2 惩罚 {penalty}，批大小 {batch}，{epochs} 轮，不做数据增强。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'linear.paper':
    '按论文的方法，在冻结编码器的池化特征上训练 softmax 分类器：SGD，动量 {momentum}，学习率 {learningRate}，在 {epochs} 轮的 40%、60%、80% 之后各乘以 {factor}，无权重衰减，批大小 {batch}，训练图像有一半概率水平翻转；取最后一轮的准确率。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'linear.paper-best':
    '按论文的方法，在冻结编码器的池化特征上训练的 softmax 分类器在各轮中的最佳准确率（依测试图像选出）：SGD，动量 {momentum}，学习率 {learningRate}，在 {epochs} 轮的 40%、60%、80% 之后各乘以 {factor}，无权重衰减，批大小 {batch}，训练图像有一半概率水平翻转。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'linear.paper-plain':
    '按论文的方法，在冻结编码器的池化特征上训练 softmax 分类器：SGD，动量 {momentum}，学习率 {learningRate}，在 {epochs} 轮的 40%、60%、80% 之后各乘以 {factor}，无权重衰减，批大小 {batch}，不做数据增强；取最后一轮的准确率。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'linear.paper-plain-best':
    '按论文的方法，在冻结编码器的池化特征上训练的 softmax 分类器在各轮中的最佳准确率（依测试图像选出）：SGD，动量 {momentum}，学习率 {learningRate}，在 {epochs} 轮的 40%、60%、80% 之后各乘以 {factor}，无权重衰减，批大小 {batch}，不做数据增强。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'linear.ridge':
    '在冻结编码器的池化特征（已标准化）上对类别指示变量做岭回归，闭式求解；每张图像的惩罚取 {penalties} 中在训练图像的 {folds} 折交叉验证里判对最多的一个。训练图像 {train} 张，测试图像 {test} 张，随机种子 {seed}。',
  'knn.weighted':
    '在标准化后的单位特征上，由最近的 {neighbours} 张训练图像按 exp(s/{temperature}) 加权投票。训练图像 {train} 张，测试图像 {test} 张。',
  'uniformity.pairs': '对所有不同测试嵌入的有序对求 exp(-{t} d²) 的均值，再取负对数。测试图像 {test} 张。',
  'tolerance.pairs': '同一类别中所有不同测试嵌入对的平均相似度。测试图像 {test} 张。',
  'views.alignment':
    '同一张测试图像的两个随机视图之间平方距离的均值，数据增强与训练相同。取 {test} 张测试图像中的 {images} 张，随机种子 {seed}。',
  'views.pairs':
    '每张图像的一个随机视图与所有图像的第二个随机视图两两比较，数据增强与训练相同。取 {test} 张测试图像中的 {images} 张，随机种子 {seed}。',
  'views.penalties':
    '损失 {loss}（{setting}）的惩罚：每张图像的一个随机视图对其余各图像的第二个随机视图，取各锚点的均值。取 {test} 张测试图像中的 {images} 张，随机种子 {seed}。',
  'views.false-kept':
    '{negatives} 个负样本中最近的 {k} 个里与锚点同类的图像所占份额，即该损失保留的份额 {share}；以一个随机视图对第二个随机视图计算。取 {test} 张测试图像中的 {images} 张，随机种子 {seed}。',
  'views.false-nearest':
    '{negatives} 个负样本中最近的 {k} 个里与锚点同类的图像所占份额，即此配置下难负样本损失会保留的份额 {share}；以一个随机视图对第二个随机视图计算。取 {test} 张测试图像中的 {images} 张，随机种子 {seed}。',
  'spectrum.embeddings': '由减去均值后的测试嵌入的奇异值得出。测试图像 {test} 张。',
  'data.held-out': '测试图像取自训练集：每个类别按比例 {share} 留出，共 {count} 张，种子 {seed}。',
  'data.noisy-labels': '训练标签中有比例 {share} 被随机换成其他类别，种子 {seed}。',
  'loss.batch': '一批 {batch} 张图像中所有锚点的平均损失，在该步更新之前计算。',
};
