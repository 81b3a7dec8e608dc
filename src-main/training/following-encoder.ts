import type { Model } from './model';
import type { FollowingEncoder } from './negatives/momentum-queue';
import { tf } from './tf';

/**
 * A copy of a model that follows it: w' ← m w' + (1 - m) w after each step. He et al. 2020, arXiv:1911.05722, Eq 2.
 *
 * @param copy  of equal weights; taken over
 * @param momentum  m in [0, 1)
 */
export function followingEncoder(model: Model, copy: Model, momentum: number): FollowingEncoder {
  // Its running statistics are never used: it always normalises by the batch.
  const state = Object.fromEntries(
    Object.entries(copy.weights).map(([name, variable]) => [`following.${name}`, variable]),
  );
  return {
    state,
    encode: (views) => {
      const embeddings = tf.tidy(() => copy.train(views).embeddings);
      copy.forget();
      return embeddings;
    },
    follow: () => {
      tf.tidy(() => {
        for (const [name, variable] of Object.entries(copy.weights)) {
          const followed = model.weights[name];
          if (followed) variable.assign(tf.add(tf.mul(variable, momentum), tf.mul(followed, 1 - momentum)));
        }
      });
    },
    dispose: () => tf.dispose(Object.values(copy.state)),
  };
}
