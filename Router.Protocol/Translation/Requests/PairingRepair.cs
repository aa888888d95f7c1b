namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Pairs the calls of each assistant's turn with the results in the user's turn behind it, also past a system message between them. A call
/// without a result, left by an interruption, is written with an error result; a result without its call stays in the user's turn as text.
/// </summary>
internal static class PairingRepair
{
    public static void Pair(List<Turn> turns, DegradationNotes notes)
    {
        var ids = new CallIds();
        for (int index = 0; index < turns.Count; index++)
        {
            if (turns[index].Role != TurnRole.Assistant)
            {
                continue;
            }

            Turn turn = turns[index];
            turn.Calls.AddRange(turn.Blocks
                .Where(block => block.Kind == BlockKind.ToolUse)
                .Select(block => new ToolCall(block.Element, ids.Take(block.Element.Member("id"u8).Text))));
            int answer = turns.FindIndex(index + 1, next => next.Role != TurnRole.System);
            if (answer > 0 && turns[answer].Role == TurnRole.User)
            {
                Match(turn.Calls, turns[answer]);
            }

            if (turn.Calls.Exists(call => call.Result is null))
            {
                notes.Add("tool-results-repaired");
            }
        }

        if (turns.Exists(turn => turn.Blocks.Exists(block => block.Kind == BlockKind.ToolResult)))
        {
            notes.Add("tool-results-repaired");
        }
    }

    private static void Match(List<ToolCall> calls, Turn user)
    {
        // Two calls of a turn can have one id: the results answer them in order.
        Dictionary<string, Queue<ToolCall>> open = calls
            .GroupBy(call => call.Use.Member("id"u8).Text ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<ToolCall>(group), StringComparer.Ordinal);
        user.Blocks.RemoveAll(block =>
        {
            if (block.Kind != BlockKind.ToolResult
                || !open.TryGetValue(block.Element.Member("tool_use_id"u8).Text ?? "", out Queue<ToolCall>? waiting)
                || !waiting.TryDequeue(out ToolCall? call))
            {
                return false;
            }

            call.Result = block.Element;
            user.Answers.Add(call);
            return true;
        });
    }
}
