// Checks openapi.json in this folder. No word to anybody: neither telemetry nor a look for updates.
process.env.REDOCLY_TELEMETRY = 'off';
process.env.REDOCLY_SUPPRESS_UPDATE_NOTICE = 'true';
process.argv.push('lint', 'openapi.json', '--config=redocly.yaml', '--max-problems=100');
await import('./node_modules/@redocly/cli/bin/cli.js');
