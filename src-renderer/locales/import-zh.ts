/** 导入数据集的中文。 */

import type { importEn } from './import-en';

export const importZh: typeof importEn = {
  title: '导入数据集',
  text: '支持 MNIST（IDX）、CIFAR、SVHN、STL-10、NumPy .npz、Parquet、按类别分文件夹、CSV 或 JSON Lines 图像表格，以及 ImageNet。点击“导入”之前不会写入任何内容。',
  paths: '文件或文件夹的路径（运行 Tau Lab 的机器上），每行一个',
  files: '选择文件…',
  folder: '选择文件夹…',
  look: '查看内容',
  looking: '正在查看文件',
  drop: '也可以把文件或文件夹拖到这里。',
  dropUntold: '浏览器不会告知拖入文件的位置：请在此输入路径。',
  unlabelled: '无标签',
  sizes: '原始尺寸 {found}，存储尺寸 {stored}，约 {size}',
  samples: '部分图像，按存储后的样子显示',
  more: '另有 {n} 个',
  format: '格式',
  side: '存储边长（像素）',
  holdout: '留作测试的比例',
  coarse: '使用粗粒度标签',
  extra: '包含额外的训练图像',
  progress: '{name} 的导入进度',
  phase: {
    waiting: '等待另一项导入',
    scanning: '正在清点内容',
    copying: '正在复制图像',
    finishing: '正在收尾',
  },
  left: '剩余 {time}',
  status: {
    running: '正在导入 {name}',
    finished: '已导入 {name}',
    failed: '未能导入 {name}',
    cancelled: '已取消导入 {name}，没有留下任何文件。',
  },
  wasThere: '这些图像已作为 {name} 存在，没有写入任何内容。',
  again: '再导入一个',
};
