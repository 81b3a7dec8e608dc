/**
 * Every sentence that tells a person what went wrong, in English; `{name}` stands for a detail.
 * The interface's other languages hold a template for each of these codes with the same names (a test compares them).
 */
export const sentences = {
  internal: 'Tau Lab met an error it did not expect: {reason}. Please report it with the log.',
  'request.invalid': 'Expected the request {request} to fit its contract, got: {reason}.',

  'config.unknown-path': 'Unknown configuration path "{path}"; did you mean "{nearest}"?',
  'config.bad-assignment': 'Expected path=value, got "{text}".',
  'config.not-a-number': 'Expected {path} to be a number, got "{found}".',
  'config.not-an-integer': 'Expected {path} to be a whole number, got {found}.',
  'config.not-a-boolean': 'Expected {path} to be true or false, got "{found}".',
  'config.not-a-text': 'Expected {path} to be a text, got {found}.',
  'config.not-a-list': 'Expected {path} to be whole numbers separated by commas, got "{found}".',
  'config.not-a-choice': 'Expected {path} to be one of {choices}, got "{found}".',
  'config.out-of-range': 'Expected {path} to be in [{min}, {max}], got {found}.',
  'config.not-positive': 'Expected {path} to be greater than 0, got {found}.',
  'config.too-many-hardest':
    'Expected negatives.hardest to be at most {available}, the number of negatives of one anchor here, got {found}.',
  'config.batch-above-dataset':
    'Expected training.batchSize to be at most {images}, the number of training images, got {found}.',
  'config.crop-order': 'Expected augment.cropMin to be at most augment.cropMax, got {min} and {max}.',
  'config.step-order': 'Expected {path} to rise, got {found}.',
  'config.image-side':
    'Expected images of {min} to {max} pixels a side for the encoder {encoder}, got {found}; import the dataset in another size.',
  'config.accumulation':
    'Expected training.accumulation to divide the batch of {batch} into equal parts of at least 2 images, got {found} parts.',
  'config.queue-below-batch':
    'Expected negatives.queueSize to be at least the batch size of {batch}, got {found}.',
  'config.learned-temperature':
    'The loss {loss} in this form uses the temperature for more than dividing similarities, so it cannot be learned from them; choose a schedule, or one of {choices} in the form of the paper.',
  'config.temperature-too-small':
    'Expected the temperature to stay at or above {least}, got {found}: its schedule must not go through 0.',
  'config.blur-order': 'Expected augment.blurMin to be at most augment.blurMax, got {min} and {max}.',
  'config.no-unlabelled':
    'Expected dataset.trainOn to be train: this dataset has no unlabelled split to train on.',
  'config.nothing-held-out':
    'Expected a class of at least 2 training images to hold one out of, got none; set dataset.holdout to 0.',
  'config.unknown-preset': 'Expected a preset out of {choices}, got "{found}".',

  'run.not-found': 'There is no run "{id}" in this store; the command "runs list" shows those there are.',
  'run.wrong-state': 'Run {id} is {status}; it cannot be {action} now.',
  'run.no-checkpoint': 'Run {id} left no checkpoint, so it cannot be resumed; start it again instead.',
  'run.non-finite':
    'The loss was not finite at step {step} (the last finite loss was {last}); try a smaller learning rate.',
  'run.trainer-died':
    'The training process ended unexpectedly ({reason}); resume the run to go on from its last checkpoint.',
  'run.lab-died':
    'Tau Lab was closed or stopped while this run was training; resume it to go on from its last checkpoint.',
  'checkpoint.none': 'Run {id} has no checkpoint that could be evaluated.',
  'checkpoint.not-found': 'Run {id} has no checkpoint of step {step}; there are those of the steps {known}.',
  'checkpoint.no-best':
    'Run {id} has no checkpoint of the best kNN accuracy yet; there are those of the steps {known}.',
  'run.in-trash': 'Run {id} is in the trash; restore it first.',
  'checkpoint.damaged': 'The checkpoint of step {step} is damaged or cut short; choose another one.',
  'checkpoint.gone': 'The checkpoint of step {step} is not there any more; choose another one.',
  'evaluation.not-found': 'There is no evaluation "{id}" in this store.',
  'evaluation.not-a-setting':
    'Expected a setting of the evaluation, such as {example}, got {path}; what a run was trained with does not change.',
  'evaluation.died': 'The evaluation ended unexpectedly ({reason}); start it again.',
  'evaluation.lab-died': 'Tau Lab was stopped during this evaluation; start it again.',
  'study.not-found': 'There is no study "{id}" in this store.',
  'study.empty': 'Expected a study to vary at least one field, got none.',
  'study.too-large': 'Expected a study of at most {limit} runs, got {found}; leave out values or seeds.',

  'dataset.not-found': 'There is no dataset "{id}"; there are {known}.',
  'dataset.in-use': 'Dataset {id} is used by {count} run(s); delete those first.',
  'dataset.builtin': 'The built-in dataset is part of Tau Lab and cannot be deleted.',
  'dataset.name-empty': 'Expected a name for the dataset, got nothing.',
  'dataset.damaged': 'The stored file of dataset {id} does not match its checksum; import it again.',

  'file.not-found': 'There is no file "{file}".',
  'file.unreadable': 'The file "{file}" cannot be read: {reason}.',
  'file.truncated':
    'Expected "{file}" to hold at least {expected} bytes, got {found}; the file is truncated.',
  'file.trailing': 'Expected "{file}" to end after {expected} bytes; it holds more than it should.',
  'file.bad-gzip': 'The file "{file}" cannot be unpacked as gzip: {reason}.',
  'file.changed': 'The file "{file}" changed while it was read; import it again when it is complete.',
  'dataset.no-split': 'The dataset {id} has no split "{split}".',
  'import.unknown-format':
    'Expected "{file}" to be a dataset in one of the formats that can be imported, got something else; give the whole archive, or all files together.',
  'import.relative-path': 'Expected an absolute path, got "{path}".',
  'import.too-few':
    'Expected at least one training and one test image, got {train} and {test}; give more images of each class.',
  'import.no-space':
    'The folder "{folder}" has room for {free}, but the dataset needs {needed}; free some space.',
  'import.not-found': 'There is no import "{id}".',
  'import.cancelled': 'The import was cancelled; nothing of it is left behind.',
  'import.missing-part': 'Expected the file {part} beside "{file}" or within it, found none.',
  'idx.no-images':
    'Expected the {split} images beside the labels "{file}", found none; give all files together.',
  'idx.no-labels':
    'Expected the {split} labels beside the images "{file}", found none; give all files together.',
  'import.bad-content': 'The file "{file}" is not what it should be: {reason}.',
  'import.count-differs':
    'Expected as many labels as images in "{file}", got {images} images and {labels} labels.',
  'import.label-out-of-range': 'Expected the labels in "{file}" to be in [{min}, {max}], got {found}.',
  'idx.bad-magic': 'Expected "{file}" to start with the IDX magic number {expected}, got {found}.',
  'idx.count-differs':
    'Expected as many labels as images, got {images} images in "{imagesFile}" and {labels} labels in "{labelsFile}".',
  'idx.bad-size':
    'Expected the images in "{file}" to be between 1x1 and {limit}x{limit} pixels, got {found}.',
  'idx.bad-channels': 'Expected the images in "{file}" to have 1 or 3 channels, got {found}.',
  'idx.too-many': 'Expected "{file}" to hold at most {limit} items, got {found}.',
  'idx.empty': 'Expected "{file}" to hold at least {expected} items, got {found}.',
  'idx.split-size-differs': 'Expected training and test images of one size, got {train} and {test}.',
  'idx.label-out-of-range':
    'Expected the labels in "{file}" to be below {classes}, the number of training classes, got {found}.',

  'picture.empty': 'Expected "{file}" to be a picture, got an empty file; delete it or fetch it again.',
  'picture.format':
    'Expected "{file}" to be a JPEG, PNG, WebP, GIF, TIFF or AVIF picture, got something else; convert it to one of them.',
  'picture.damaged': 'The picture "{file}" is damaged or cut short: {reason}.',
  'picture.too-large': 'Expected "{file}" to have at most {limit} pixels; make it smaller first.',
  'picture.unreadable':
    'Expected every picture to be readable, got {count} that cannot be read, the first of them "{file}" ({reason}); mend or delete them, then import again.',
  'picture.none-readable':
    'Expected pictures that can be read, got none; the first of them is "{file}", open it to see what it is.',
  'folders.no-classes':
    'Expected at least two folders in "{folder}", one for each class, got fewer; put the pictures of each class into a folder of its own.',
  'folders.no-pictures':
    'Expected pictures of a class in the folder "{folder}", found none; put some there or delete the folder.',
  'folders.unknown-class':
    'Expected each class of test pictures among those of training, got "{folder}" only here; add its training pictures or delete it.',
  'folders.missing-class':
    'Expected the folder "{name}" of a class of ImageNet-100 in "{folder}", found none; unpack it there, or import as a folder of classes.',
  'folders.several':
    'Expected one folder that holds the folders of all classes, got {count} paths; give the folder above them.',
  'download.unknown': 'There is no download "{id}"; there are {known}.',
  'download.running': 'The files of {id} are being fetched; cancel that first.',
  'download.bad-address': 'Expected an address that starts with http:// or https://, got "{found}".',
  'download.bad-settings':
    'The file "{file}" does not hold the settings of downloads; delete it or set them again.',
  'download.redirects':
    'The address {address} redirects more than {limit} times; choose a mirror, or put the file there by hand.',
  'download.refused':
    'The server at {address} answered with status {status}; choose a mirror, or put the file there by hand.',
  'download.unreachable':
    'The address {address} cannot be reached ({reason}); check the network and the proxy, or put the file there by hand.',
  'download.broken-off':
    'The download from {address} broke off after {bytes} bytes ({reason}); start it again, it goes on from there.',
  'download.wrong-size': 'Expected {expected} bytes from {address}, got {found}; choose another mirror.',
  'download.checksum':
    'What came from {address} is not the file that its publisher made: its SHA-256 differs; it was thrown away, choose another mirror.',
  'download.other-file':
    'The file "{file}" is not the one that its publisher made (expected {expected} bytes of a known SHA-256, found {found}); remove it, or import it as it is.',
  'download.no-space': 'Expected {needed} free bytes in "{folder}", found {free}; free some space first.',

  'preview.no-image': 'Expected images below {count}, the number of training images of {id}, got {found}.',
  'preview.died': 'The process that computes views ended unexpectedly ({reason}); try again.',

  'store.locked':
    'The data folder "{folder}" is in use by another Tau Lab (process {pid}); close that one or choose another folder with --store.',
  'store.newer':
    'The data folder "{folder}" was written by a newer Tau Lab (schema {found}, this one knows {expected}); update Tau Lab.',
  'store.damaged': 'The database in "{folder}" is damaged: {reason}. Restore the copy in its backups folder.',
  'store.unwritable': 'The data folder "{folder}" cannot be written: {reason}.',
  'disk.full': 'The disk is full ({reason}); free some space, then resume.',

  'engine.missing': 'TensorFlow is not installed yet; run "npm run -s cli -- engine install".',
  'engine.no-pip':
    'Expected Python 3 with pip to fetch TensorFlow, found none; install Python 3, or bring the wheel {wheel} and run "engine install --wheel FILE".',
  'engine.no-compiler':
    'Expected a C++ compiler (g++ or clang++) to build the TensorFlow addon, found none; install one (on Debian: apt-get install g++).',
  'engine.compile': 'The TensorFlow addon could not be compiled: {reason}.',
  'engine.download':
    'The wheel {wheel} could not be fetched by pip: {reason}. Bring it by hand and run "engine install --wheel FILE".',
  'engine.bad-wheel': 'Expected "{file}" to be a TensorFlow {version} wheel for this machine: {reason}.',
  'engine.checksum': 'Expected the wheel "{file}" to have the SHA-256 {expected}, got {found}.',
  'engine.unsupported':
    'Tau Lab cannot bring TensorFlow to {platform} by itself; runs use the slow JavaScript backend there.',
  'engine.cancelled': 'The installation of TensorFlow was stopped; nothing of it is left behind.',
  'engine.load': 'TensorFlow could not be loaded: {reason}.',

  'serve.port-refused': 'Port {port} cannot be used: {reason}; choose another with --port.',
  'serve.port-taken': 'Port {port} is in use; choose another with --port, or leave it out.',
  'command.usage': '{reason}',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof sentences;
