/** Pages by address. The hash keeps addresses working wherever the page is served from. */

import { createRouter, createWebHashHistory } from 'vue-router';

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/runs' },
    { path: '/runs', name: 'runs', component: () => import('./pages/RunsPage.vue') },
    { path: '/runs/:id', name: 'run', component: () => import('./pages/RunPage.vue'), props: true },
    { path: '/new', name: 'new', component: () => import('./pages/NewRunPage.vue') },
    { path: '/compare', name: 'compare', component: () => import('./pages/ComparePage.vue') },
    { path: '/loss-lab', name: 'lab', component: () => import('./pages/LossLabPage.vue') },
    { path: '/paper', name: 'paper', component: () => import('./pages/PaperPage.vue') },
    { path: '/datasets', name: 'datasets', component: () => import('./pages/DatasetsPage.vue') },
    {
      path: '/datasets/:id',
      name: 'dataset',
      component: () => import('./pages/DatasetPage.vue'),
      props: true,
    },
    { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
    { path: '/:rest(.*)', redirect: '/runs' },
  ],
});
