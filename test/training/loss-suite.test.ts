import { useTensorFlow } from '../helpers/engine';
import { everyLoss } from '../helpers/loss-suite';

useTensorFlow();
everyLoss();
