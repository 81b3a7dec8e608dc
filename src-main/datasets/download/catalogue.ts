/**
 * The official files of datasets, each with where its publisher keeps it, its length and its checksum.
 *
 * Lengths and SHA-256 are those that tensorflow_datasets records for the same addresses (url_checksums/cifar10.txt,
 * cifar100.txt, svhn_cropped.txt, stl10.txt, mnist.txt, fashion_mnist.txt; Apache 2.0). torchvision names the same
 * addresses for SVHN, STL-10, MNIST and Fashion-MNIST, and the second one of MNIST, whose first home is often shut.
 */

export interface KnownFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly optional?: boolean;
}

export interface KnownDataset {
  readonly id: string;
  readonly name: string;
  /** The page of its publisher. */
  readonly home: string;
  /** Folders that hold the files, the publisher's own first. */
  readonly bases: readonly string[];
  readonly files: readonly KnownFile[];
}

export const knownDatasets: readonly KnownDataset[] = [
  {
    id: 'cifar-10',
    name: 'CIFAR-10',
    home: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    bases: ['https://www.cs.toronto.edu/~kriz/'],
    files: [
      {
        name: 'cifar-10-binary.tar.gz',
        sizeBytes: 170_052_171,
        sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      },
    ],
  },
  {
    id: 'cifar-100',
    name: 'CIFAR-100',
    home: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    bases: ['https://www.cs.toronto.edu/~kriz/'],
    files: [
      {
        name: 'cifar-100-binary.tar.gz',
        sizeBytes: 168_513_733,
        sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
      },
    ],
  },
  {
    id: 'svhn',
    name: 'SVHN',
    home: 'http://ufldl.stanford.edu/housenumbers/',
    bases: ['http://ufldl.stanford.edu/housenumbers/'],
    files: [
      {
        name: 'train_32x32.mat',
        sizeBytes: 182_040_794,
        sha256: '435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8',
      },
      {
        name: 'test_32x32.mat',
        sizeBytes: 64_275_384,
        sha256: 'cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b',
      },
      {
        name: 'extra_32x32.mat',
        sizeBytes: 1_329_278_602,
        sha256: 'a133a4beb38a00fcdda90c9489e0c04f900b660ce8a316a5e854838379a71eb3',
        optional: true,
      },
    ],
  },
  {
    id: 'stl-10',
    name: 'STL-10',
    home: 'https://cs.stanford.edu/~acoates/stl10/',
    bases: ['http://ai.stanford.edu/~acoates/stl10/'],
    files: [
      {
        name: 'stl10_binary.tar.gz',
        sizeBytes: 2_640_397_119,
        sha256: 'f31fd99273a1acb8609c8db427cebb1de3f71de77758cdc0e22956e1289b9866',
      },
    ],
  },
  {
    id: 'mnist',
    name: 'MNIST',
    home: 'http://yann.lecun.com/exdb/mnist/',
    bases: ['http://yann.lecun.com/exdb/mnist/', 'https://ossci-datasets.s3.amazonaws.com/mnist/'],
    files: [
      {
        name: 'train-images-idx3-ubyte.gz',
        sizeBytes: 9_912_422,
        sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      },
      {
        name: 'train-labels-idx1-ubyte.gz',
        sizeBytes: 28_881,
        sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      },
      {
        name: 't10k-images-idx3-ubyte.gz',
        sizeBytes: 1_648_877,
        sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      },
      {
        name: 't10k-labels-idx1-ubyte.gz',
        sizeBytes: 4542,
        sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      },
    ],
  },
  {
    id: 'fashion-mnist',
    name: 'Fashion-MNIST',
    home: 'https://github.com/zalandoresearch/fashion-mnist',
    bases: ['http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/'],
    files: [
      {
        name: 'train-images-idx3-ubyte.gz',
        sizeBytes: 26_421_880,
        sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      },
      {
        name: 'train-labels-idx1-ubyte.gz',
        sizeBytes: 29_515,
        sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      },
      {
        name: 't10k-images-idx3-ubyte.gz',
        sizeBytes: 4_422_102,
        sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      },
      {
        name: 't10k-labels-idx1-ubyte.gz',
        sizeBytes: 5148,
        sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      },
    ],
  },
];

/** Where a file may be fetched from, in the order to try. A mirror that is asked for is asked alone. */
export function addressesOf(dataset: KnownDataset, file: string, mirror: string): readonly string[] {
  if (mirror === '') return dataset.bases.map((base) => base + file);
  const named = mirror.replaceAll('{dataset}', dataset.id);
  return [
    named.includes('{file}') ? named.replaceAll('{file}', file) : `${named.replace(/\/*$/, '/')}${file}`,
  ];
}
