/** What went wrong, in Chinese: one template for every code, with the details of the English one. */

import type { ProblemCode } from '#shared/problem-sentences';

export const sentencesZh: Readonly<Record<ProblemCode, string>> = {
  internal: 'Tau Lab 遇到了意料之外的错误：{reason}。请连同日志一起反馈。',
  'request.invalid': '请求 {request} 不符合约定：{reason}。',

  'config.unknown-path': '没有名为“{path}”的配置项；是否想写“{nearest}”？',
  'config.bad-assignment': '应写成 path=value 的形式，却得到“{text}”。',
  'config.not-a-number': '{path}应为数字，却得到“{found}”。',
  'config.not-an-integer': '{path}应为整数，却得到 {found}。',
  'config.not-a-boolean': '{path}应为 true 或 false，却得到“{found}”。',
  'config.not-a-text': '{path}应为文本，却得到 {found}。',
  'config.not-a-list': '{path}应为以逗号分隔的整数，却得到“{found}”。',
  'config.not-a-choice': '{path}应为以下之一：{choices}；却得到“{found}”。',
  'config.out-of-range': '{path}应在 [{min}, {max}] 之内，却得到 {found}。',
  'config.not-positive': '{path}应大于 0，却得到 {found}。',
  'config.too-many-hardest': '难负样本数 k 最多为 {available}（此处每个锚点的负样本数），却得到 {found}。',
  'config.batch-above-dataset': '批大小最多为 {images}（训练图像数），却得到 {found}。',
  'config.crop-order': '最小裁剪面积不应大于最大裁剪面积，却得到 {min} 与 {max}。',
  'config.step-order': '{path}应依次递增，却得到 {found}。',
  'config.image-side':
    '编码器 {encoder} 要求图像边长在 {min} 到 {max} 像素之间，却得到 {found}；请以其他尺寸重新导入数据集。',
  'config.accumulation': '每批份数应把大小为 {batch} 的批等分，且每份至少 2 张图像，却得到 {found} 份。',
  'config.queue-below-batch': '队列长度不应小于批大小 {batch}，却得到 {found}。',
  'config.learned-temperature':
    '损失 {loss} 的这种形式不只用温度去除相似度，因而无法从相似度学得温度；请改用某种调度，或以论文形式使用 {choices} 之一。',
  'config.temperature-too-small': '温度不应低于 {least}，却得到 {found}：调度不能经过 0。',
  'config.blur-order': '最小模糊不应大于最大模糊，却得到 {min} 与 {max}。',
  'config.no-unlabelled': '该数据集没有无标签部分，只能用训练集训练。',
  'config.nothing-held-out': '至少要有一个类别含 2 张以上训练图像才能留出，却没有；请把留出比例设为 0。',
  'config.unknown-preset': '预设应为以下之一：{choices}；却得到“{found}”。',

  'run.not-found': '这个数据文件夹里没有运行“{id}”；命令 runs list 会列出现有的运行。',
  'run.wrong-state': '运行 {id} 目前的状态是 {status}，不能执行 {action}。',
  'run.no-checkpoint': '运行 {id} 没有留下检查点，无法恢复；请重新开始。',
  'run.non-finite': '第 {step} 步的损失不是有限值（上一个有限的损失为 {last}）；请尝试更小的学习率。',
  'run.trainer-died': '训练进程意外结束（{reason}）；恢复运行即可从最近的检查点继续。',
  'run.lab-died': '训练过程中 Tau Lab 被关闭或中止；恢复运行即可从最近的检查点继续。',
  'checkpoint.none': '运行 {id} 没有可供评估的检查点。',
  'checkpoint.not-found': '运行 {id} 没有第 {step} 步的检查点；现有的步数：{known}。',
  'checkpoint.no-best': '运行 {id} 还没有 kNN 准确率最佳的检查点；现有的步数：{known}。',
  'run.in-trash': '运行 {id} 在回收站里；请先恢复它。',
  'checkpoint.damaged': '第 {step} 步的检查点已损坏或不完整；请选择另一个。',
  'checkpoint.gone': '第 {step} 步的检查点已不存在；请选择另一个。',
  'evaluation.not-found': '这个数据文件夹里没有评估“{id}”。',
  'evaluation.not-a-setting': '应为评估的配置项，例如 {example}，却得到 {path}；训练时的配置不会改变。',
  'evaluation.died': '评估意外结束（{reason}）；请重新开始。',
  'evaluation.lab-died': '评估过程中 Tau Lab 被中止；请重新开始。',
  'study.not-found': '这个数据文件夹里没有研究“{id}”。',
  'study.empty': '一项研究至少要改变一个配置项，却一个也没有。',
  'study.too-large': '一项研究最多可以有 {limit} 次运行，现在有 {found} 次；请减少取值或种子。',

  'dataset.not-found': '没有数据集“{id}”；现有：{known}。',
  'dataset.in-use': '数据集 {id} 正被 {count} 个运行使用；请先删除这些运行。',
  'dataset.builtin': '内置数据集是 Tau Lab 的一部分，不能删除。',
  'dataset.name-empty': '请给数据集起一个名称。',
  'dataset.damaged': '数据集 {id} 的文件与校验和不符；请重新导入。',

  'file.not-found': '文件“{file}”不存在。',
  'file.unreadable': '无法读取文件“{file}”：{reason}。',
  'file.truncated': '“{file}”至少应有 {expected} 字节，实际只有 {found}；文件不完整。',
  'file.trailing': '“{file}”应在 {expected} 字节后结束，却还有多余内容。',
  'file.bad-gzip': '文件“{file}”无法按 gzip 解压：{reason}。',
  'file.changed': '文件“{file}”在读取过程中发生了变化；请待其完整后重新导入。',
  'dataset.no-split': '数据集 {id} 没有“{split}”划分。',
  'import.unknown-format': '“{file}”不是任何可导入格式的数据集；请给出完整的压缩包，或同时给出全部文件。',
  'import.relative-path': '应给出绝对路径，却得到“{path}”。',
  'import.too-few':
    '至少需要一张训练图像和一张测试图像，实际有 {train} 张与 {test} 张；请为每个类别提供更多图像。',
  'import.no-space': '文件夹“{folder}”剩余空间为 {free}，而数据集需要 {needed}；请先释放空间。',
  'import.not-found': '没有编号为“{id}”的导入任务。',
  'import.cancelled': '导入已取消，没有留下任何文件。',
  'import.missing-part': '“{file}”旁边或其中应有文件 {part}，但没有找到。',
  'idx.no-images': '标签文件“{file}”旁边应有 {split} 图像，但没有找到；请同时给出全部文件。',
  'idx.no-labels': '图像文件“{file}”旁边应有 {split} 标签，但没有找到；请同时给出全部文件。',
  'import.bad-content': '文件“{file}”内容有误：{reason}。',
  'import.count-differs': '“{file}”中图像与标签的数量应相同，却有 {images} 张图像和 {labels} 个标签。',
  'import.label-out-of-range': '“{file}”中的标签应在 [{min}, {max}] 之内，却得到 {found}。',
  'idx.bad-magic': '“{file}”应以 IDX 魔数 {expected} 开头，却得到 {found}。',
  'idx.count-differs':
    '标签数应与图像数相同，但“{imagesFile}”有 {images} 张图像，“{labelsFile}”有 {labels} 个标签。',
  'idx.bad-size': '“{file}”中的图像应在 1x1 到 {limit}x{limit} 像素之间，却得到 {found}。',
  'idx.bad-channels': '“{file}”中的图像应有 1 个或 3 个通道，却得到 {found}。',
  'idx.too-many': '“{file}”最多可含 {limit} 项，却得到 {found}。',
  'idx.empty': '“{file}”至少应含 {expected} 项，却只有 {found}。',
  'idx.split-size-differs': '训练图像与测试图像的尺寸应相同，却得到 {train} 与 {test}。',
  'idx.label-out-of-range': '“{file}”中的标签应小于训练集的类别数 {classes}，却得到 {found}。',

  'picture.empty': '“{file}”应为图片，却是空文件；请删除或重新获取。',
  'picture.format': '“{file}”应为 JPEG、PNG、WebP、GIF、TIFF 或 AVIF 图片，却不是；请先转换格式。',
  'picture.damaged': '图片“{file}”已损坏或不完整：{reason}。',
  'picture.too-large': '“{file}”最多可含 {limit} 像素；请先缩小。',
  'picture.unreadable':
    '每张图片都应能读取，却有 {count} 张无法读取，第一张是“{file}”（{reason}）；请修复或删除后重新导入。',
  'picture.none-readable': '应有可读取的图片，却一张也没有；第一张是“{file}”，请打开查看。',
  'folders.no-classes':
    '“{folder}”中应至少有两个文件夹，每个类别一个；请把各类别的图片分别放入各自的文件夹。',
  'folders.no-pictures': '文件夹“{folder}”中应有该类别的图片，但没有找到；请放入图片或删除该文件夹。',
  'folders.unknown-class':
    '测试图片的类别应都在训练类别之中，而“{folder}”只在此处出现；请补充训练图片或将其删除。',
  'folders.missing-class':
    '“{folder}”中应有 ImageNet-100 类别的文件夹“{name}”，但没有找到；请将其解压到该处，或按类别文件夹导入。',
  'folders.several':
    '应给出包含所有类别文件夹的一个文件夹，却给出了 {count} 个路径；请给出它们的上级文件夹。',
  'download.unknown': '没有名为“{id}”的下载项；现有 {known}。',
  'download.running': '正在获取 {id} 的文件；请先取消。',
  'download.bad-address': '地址应以 http:// 或 https:// 开头，却得到“{found}”。',
  'download.bad-settings': '文件“{file}”中不是下载设置；请删除它，或重新设置。',
  'download.redirects': '{address} 的重定向超过 {limit} 次；请选用镜像，或手动放入文件。',
  'download.refused': '{address} 的服务器返回状态 {status}；请选用镜像，或手动放入文件。',
  'download.unreachable': '无法连接 {address}（{reason}）；请检查网络和代理，或手动放入文件。',
  'download.broken-off': '从 {address} 的下载在 {bytes} 字节后中断（{reason}）；重新开始即可从该处继续。',
  'download.wrong-size': '{address} 应给出 {expected} 字节，却得到 {found}；请换一个镜像。',
  'download.checksum': '从 {address} 得到的并非发布者的原文件：SHA-256 不符；所得内容已丢弃，请换一个镜像。',
  'download.other-file':
    '“{file}”并非发布者的原文件（应有 {expected} 字节且 SHA-256 相符，实有 {found} 字节）；请移走它，或直接导入。',
  'download.no-space': '“{folder}”应有 {needed} 字节的可用空间，实有 {free}；请先腾出空间。',

  'preview.no-image': '图像编号应小于 {id} 的训练图像数 {count}，却得到 {found}。',
  'preview.died': '计算视图的进程意外结束（{reason}）；请再试一次。',

  'store.locked':
    '数据文件夹“{folder}”正被另一个 Tau Lab（进程 {pid}）使用；请关闭它，或用 --store 另选文件夹。',
  'store.newer':
    '数据文件夹“{folder}”由更新版本的 Tau Lab 写成（结构版本 {found}，本版本支持到 {expected}）；请更新 Tau Lab。',
  'store.damaged': '“{folder}”中的数据库已损坏：{reason}。请从其中的 backups 文件夹恢复副本。',
  'store.unwritable': '数据文件夹“{folder}”无法写入：{reason}。',
  'disk.full': '磁盘已满（{reason}）；请腾出空间后恢复运行。',

  'engine.missing': '尚未安装 TensorFlow；请运行“npm run -s cli -- engine install”。',
  'engine.no-pip':
    '获取 TensorFlow 需要带 pip 的 Python 3，却没有找到；请安装 Python 3，或自备 {wheel} 并运行“engine install --wheel FILE”。',
  'engine.no-compiler':
    '编译 TensorFlow 插件需要 C++ 编译器（g++ 或 clang++），却没有找到；请安装一个（Debian：apt-get install g++）。',
  'engine.compile': 'TensorFlow 插件编译失败：{reason}。',
  'engine.download': 'pip 无法获取 {wheel}：{reason}。请自备该文件并运行“engine install --wheel FILE”。',
  'engine.bad-wheel': '“{file}”应是适用于本机的 TensorFlow {version} wheel：{reason}。',
  'engine.checksum': 'wheel 文件“{file}”的 SHA-256 应为 {expected}，却得到 {found}。',
  'engine.unsupported': 'Tau Lab 无法自行为 {platform} 准备 TensorFlow；将改用较慢的 JavaScript 后端。',
  'engine.cancelled': 'TensorFlow 的安装已停止，未留下任何文件。',
  'engine.load': '无法加载 TensorFlow：{reason}。',

  'serve.port-refused': '端口 {port} 无法使用：{reason}；请用 --port 另选。',
  'serve.port-taken': '端口 {port} 已被占用；请用 --port 另选，或省略该选项。',
  'command.usage': '{reason}',
};
