#!/bin/sh
# A line for Claude Code's status line: what this key has spent, and what is left of its budget. It needs curl.
# The key goes to curl through its standard input, so that no list of processes shows it.
printf 'x-api-key: %s\n' "${ANTHROPIC_AUTH_TOKEN:-$ANTHROPIC_API_KEY}" |
    curl -sf -m 2 -H @- -H 'accept: text/plain' "${ANTHROPIC_BASE_URL:-http://127.0.0.1:8787}/v1/usage/me" ||
    echo 'router: no answer'
