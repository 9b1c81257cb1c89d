import fc from 'fast-check';
import { afterEach, describe, test } from 'vitest';
import { serverUrl, SKIPPED } from '../support/host.js';
import { step, type Step } from '../support/story/step.js';
import { Story } from '../support/story/story.js';
import { stopClients } from '../support/users.js';

/** By hand: DEVCHAT_STORY_STEPS=5000 for more, DEVCHAT_STORY_SEED to repeat the stories of a run that failed. */
const STEPS = Number(process.env['DEVCHAT_STORY_STEPS'] ?? 100);
const SEED = process.env['DEVCHAT_STORY_SEED'];
const LENGTH = 100;
const MILLISECONDS_PER_STEP = 1000;

describe.skipIf(!serverUrl)(`Stories of users on bad networks${serverUrl ? '' : ` (${SKIPPED})`}`, () => {
  afterEach(stopClients);

  test(
    'Every client shows what a fresh one shows, and every message is sent once and in order',
    async () => {
      const stories = fc.asyncProperty(
        fc.integer({ min: 4, max: 6 }),
        fc.array(step, { maxLength: LENGTH, size: 'max' }),
        play,
      );
      // The lengths of the stories are between 0 and LENGTH.
      const numRuns = Math.ceil(STEPS / (LENGTH / 2));
      await fc.assert(stories, {
        numRuns,
        unbiased: true,
        // Each smaller story takes seconds.
        interruptAfterTimeLimit: STEPS * MILLISECONDS_PER_STEP,
        ...(SEED ? { seed: Number(SEED) } : {}),
      });
    },
    STEPS * MILLISECONDS_PER_STEP + 300_000,
  );
});

async function play(users: number, steps: Step[]): Promise<void> {
  const story = await Story.begin(users);
  try {
    await story.play(steps);
  } catch (error) {
    // Long before the smallest story that fails is found.
    console.error(`After ${steps.length} steps: ${(error as Error).message}`);
    throw error;
  } finally {
    await story.end();
    stopClients();
  }
}
