/** Starts the interface: connects to the lab, follows what it tells, mounts the frame. */

import { createApp } from 'vue';
import App from './App.vue';
import { followLanguage, i18n } from './i18n';
import { connect } from './lab';
import { router } from './router';
import { followDatasets } from './state/datasets';
import { followLabStatus } from './state/lab-status';
import { followRuns } from './state/runs';
import { followUndoKey } from './state/undo';
import { followStudies } from './state/studies';
import './styles.css';

followLabStatus();
followDatasets();
followStudies();
followRuns();
followUndoKey();
followLanguage();
connect();
createApp(App).use(i18n).use(router).mount('#app');
